"""Everything that has a URL."""
