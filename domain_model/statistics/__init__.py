"""Pure functions on numbers: intervals and the like, each with the source of its formula."""
