"""What the results of a coding round show, to and from their query string."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, urlencode

from components.query_view import QueryView
from domain_model.evidence_vocabulary import CodingCounting


@dataclass(frozen=True, slots=True)
class CodingView(QueryView):
    """What counts, whose placements, whether the catalogue is compared with, and which statements are listed.

    `without` are the numbers of coders who are left out of the comparison, from 1; `page` counts from 1.
    """

    counting: CodingCounting = CodingCounting.WITH_NOWHERE
    without: tuple[int, ...] = ()
    catalogue: bool = False
    all_statements: bool = False
    page: int = 1

    @classmethod
    def from_search(cls, search: str | None) -> Self:
        """Read a query string; `without` may stand in it several times, as a form sends it, or once with commas."""
        pairs = parse_qsl((search or "").lstrip("?"))
        numbers, problems = _numbers([text for name, text in pairs if name == "without"])
        # A class with slots is made anew by its decorator, so that a bare super() would not know it.
        view = super(CodingView, cls).from_search(urlencode([pair for pair in pairs if pair[0] != "without"]))
        return view.with_(without=numbers, problems=(*view.problems, *problems))

    @property
    def of_comparison(self) -> Self:
        """The same comparison, without how the page lists statements: what files are asked for with."""
        return type(self)(counting=self.counting, without=self.without)

    def problems_in(self, coders: int) -> tuple[str, ...]:
        """What of the address cannot be, in a round of so many coders."""
        unknown = (f"there is no coder {number} in this round" for number in self.without if number > coders)
        return (*self.problems, *unknown)


def _numbers(texts: list[str]) -> tuple[tuple[int, ...], list[str]]:
    """The numbers in these texts, each once and in order, and a problem for whatever is none."""
    parts = list(dict.fromkeys(part for text in texts for part in text.split(",") if part))
    is_number = {part: part.isascii() and part.isdigit() and part.strip("0") != "" and len(part) < 10 for part in parts}
    numbers = {int(part) for part in parts if is_number[part]}
    problems = [f"there is no coder {part[:40]} in this round" for part in parts if not is_number[part]]
    return tuple(sorted(numbers)), problems
