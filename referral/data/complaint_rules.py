"""What complaints.csv must mean: places that are there and not too many, a diagnosis that says what it may also mean
and who says so, and no word that leads to two complaints or hides a place or a muscle.

::

    broken_complaints(tables) -> Iterator[Fault]
"""

from collections.abc import Iterator
from typing import Final

from referral.data.cell_rules import unknown_members
from referral.data.csv_tables import Table, Tables, listed_in
from referral.data.faults import Fault
from referral.words.text import fold, quoted

MOST_PLACES: Final = 6
"""Regions of one complaint: on both sides as many areas as a visit may choose (``links.reading.MAX_AREAS``)."""


def broken_complaints(tables: Tables) -> Iterator[Fault]:
    """Yield the faults of complaints.csv; none where the table is not there."""
    if "complaints" not in tables:
        return
    complaints = tables["complaints"]
    yield from _unsaid_meanings(complaints)
    yield from _words_twice(complaints)
    if "regions" in tables:
        yield from _wrong_places(complaints, tables["regions"])
        yield from _hidden_names(complaints, tables["regions"])
    if "muscles" in tables:
        yield from _hidden_names(complaints, tables["muscles"])


def _wrong_places(complaints: Table, regions: Table) -> Iterator[Fault]:
    """Yield regions that are not there or are named twice, and complaints of more places than can be chosen."""
    known = regions.ids("region_id")
    among = set(known)
    yield from unknown_members(complaints, "regions", known, regions.file)
    for line, cell in complaints.cells["regions"].items():
        named = listed_in(str(cell)) if cell else []
        earlier: set[str] = set()
        for region in named:
            if region in among and region in earlier:
                yield _fault(complaints, line, "regions", f"{quoted(region)} is named twice: leave one out")
            earlier.add(region)
        if len(named) > MOST_PLACES:
            message = f"{len(named)} regions; {MOST_PLACES} are the most: keep those that are meant first"
            yield _fault(complaints, line, "regions", message)


def _unsaid_meanings(complaints: Table) -> Iterator[Fault]:
    """Yield diagnoses that do not say what the word may also mean, and notes without the work that states them."""
    for line, row in complaints.cells.iterrows():
        if row["kind"] == "diagnosis" and not row["note"]:
            message = "empty, but a diagnosis: say what the word may also mean, and when to see a clinician"
            yield _fault(complaints, line, "note", message)
        for column in ("source_id", "locator"):
            if row["note"] and not row[column]:
                yield _fault(complaints, line, column, "empty, but there is a note: name who says so, and where")


def _words_twice(complaints: Table) -> Iterator[Fault]:
    """Yield words that an earlier complaint has already: only one can be meant."""
    first: dict[str, int] = {}
    for line, row in complaints.cells.iterrows():
        number = int(str(line))
        for column, words in _said(row["name"], row["search_words"]):
            if (earlier := first.setdefault(fold(words), number)) != number:
                message = f"{quoted(words)} already leads to the complaint in line {earlier}: leave one out"
                yield Fault(complaints.file, number, column, message)


def _hidden_names(complaints: Table, others: Table) -> Iterator[Fault]:
    """Yield words that are the whole name of a place or a muscle: nobody could find it by its name any more."""
    names = {fold(str(name)): str(name) for name in others.cells["name"] if name}
    for line, row in complaints.cells.iterrows():
        for column, words in _said(row["name"], row["search_words"]):
            if fold(words) in names:
                message = f"{quoted(words)} is a name in {others.file}, which this complaint would hide"
                yield _fault(complaints, line, column, message)


def _said(name: object, search_words: object) -> Iterator[tuple[str, str]]:
    """Yield what a complaint is called, with the column that says it."""
    if name:
        yield "name", str(name)
    yield from (("search_words", words) for words in listed_in(str(search_words)) if words)


def _fault(complaints: Table, line: object, column: str, message: str) -> Fault:
    return Fault(complaints.file, int(str(line)), column, message)
