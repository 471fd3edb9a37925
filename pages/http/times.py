"""Moments as scripts count them."""

from datetime import datetime


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970 in UTC."""
    return round(moment.timestamp() * 1000)
