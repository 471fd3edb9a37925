"""The ideas of parity between mental and physical health; no web, no SQL, no files."""
