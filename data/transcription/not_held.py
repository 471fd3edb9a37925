"""Pairs of the register of which neither side is published or held: their pages say what is missing."""

from pathlib import Path

from data.transcription.framework import PairSides, Transcript

NOT_HELD = ("F8", "F9", "I1", "I3", "I8", "O3", "S10", "S11", "T3", "W1", "W4")


def transcribe(folder: Path) -> Transcript:
    """Register the pairs with both sides empty; nothing is read from the folder."""
    del folder
    return Transcript(pairs=dict.fromkeys(NOT_HELD, PairSides()))
