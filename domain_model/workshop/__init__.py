"""The live workshop: its plan, its log, its ballots, how they are counted and what may be published of them."""
