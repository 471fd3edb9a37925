"""What the results of a coding round show, to and from their query string."""

from dataclasses import dataclass

from components.query_view import QueryView
from domain_model.evidence_vocabulary import CodingCounting


@dataclass(frozen=True, slots=True)
class CodingView(QueryView):
    """What counts, whether the catalogue is compared with, and which statements are listed on which page from 1."""

    counting: CodingCounting = CodingCounting.WITH_NOWHERE
    catalogue: bool = False
    all_statements: bool = False
    page: int = 1
