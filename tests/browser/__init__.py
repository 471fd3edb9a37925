"""Real browsers on the real product."""
