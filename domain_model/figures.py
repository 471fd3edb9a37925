"""All figures, looked up by indicator and area in the geography that is asked for.

A value stays on the geography it was published on. Only counts and denominators cross a change of
boundary: whole mergers add exactly, parts of a split board are estimates marked `e`; rates are
never averaged.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from domain_model.geography import ENGLAND, Geography, Succession
from domain_model.indicators import Indicator, Observation
from domain_model.vocabulary import AreaKind, Scale, StatusCode, Vintage

NO_SUM = "no value is published for it, and not all its boards publish counts to add up"
NO_SUM_SUPPRESSED = "no value is published for it, and the figure of one of its boards is suppressed"

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one indicator in one area, oldest first.

    `parts` holds the figures of each board that the area was made of, () where it never changed;
    `reason` says in a sentence why the area has none, whatever the date.
    """

    observations: tuple[Observation, ...] = ()
    parts: tuple[tuple[Observation, ...], ...] = ()
    reason: str = ""
    _valued: tuple[Observation, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        valued = tuple(row for row in self.observations if row.value is not None)
        object.__setattr__(self, "_valued", valued)

    def known(self, as_at: date) -> tuple[Observation, ...]:
        """The figures that have a value and whose period had ended by a date, oldest first."""
        return self._valued[: bisect_right(self._valued, as_at, key=_last_day)]

    def latest(self, as_at: date) -> Observation | None:
        """The last figure whose period had ended by a date, with a value or without."""
        return _latest(self.observations, as_at)

    def predecessors(self, as_at: date) -> tuple[Observation, ...]:
        """The last figure by a date of each board that the area was made of, where there is one."""
        found = (_latest(rows, as_at) for rows in self.parts)
        return tuple(row for row in found if row is not None)

    def why_empty(self, as_at: date) -> str:
        """Why the area has no figure of its own by a date, as far as it is known; '' for no reason."""
        latest = self.predecessors(as_at)
        if not latest:
            return self.reason
        if any(row.value is None and StatusCode.SUPPRESSED in row.status for row in latest):
            return "a predecessor's figure is suppressed"
        if len(latest) == len(self.parts) and all(row.value is not None for row in latest):
            return "it was published for the boards before April 2026 without counts that could be added"
        return "not every board that this one was made of has a published figure"


def _latest(rows: tuple[Observation, ...], as_at: date) -> Observation | None:
    place = bisect_right(rows, as_at, key=_last_day)
    return rows[place - 1] if place else None


def _last_day(row: Observation) -> date:
    return row.period.end


class FigureBook:
    """Looks up series of figures; immutable once made."""

    def __init__(
        self, observations: Iterable[Observation], indicators: Iterable[Indicator], geography: Geography
    ) -> None:
        self._indicators = {indicator.id: indicator for indicator in indicators}
        self._geography = geography
        self._rows: dict[_Key, dict[str, list[Observation]]] = {}
        self._series: dict[tuple[_Key, Vintage], Series] = {}
        ends: set[date] = set()
        for row in observations:
            ends.add(row.period.end)
            key = (row.indicator, row.breakdown, row.area)
            self._rows.setdefault(key, {}).setdefault(row.geography, []).append(row)
        for by_geography in self._rows.values():
            for rows in by_geography.values():
                rows.sort(key=lambda row: row.period.end)
        self.period_ends = tuple(sorted(ends))
        """The last days of all periods, oldest first."""
        self._published = self._in_order()

    def series(self, indicator: str, area: str, vintage: Vintage, breakdown: str = "") -> Series:
        """The figures of an indicator in an area of a vintage, added up from other areas where that is right."""
        key = (indicator, breakdown, area)
        found = self._series.get((key, vintage))
        if found is None:
            found = self._find(key, vintage)
            self._series[(key, vintage)] = found
        return found

    def published(self, indicator: str | None = None) -> tuple[Observation, ...]:
        """The figures as they were published, of all indicators or of one; nothing is added up.

        In the order of indicator, area, breakdown and geography, and oldest first.
        """
        return self._published.get(indicator, ())

    def _in_order(self) -> dict[str | None, tuple[Observation, ...]]:
        """The published figures of each indicator, and of all of them under None."""
        lists: dict[str, list[Observation]] = {}
        for key in sorted(self._rows, key=lambda key: (key[0], key[2], key[1])):
            for _geography, rows in sorted(self._rows[key].items()):
                lists.setdefault(key[0], []).extend(rows)
        of_each: dict[str | None, tuple[Observation, ...]] = {name: tuple(rows) for name, rows in lists.items()}
        return {None: tuple(chain.from_iterable(lists.values())), **of_each}

    def breakdowns(self, indicator: str) -> tuple[str, ...]:
        """The breakdowns an indicator is published by, '' for everybody first."""
        return tuple(sorted({b for (i, b, _area) in self._rows if i == indicator}))

    def _find(self, key: _Key, vintage: Vintage) -> Series:
        indicator, breakdown, code = key
        try:
            area = self._geography.area(code, vintage)
        except LookupError:
            return Series(reason=f"{code} is not an area of {vintage}")
        rows = self._rows.get(key, {})
        if area.kind is not AreaKind.ICB:
            published = rows.get(area.kind.value, [])
            return Series(tuple(published)) if published else self._sum_of_boards(indicator, breakdown, code)
        if vintage.value in rows:
            return Series(tuple(rows[vintage.value]))
        if vintage is Vintage.ICB2026:
            made_of = self._geography.predecessors(code)
            if made_of:
                return self._from_predecessors(indicator, breakdown, code, made_of)
            return Series(tuple(rows.get(Vintage.ICB2023.value, [])))
        return Series()

    def _from_predecessors(self, indicator: str, breakdown: str, code: str, made_of: tuple[Succession, ...]) -> Series:
        parts = [
            (s, self._rows.get((indicator, breakdown, s.predecessor), {}).get(Vintage.ICB2023.value, []))
            for s in made_of
        ]
        summed = self._add(code, [(s.share, rows) for s, rows in parts], Vintage.ICB2026.value)
        return Series(summed, tuple(tuple(rows) for _s, rows in parts))

    def _sum_of_boards(self, indicator: str, breakdown: str, code: str) -> Series:
        boards = self._geography.boards_of(code, Vintage.ICB2023)
        parts = [
            (1.0, self._rows.get((indicator, breakdown, b.code), {}).get(Vintage.ICB2023.value, [])) for b in boards
        ]
        if not any(rows for _share, rows in parts):
            return Series()
        kind = AreaKind.COUNTRY if code == ENGLAND else AreaKind.REGION
        summed = self._add(code, parts, kind.value)
        told = tuple(row for row in summed if row.value is not None or StatusCode.SUPPRESSED in row.status)
        if any(row.value is not None for row in told):
            return Series(told)
        return Series(told, reason=NO_SUM_SUPPRESSED if told else NO_SUM)

    def _add(self, code: str, parts: list[tuple[float, list[Observation]]], geography: str) -> tuple[Observation, ...]:
        """One figure per period in which every part has a row; without value where a count is missing."""
        by_period = [{row.period: row for row in rows} for _share, rows in parts]
        common = set(by_period[0]).intersection(*by_period[1:])
        shares = [share for share, _rows in parts]
        figures = [
            self._sum(code, shares, [rows[period] for rows in by_period], geography)
            for period in sorted(common, key=lambda period: period.end)
        ]
        return tuple(figures)

    def _sum(self, code: str, shares: list[float], rows: list[Observation], geography: str) -> Observation:
        marks = {code for row in rows for code in row.status} - {StatusCode.NOT_PUBLISHED}
        if any(share < 1 for share in shares):
            marks.add(StatusCode.REAPPORTIONED)
        names = ", ".join(row.area for row in rows)
        blank = replace(
            rows[0], area=code, geography=geography, value=None, low=None, high=None, count=None,
            denominator=None, status=frozenset(marks), organisations=None, organisations_expected=None,
            note="",
        )  # fmt: skip
        if any(row.count is None or row.denominator is None for row in rows):
            return blank
        count = sum(share * (row.count or 0) for share, row in zip(shares, rows, strict=True))
        denominator = sum(share * (row.denominator or 0) for share, row in zip(shares, rows, strict=True))
        return replace(
            blank,
            value=self._value(rows, count, denominator),
            count=count,
            denominator=denominator,
            organisations=_total(row.organisations for row in rows),
            organisations_expected=_total(row.organisations_expected for row in rows),
            note=f"added up from the counts of {names}",
        )

    def _value(self, rows: list[Observation], count: float, denominator: float) -> float:
        """Count over denominator, times the power of ten that the published rows show (per 1,000, per 100,000)."""
        if self._indicators[rows[0].indicator].scale is Scale.PROPORTION:
            return count / denominator
        shown = (row.multiplier for row in rows)
        return count / denominator * next((per for per in shown if per is not None), 1.0)


def _total(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if any(n is None for n in known) else sum(n or 0 for n in known)
