"""Values in addresses and forms, read in one way."""

MOST_DIGITS = 9


def whole(text: str, otherwise: int = 0) -> int:
    """A whole number as our own forms and addresses write it; `otherwise` for anything else, however long."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else otherwise
