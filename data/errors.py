"""What can be wrong with the store or its seed, said in one line to a person."""


class StoreError(Exception):
    """The database cannot be used; the message is one line that says why and what to do."""


class SeedError(StoreError):
    """A seed file breaks its contract; `file`, `row` (the header is row 1) and `reason` say where and why."""

    def __init__(self, file: str, row: int, reason: str) -> None:
        super().__init__(f"seed file {file}, row {row}: {reason}")
        self.file = file
        self.row = row
        self.reason = reason
