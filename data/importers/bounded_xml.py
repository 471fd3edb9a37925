"""Reads XML that somebody sends: no document types, no entities, nothing from elsewhere, bounded in depth and size."""

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from domain_model.coding_project import UnreadableFileError

MOST_ELEMENTS = 300_000
DEEPEST = 60
"""How deep elements may stand in one another; codes of real codebooks are less than 20 deep."""


def read_xml(content: bytes, name: str) -> Element:
    """The root element of a document; `name` says in messages which document it is.

    Raises:
        UnreadableFileError: if it is not well-formed, declares a document type or entities, or is too deep or large.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _refused(name, "it declares a document type or entities")
    root: Element | None = None
    depth = count = 0
    try:
        steps = iterparse(
            BytesIO(content), ("start", "end"), forbid_dtd=True, forbid_entities=True, forbid_external=True
        )
        for step, element in steps:
            if step == "end":
                depth -= 1
                continue
            depth, count = depth + 1, count + 1
            root = element if root is None else root
            if depth > DEEPEST:
                raise _refused(name, f"its elements stand more than {DEEPEST} deep in one another")
            if count > MOST_ELEMENTS:
                raise _refused(name, f"it has more than {MOST_ELEMENTS:,} elements")
    except DefusedXmlException:
        raise _refused(name, "it declares a document type or entities") from None
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(f"{name} is no well-formed XML ({error}).") from None
    if root is None:
        raise UnreadableFileError(f"{name} is empty.")
    return root


def _refused(name: str, why: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name} is refused: {why}.")


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: Element) -> str:
    """The namespace of an element, '' for none."""
    return str(element.tag)[1:].partition("}")[0] if str(element.tag).startswith("{") else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The elements of that name right below one, in order; none below None."""
    for child in element if element is not None else ():
        if local_name(child) == name:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    """The first element of that name right below one."""
    return next(children(element, name), None)


def text_of(element: Element | None, name: str) -> str:
    """The text of the first element of that name right below one, without surrounding blanks; '' for none."""
    found = child(element, name)
    return (found.text or "").strip() if found is not None else ""
