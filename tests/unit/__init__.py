"""Tests without an app or a database."""
