"""Every file of the evidence says what it is of: citation, filters, methods, version, sources and licence."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from components.exports.evidence_taken import Taken
from components.exports.evidence_words import KEEP_THE_FILE, Cover, TakenView, coding_sentences
from components.own_words import NOT_ABOUT_CARE
from components.take_away_page import ALL_LINKS, files_of, take_away_parts
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import LinkOrigin, MatrixReading, PlacementBasis
from domain_model.own_evidence import CODERS_DISAGREE, standing
from domain_model.vocabulary import LinkSign, StatementKind
from tests.taken_evidence import (
    BEDS,
    EVERY_VIEW,
    MONEY,
    RATING,
    frameworks,
    links,
    matrix,
    perspectives,
    statement,
    strategies,
)


def test_a_citation_names_the_view_its_version_its_filters_the_day_and_the_address(book: EvidenceBook) -> None:
    cover = matrix(book, kinds=(StatementKind.BARRIER, StatementKind.BOTH), year_from=2019, sources=("study",)).cover
    assert cover.citation == (
        "Parity Map, Matrix of barriers and enablers, evidence version abc123+7, reading: with what was added here; "
        "kind: barrier or both barrier and enabler; source: FICTITIOUS study (study); from the year: 2019, "
        "28 November 2026, https://parity.example.org/matrix?reading=extended&kinds=barrier,both&sources=study"
        "&year_from=2019"
    )


def test_a_view_without_filters_says_so(book: EvidenceBook) -> None:
    cover = links(book).cover
    assert cover.filters == () and "no filter, 28 November 2026, https://parity.example.org/links" in cover.citation
    assert "without a filter" in cover.methods


def test_what_only_opens_something_on_the_page_is_no_filter(book: EvidenceBook) -> None:
    opened = links(book, start=BEDS, steps=2, pair="financing/meso~service_delivery/micro", page=2).cover
    assert (opened.filters, opened.address) == ((), "https://parity.example.org/links")
    narrowed = links(book, sign=(LinkSign.IMPROVES,), start=BEDS).cover
    assert narrowed.filters == (("sign", "improves"),)
    assert narrowed.address == "https://parity.example.org/links?sign=improves"
    assert frameworks(book).cover.filters == ()


def test_a_methods_paragraph_counts_what_it_speaks_of(book: EvidenceBook) -> None:
    methods = matrix(book).cover.methods
    assert "2 sources (FICTITIOUS study; " in methods
    assert "By kind, of 6 passages listed: 3 barriers, 1 enabler, 1 statement that is both and 1 theme." in methods
    assert "1 statement is quoted from the source." in methods
    assert "6 statements in 7 placements, from 6 passages listed" in methods
    assert "1 statement belongs to no single cell" in methods
    assert methods.endswith("read on Parity Map at https://parity.example.org/matrix?reading=extended.")
    assert (
        "3 links of 3, without a filter: 1 improves, 1 worsens and 1 no clear effect. Of them 2 run between 1 pair of "
        "cells, of which 1 pair carries links that improve and links that worsen; 1 link has an end that is no single "
        "cell, in 1 further row of the table of pairs."
    ) in links(book).cover.methods
    assert "2 entries of 2" in frameworks(book).cover.methods and "1 entry of which" in frameworks(book).cover.methods
    assert "2 things said" in perspectives(book).cover.methods


def test_kinds_are_said_to_count_passages_where_there_are_fewer_statements(book: EvidenceBook) -> None:
    same = statement("C9", StatementKind.BARRIER, MONEY, in_table2=("T1",))
    evidence = replace(book.published, statements=(*book.published.statements, same))
    twice = matrix(replace(book, evidence=evidence, published=evidence), reading=MatrixReading.CODED).cover.methods
    assert "By kind, of 6 passages listed: 3 barriers" in twice and "5 statements in 6 placements, from 6" in twice
    assert "the two are one statement, so that there are fewer statements than passages." in twice
    assert "counts once in each half of each cell to which it belongs" in twice
    assert "fewer statements than passages" not in matrix(book).cover.methods


def test_what_confidence_judges_is_said_only_where_somebody_rated(book: EvidenceBook) -> None:
    rated = replace(book, own=replace(standing(()), confidence={"T1": RATING}))
    assert NOT_ABOUT_CARE in matrix(rated).cover.notes and NOT_ABOUT_CARE not in matrix(book).cover.notes
    assert NOT_ABOUT_CARE not in matrix(rated, kinds=(StatementKind.ENABLER,)).cover.notes, "it is not in that view"


def test_a_methods_paragraph_says_how_many_sources_were_read_and_what_was_filtered_out(book: EvidenceBook) -> None:
    whole, coded = matrix(book).cover.methods, matrix(book, reading=MatrixReading.CODED).cover.methods
    assert whole.startswith("We read 2 sources (") and coded.startswith("We read 1 source (")
    assert "or was filtered out" not in whole
    assert (
        "0 statements stand where coders agreed. Users of this copy added 1 of these statements and 1 source" in whole
    )
    assert "coders agreed" not in coded
    narrow = matrix(book, sources=("study",)).cover.methods
    assert narrow.startswith("Of 2 sources read for what helps or hinders parity") and "1 stands behind" in narrow
    assert "nothing was asked or reported there or was filtered out, not that all is well" in narrow
    assert "Users of this copy added none of these statements. " in narrow
    assert links(book, source=("study",)).cover.methods.startswith("Of 2 sources read for what they say")
    assert "none stands behind what is shown. " in matrix(book, sources=("none",)).cover.methods


def test_what_is_of_the_catalogue_alone_names_its_version_without_the_last_edit(book: EvidenceBook) -> None:
    alone = (
        matrix(book, reading=MatrixReading.PUBLISHED),
        matrix(book, reading=MatrixReading.CODED),
        links(book, origin=LinkOrigin.CATALOGUE),
        frameworks(book),
    )
    for taken in alone:
        assert taken.cover.version == "abc123" and "+7" not in f"{taken.cover.citation} {taken.cover.methods}"
    for taken in (matrix(book), links(book), perspectives(book), strategies(book)):
        assert taken.cover.version == "abc123+7" and "Evidence version abc123+7" in taken.cover.methods
    rated = replace(book, own=replace(standing(()), confidence={"T1": RATING, "C1": RATING}))
    assert matrix(rated, reading=MatrixReading.CODED).cover.version == "abc123+7", "its file holds the rating"


def test_the_page_says_the_numbers_of_the_methods_and_that_the_file_is_to_be_kept(book: EvidenceBook) -> None:
    def page(taken: Taken) -> str:
        return take_away_parts(taken, dict.fromkeys(files_of(taken), ""), "")

    shown = page(links(book))
    assert "3 links, 1 pair of cells, 2 sources. " in shown and ALL_LINKS in shown and KEEP_THE_FILE in shown
    assert "1 further row of the table of pairs" in links(book).cover.methods
    assert "6 statements in 7 placements, 6 passages listed, one a row, 2 sources. " in page(matrix(book))
    assert ALL_LINKS not in page(matrix(book))
    assert "4 barriers, 3 answers, 3 expected moves of pairs, 2 sources. " in page(strategies(book))


def test_a_methods_paragraph_says_who_disagrees_on_a_contested_place() -> None:
    contested = statement("T3", StatementKind.BARRIER, BEDS, basis=PlacementBasis.CONTESTED)
    by_coders = [replace(contested, id=f"own-{number}", note=CODERS_DISAGREE) for number in range(2)]
    printed = replace(contested, id="T4", basis=PlacementBasis.PRINTED)
    words = coding_sentences((*by_coders, contested, printed))
    assert (
        "By certainty of its place: 1 filed there by the source's own table, 2 contested: coders of the file disagree "
        "and 1 contested: text and table disagree."
    ) in words


def test_a_file_name_says_the_view_and_the_version_and_stays_short(book: EvidenceBook) -> None:
    assert links(book).cover.file_name("csv") == "parity-map-links-abc123-edit-7.csv"
    named = matrix(book, kinds=(StatementKind.BARRIER,)).cover.file_name("xlsx")
    assert named == "parity-map-matrix-reading-extended-kinds-barrier-abc123-edit-7.xlsx"
    long = [matrix(book, q=f"{'word ' * 30}{n}").cover.file_name("csv") for n in (1, 2)]
    assert long[0] != long[1] and all(len(name) < 140 and re.fullmatch(r"[a-z0-9.-]+", name) for name in long)


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_the_cover_of_every_view_has_sources_licence_and_whose_product_it_is_not(
    book: EvidenceBook, view: Callable[[EvidenceBook], Taken]
) -> None:
    said = view(book).cover.rows()
    names = [name for name, _value in said]
    assert {"filters", "evidence version", "date", "address of the view", "citation", "methods", "licence"} <= set(
        names
    )
    assert "source: study" in names and ("note", "Not an NHS or WHO product; endorsed by neither.") in said
    assert (names.count("licence") == 2) == (view in (matrix, links, strategies))


def test_the_views_have_their_words(book: EvidenceBook) -> None:
    kinds = {view(book).cover.view for view in EVERY_VIEW}
    assert kinds == set(TakenView)
    cover: Cover = perspectives(book).cover
    assert cover.filters == (("source", "FICTITIOUS study (study)"),)
    out = io.StringIO()
    csv.writer(out).writerows(cover.rows())
    assert len(out.getvalue().splitlines()) >= len(cover.rows())
