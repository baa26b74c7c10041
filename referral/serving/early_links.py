"""Streamlit's page with other early links: what our pages will need is asked for with the page, what they will not is
not.

    with_early_links(html, page, sheet) -> html
    our_font() -> address           the font of the first words, for who asks for Streamlit's own

Streamlit's page asks at once for its own font, 170 KB, which nothing of ours is written in; and learns only from the
first run of the script, over the web socket, that it needs Plotly, 1.1 MB. The names of scripts are read from
Streamlit's folder, once; what is not found there under its name is left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from referral.folders import ROOT
from referral.ui.components import scripts

PAGES_WITH_MAP: Final = ("", "find", "muscles", "consult")
"""As their addresses name them. The others need no Plotly."""

#: Streamlit's scripts for what stands on Find, by the beginning of their names; the heaviest last.
NEEDED: Final = ("BidiComponent", "Html", "PageLink", "Button", "ButtonGroup", "MenuButton", "PlotlyChart")
_THEIR_FONT: Final = re.compile(r'<link\s[^>]*rel="preload"[^>]*SourceSans[^>]*>\s*')
_IMPORT: Final = re.compile(r"""(?:import|from)\s*["'`]\./([\w.-]+\.js)["'`]""")
_EARLY: Final = '<script type="module" async crossorigin src="./{}"></script>'
_OUR_FONT: Final = '<link rel="preload" href="./{}" as="font" type="font/woff2" crossorigin>'
PLAIN: Final = 400
_HEAD_END: Final = "</head>"
_BODY: Final = re.compile(r"<body[^>]*>")


def with_early_links(html: str, page: str, sheet: str = "") -> str:
    """Return Streamlit's page with our links at the end of its head, the style `sheet` at the beginning of its body.
    `page`: what the address names."""
    plain = _THEIR_FONT.sub("", html)
    modules = _modules(plain) if page.strip("/") in PAGES_WITH_MAP else ()
    early = _EARLY.format(scripts.address(scripts.EARLY))
    links = "".join(f"    {link}\n" for link in (early, _OUR_FONT.format(our_font()), *modules))
    page = plain.replace(_HEAD_END, f"{links}  {_HEAD_END}", 1)
    # after Streamlit's own rules, which its scripts put into the head, and before what a page of ours adds
    return _BODY.sub(lambda body: f"{body[0]}{sheet}", page, count=1)


@cache
def our_font() -> str:
    """Return the address of the font of plain words, as Streamlit's settings name it, under the address of the app."""
    faces = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]["fontFaces"]
    return next(str(face["url"]) for face in faces if face["weight"] == PLAIN)


def _modules(html: str) -> Iterator[str]:
    """Streamlit's scripts that its page does not ask for itself, and ours. They wait until the page's own have come."""
    names = [name for name in _their_scripts() if name not in html]
    ours = map(scripts.address, scripts.names())
    light = [f"static/js/{name}" for name in names if not name.startswith(NEEDED[-1])]
    heavy = [f"static/js/{name}" for name in names if name.startswith(NEEDED[-1])]
    for address in (*light, *ours, *heavy):
        yield f'<link rel="modulepreload" fetchpriority="low" crossorigin href="./{address}">'


@cache
def _their_scripts() -> tuple[str, ...]:
    """Streamlit's scripts for what is needed, with all that they import."""
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        return ()
    folder = Path(found.origin).parent / "static" / "static" / "js"
    first = [path.name for name in NEEDED for path in sorted(folder.glob(f"{name}.*.js"))]
    return tuple(dict.fromkeys(_with_imports(folder, first)))


def _with_imports(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield scripts after what they import."""
    seen: set[str] = set()

    def needed(name: str) -> Iterator[str]:
        if name in seen or not (folder / name).is_file():
            return
        seen.add(name)
        for imported in _IMPORT.findall((folder / name).read_text(encoding="utf-8")):
            yield from needed(imported)
        yield name

    for name in names:
        yield from needed(name)
