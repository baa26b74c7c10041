"""Pages and pictures made by Typst, in this process: no browser, no network, no fonts but our own.

Typst's own words are only in templates (paper/assets/*.typ); what they print comes as JSON, so that nothing that
anyone types is ever read as markup.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import segno
import typst

ASSETS: Final = Path(__file__).with_name("assets")
MM_TO_INCH: Final = 1 / 25.4
PAGE_MM: Final = 200.0
"""The width of the page on which a picture is drawn; only its pixels count."""


@lru_cache(maxsize=2)
def _fonts(*, system: bool = False) -> typst.Fonts:
    """The project's own fonts, read once; `system`: this machine's too."""
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(ASSETS / "fonts")])


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF that a template of the assets makes of `data`. Raises typst.TypstError for a template's fault.

    It keeps to PDF/UA-1, unless it holds a sign that our fonts lack (someone typed one): then it is tagged as well, and
    that sign comes from this machine's fonts, or stays an empty box.
    """
    source, inputs = (ASSETS / template).read_bytes(), {"data": json.dumps(data, ensure_ascii=False)}
    try:
        made = typst.compile(source, font_paths=_fonts(), sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:
        made = typst.compile(source, font_paths=_fonts(system=True), sys_inputs=inputs, format="pdf")
    return bytes(made)


def png(svg: str, width_mm: float, height_mm: float, width_px: int) -> bytes:
    """Return an SVG of these proportions as a PNG on white, `width_px` wide."""
    size = {"width": f"{PAGE_MM}", "height": f"{PAGE_MM * height_mm / width_mm:.4f}"}
    ppi = width_px / (PAGE_MM * MM_TO_INCH)
    made = typst.compile(
        (ASSETS / "picture.typ").read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"svg": svg, **size},
        format="png",
        ppi=ppi,
    )
    return bytes(made)


def qr_svg(link: str) -> str:
    """Return a QR code of a link, black on white with its quiet zone, each module one unit wide; as SVG."""
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, dark="#000", light="#fff", border=4, omitsize=True
    )
    return drawn.getvalue().decode("utf-8")
