"""Tests of the files of the evidence that people take away."""
