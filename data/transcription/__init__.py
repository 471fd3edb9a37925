"""How the seed figures were transcribed from working copies of published files."""
