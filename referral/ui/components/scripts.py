"""The components' scripts: by an address that the browser keeps, or whole where nobody serves them.

    load_by_address()     server.py serves the scripts; call before a component is registered
    script(name)          what Streamlit is given as a component's script
    address(name)         where the browser finds a script
    text(name)            a script that the browser may have; None for any other file
    names()               those that the browser loads by address, for every page
    VERSION               a hash of them all, part of their address

The scripts are modules that import from one another. Streamlit sends what it is given with every change of a
component's data: by address that is three lines.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
ADDRESS: Final = "scripts"
_IMPORT: Final = re.compile(r'^import \{[^}]*\} from "(\.[\w./]+)"$\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?!default)", re.MULTILINE)
# Once more where the line was lost: without its script a map takes no taps. The function waits, not the module: of a
# module that waits itself WebKit gives out what is not there yet to whoever imports it meanwhile (its bug 242740), and
# Consult's three maps import one at once.
_LOADER: Final = (
    'const at = new URL("{address}", document.baseURI).href\n'
    'const script = import(at).catch(() => import(at + "?again"))\n'
    "export default async (run) => (await script).default(run)\n"
)
EARLY: Final = "map_taps/early.js"
"""Keeps what is tapped before the scripts of the map have come: part of the page, before all others."""

OLD_BROWSER: Final = "page_words/old_browser.js"
"""Part of the page too, for any browser: no module."""

PAGE_WORDS: Final = "page_words/page_words.js"
"""Part of the page too: what is said around the app."""

_ON_FEW_PAGES: Final = ("tablet.js", "big_screen.js", "copy_button.js", "handout_box.js", "in_frame.js")

_served = False


@cache
def _texts() -> dict[str, str]:
    paths = sorted(FOLDER.rglob("*.js"))
    return {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _hash_of(texts: dict[str, str]) -> str:
    told = "\0".join(f"{name}\0{text}" for name, text in texts.items())
    return hashlib.sha256(told.encode()).hexdigest()[:16]


VERSION: Final = _hash_of(_texts())


def load_by_address() -> None:
    """Have the browser load the scripts from `scripts/<VERSION>/…`, where somebody must serve them."""
    global _served
    _served = True


def script(name: str) -> str:
    """The script of a component: a loader of three lines, or the whole text with what it imports.

    Raises KeyError for a file that is not there.
    """
    whole_text = whole(name)
    return _LOADER.format(address=address(name)) if _served else whole_text


def address(name: str) -> str:
    """Where the browser finds a script, under the address of the app."""
    return f"{ADDRESS}/{VERSION}/{name}"


def text(name: str) -> str | None:
    """A script as it lies in its folder, None if there is none of that name."""
    return _texts().get(name)


def names() -> tuple[str, ...]:
    """The scripts in the folders of components, and what they share."""
    return tuple(
        name for name in _texts() if name not in (EARLY, OLD_BROWSER, PAGE_WORDS) and not name.endswith(_ON_FEW_PAGES)
    )


def whole(name: str) -> str:
    """A script with everything that it imports in front of it, as one module."""
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", _texts()[one])) for one in _needed(name))


def _needed(name: str) -> list[str]:
    """A script and what it imports, each once, after what it needs itself."""
    needed: dict[str, None] = {}
    for relative in _IMPORT.findall(_texts()[name]):
        imported = (FOLDER / name).parent.joinpath(relative).resolve().relative_to(FOLDER.resolve()).as_posix()
        needed |= dict.fromkeys(_needed(imported))
    return [*needed, name]
