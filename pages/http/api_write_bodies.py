"""Bodies of writes: strict JSON, read field by field, so that everything that is wrong is told at once."""

import json
from collections.abc import Sequence
from enum import StrEnum
from http import HTTPStatus
from typing import TypeVar

import orjson
from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from domain_model.cells import Cell
from domain_model.judgements import LEAST, LONGEST_REASON, LONGEST_SOURCE, MOST, Opinion
from domain_model.plain_text import is_plain
from domain_model.vocabulary import BuildingBlock, Confidence, Level, Perception
from pages.http.api_problems import ApiProblemError, Fault, echo

Word = TypeVar("Word", bound=StrEnum)

MEDIA_TYPE = "application/json"
LARGEST_ONE = 64 * 1024
"""Bytes of a body that says one thing."""

LARGEST_LIST = 2 * 1024 * 1024
"""Bytes of a body that is a list."""

MOST_ITEMS = 500
OPINION_FIELDS = ("perception", "severity", "feasibility", "confidence", "reason", "source")
PLACE_FIELDS = ("area", "block", "level")


def read_json(largest: int) -> object:
    """The body of this request.

    Raises:
        ApiProblemError: 415 for another media type, 413 for more than `largest` bytes, 400 for what is no JSON,
            holds half a character, or names a field of an object twice.
    """
    if request.mimetype != MEDIA_TYPE:
        sent = echo(request.mimetype) or "none"
        raise ApiProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send {MEDIA_TYPE}; the Content-Type was {sent}")
    request.max_content_length = largest
    try:
        body = request.get_data()
        if request.content_length is None and len(body) == largest:  # sent in chunks, of which the rest was not read
            raise RequestEntityTooLarge
    except RequestEntityTooLarge:
        detail = f"the body is larger than {largest} bytes, the most that is taken here"
        raise ApiProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail) from None
    try:
        orjson.loads(body)  # stricter with characters and numbers than the standard library
        return json.loads(body, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        detail = f"the body is not JSON as it is taken here: {echo(str(error))}"
        raise ApiProblemError(HTTPStatus.BAD_REQUEST, detail) from None


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{echo(twice)!r} is given twice")
    return found


class Fields:
    """The fields of one object; what is wrong in them is gathered in `faults`, where a caller may add to it.

    A field that is null or not there was not answered.
    """

    def __init__(self, body: object, allowed: Sequence[str], index: int | None = None) -> None:
        self.faults: list[Fault] = []
        self._index = index
        self._values: dict[str, object] = {}
        self._is_object = isinstance(body, dict)
        if not isinstance(body, dict):
            self.wrong(None, f"send an object with the fields {', '.join(allowed)}")
            return
        self._values = body
        for name in body:
            if name not in allowed:
                self.wrong(name, f"no such field; allowed: {', '.join(allowed)}")

    def wrong(self, field: str | None, detail: str) -> None:
        """Note what is wrong in a field, or in the object as a whole."""
        self.faults.append(Fault(detail, field, self._index))

    def word(self, name: str, words: type[Word]) -> Word | None:
        """A token of a vocabulary."""
        value = self._values.get(name)
        if value is None:
            return None
        if isinstance(value, str) and value in [member.value for member in words]:
            return words(value)
        self.wrong(name, f"give one of {', '.join(words)}")
        return None

    def on_scale(self, name: str) -> int | None:
        """A whole number on the scale of severity and feasibility."""
        value = self._values.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and LEAST <= value <= MOST:
            return value
        self.wrong(name, f"give a whole number from {LEAST} to {MOST}")
        return None

    def text(self, name: str, longest: int) -> str:
        """A text without space around it, its lines ended as we keep them; '' where there is none."""
        value = self._values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(name, "give a text in quotes")
            return ""
        tidy = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        if len(tidy) > longest:
            self.wrong(name, f"this has {len(tidy)} characters; shorten it to {longest}")
        elif not is_plain(tidy):
            self.wrong(name, "this holds characters that cannot be shown: send plain text")
        else:
            return tidy
        return ""

    def given(self, name: str, longest: int) -> str:
        """A text that has to be there."""
        found = self.text(name, longest)
        if not found and not any(fault.field == name for fault in self.faults):
            self.wrong(name, "this is required")
        return found

    def place(self, codes: frozenset[str]) -> tuple[str, Cell] | None:
        """The area, one of `codes`, and the cell of an object that names both."""
        if not self._is_object:
            return None
        before = len(self.faults)
        area = self.given("area", 20)
        if area and area not in codes:
            self.wrong("area", f"no such area: {echo(area)!r}")
        block, level = self._required("block", BuildingBlock), self._required("level", Level)
        if len(self.faults) > before or block is None or level is None:
            return None
        return area, Cell(block, level)

    def _required(self, name: str, words: type[Word]) -> Word | None:
        if self._values.get(name) is None:
            self.wrong(name, f"this is required: give one of {', '.join(words)}")
        return self.word(name, words)

    def opinion(self) -> Opinion:
        """What somebody says of a cell; they have to say something."""
        said = Opinion(
            perception=self.word("perception", Perception),
            severity=self.on_scale("severity"),
            feasibility=self.on_scale("feasibility"),
            confidence=self.word("confidence", Confidence),
            reason=self.text("reason", LONGEST_REASON),
            source=self.text("source", LONGEST_SOURCE),
        )
        if said.is_blank and not self.faults:
            self.wrong(None, f"nothing is said: give at least one of {', '.join(OPINION_FIELDS)}")
        return said
