"""What the tests of languages share: a copy of the catalogues that may be broken."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from referral.folders import LOCALES
from referral.words.languages import built, codes


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of locales/ that a test may break; nothing of it stays."""
    copied = Path(shutil.copytree(LOCALES, tmp_path / "locales"))
    monkeypatch.setattr("referral.words.languages.LOCALES", copied)
    forget_languages()
    yield copied
    forget_languages()


def forget_languages() -> None:
    """They are read anew."""
    codes.cache_clear()
    built.cache_clear()
