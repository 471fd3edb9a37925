"""What every event of a workshop is."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain_model.workshop.state import WorkshopState


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; `kind` is its name in the log.

    `may_be_undone` says whether it can be taken back, `fits_closed` whether it may follow the end of the workshop.
    """

    kind: ClassVar[str] = ""
    may_be_undone: ClassVar[bool] = True
    fits_closed: ClassVar[bool] = False

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """The state after it.

        Raises:
            OutOfOrderError: if it does not fit where the workshop stands.
        """
        raise NotImplementedError
