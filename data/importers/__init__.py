"""Readers of files that people bring while the product runs: bounded, without side effects, nothing written to disk."""
