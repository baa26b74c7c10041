"""A scene as SVG: outlines, numbered dots and words over the pictures, for print, for PNG and for the big screen.

User units are the plate's millimetres, y down.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from PIL import Image

from referral.body.atlas import Floats
from referral.drawing.dots import DOT_PX, LONG_NUMBER_PX, NUMBER_PX, RIM_PX, Mark
from referral.drawing.map_labels import Label
from referral.drawing.scene import mm_per_px
from referral.drawing.scene_parts import Picture, Scene, Shape
from referral.folders import ATLAS_PICTURES

FONT: Final = "Noto Sans"
TEXT: Final = "#16302f"
JPEG_QUALITY: Final = 82
JOIN: Final = 'stroke-linejoin="round"'
ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
LINE_HEIGHT: Final = 1.2
LETTER_WIDTH: Final = 0.58
"""Of a bold letter, as a share of its size, on average."""


def svg(scene: Scene, source_of: Callable[[str], str]) -> str:
    """Return the scene as one SVG element."""
    parts = (
        pictures(scene, scene.pictures, source_of),
        shapes(scene),
        marks(scene),
        labels(scene),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {scene.width_mm:g} {scene.height_mm:g}" font-family="{FONT}">{"".join(parts)}</svg>'
    )


def pictures(scene: Scene, which: Iterable[Picture], source_of: Callable[[str], str]) -> str:
    """Return pictures of the scene as SVG images."""
    return "".join(_image(scene, picture, source_of) for picture in which)


def shapes(scene: Scene, unit: float | None = None) -> str:
    """Return outlines and areas as SVG paths; `unit`: the mm that a pixel is, by default where all is shown."""
    return "".join(_shape(scene, shape, unit or _unit(scene)) for shape in scene.shapes)


def marks(scene: Scene, unit: float | None = None) -> str:
    """Return the dots with their numbers."""
    return "".join(_mark(scene, mark, unit or _unit(scene)) for mark in scene.marks)


def labels(scene: Scene, colour: str = TEXT, unit: float | None = None) -> str:
    """Return the words; `colour`: of those that have none of their own."""
    return "".join(part for label in scene.labels for part in _label(scene, label, unit or _unit(scene), colour))


def _unit(scene: Scene) -> float:
    return mm_per_px(scene.width_mm, scene.height_mm)


def printable(source: str, folder: Path = ATLAS_PICTURES) -> str:
    """Return a scene's picture as a data URI: the body as JPEG on white; muscles and pain as PNG with their
    transparency. Raises OSError when a picture cannot be read."""
    if source.startswith("data:"):
        return _as_png(source)
    name = source.partition("?")[0]
    return _file_as_png(folder / name) if "/" in name else _as_jpeg(folder / name)


@lru_cache(maxsize=64)
def _as_png(source: str) -> str:
    with Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) as picture:
        return _data_uri(picture.convert("RGBA"), "PNG", optimize=True)


@lru_cache(maxsize=64)
def _file_as_png(file: Path) -> str:
    with Image.open(file) as picture:
        return _data_uri(picture.convert("RGBA"), "PNG")


@lru_cache(maxsize=32)
def _as_jpeg(file: Path) -> str:
    with Image.open(file) as picture:
        clay = picture.convert("RGBA")
    white = Image.new("RGBA", clay.size, "white")
    return _data_uri(Image.alpha_composite(white, clay).convert("RGB"), "JPEG", quality=JPEG_QUALITY, optimize=True)


def _data_uri(picture: Image.Image, kind: str, **options: object) -> str:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(file.getvalue()).decode('ascii')}"


def _image(scene: Scene, picture: Picture, source_of: Callable[[str], str]) -> str:
    top = scene.height_mm - picture.bottom_mm - picture.height_mm
    faint = f'opacity="{picture.opacity:g}" ' if picture.opacity < 1 else ""
    return (
        f'<image x="{picture.left_mm:.1f}" y="{top:.1f}" width="{picture.width_mm:.1f}" '
        f'height="{picture.height_mm:.1f}" preserveAspectRatio="none" {faint}'
        f"xlink:href={quoteattr(source_of(picture.source))}/>"
    )


def _shape(scene: Scene, shape: Shape, unit: float) -> str:
    rings = map(_rounded, shape.rings) if shape.rounded else shape.rings
    path = "".join(_closed(ring, scene.height_mm) for ring in rings)
    colour, opacity = _fill(shape.fill)
    dash = {"solid": "", "dot": f"{2 * unit:.1f}", "dash": f"{6 * unit:.1f} {4 * unit:.1f}"}[shape.dash]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    halo = f'<path d="{path}" fill="none" stroke="#fff" stroke-width="{shape.halo_px * unit:.2f}" {JOIN}/>'
    return (halo if shape.halo_px else "") + (
        f'<path d="{path}" fill="{colour}" fill-opacity="{opacity:g}" stroke="{shape.line}" '
        f'stroke-width="{shape.width_px * unit:.2f}" {JOIN}{dashed}/>'
    )


def _rounded(ring: Floats) -> Floats:
    """A closed ring (K, 2) with its corners cut twice (Chaikin)."""
    for _ in range(2):
        following = np.roll(ring, -1, axis=0)
        ring = np.stack([0.75 * ring + 0.25 * following, 0.25 * ring + 0.75 * following], axis=1).reshape(-1, 2)
    return ring


def _closed(ring: Floats, height_mm: float) -> str:
    corners = "L".join(f"{x:.1f} {height_mm - y:.1f}" for x, y in ring.tolist())
    return f"M{corners}Z"


def _fill(css: str) -> tuple[str, float]:
    """An rgba() colour as colour and opacity: renderers of SVG 1.1 know no rgba()."""
    *channels, opacity = css.removeprefix("rgba(").removesuffix(")").split(",")
    return f"rgb({','.join(channels)})", float(opacity)


def _mark(scene: Scene, mark: Mark, unit: float) -> str:
    x, y = mark.dot_mm[0], scene.height_mm - mark.dot_mm[1]
    size = unit * (NUMBER_PX if len(mark.text) == 1 else LONG_NUMBER_PX)
    dot = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT_PX / 2 * unit:.1f}" fill="{mark.colour}" '
        f'stroke="#fff" stroke-width="{RIM_PX * unit:.1f}"/>'
    )
    return dot + _words(mark.text, x, y + 0.36 * size, "middle", size, 700, "#fff", rim=0)


def _label(scene: Scene, label: Label, unit: float, text_colour: str) -> Iterator[str]:
    """Yield the lines of a label, the last one on its place where it stands on it, else spread about it."""
    lines = label.text.split("<br>")
    size = label.size_px * unit
    last = scene.height_mm - label.y_mm + (0.36 * size if label.yanchor == "middle" else -0.2 * size)
    for number, line in enumerate(lines):
        y = last - (len(lines) - 1 - number) * size * LINE_HEIGHT
        colour, rim = label.colour or text_colour, 4 * unit if label.ground and not label.border else 0
        if label.border:
            yield _badge(label, y, size, unit)
        yield _words(line, label.x_mm, y, ANCHORS[label.xanchor], size, label.weight, colour, rim)


def _badge(label: Label, baseline: float, size: float, unit: float) -> str:
    """The ground of a short word, about as wide as the word: nobody knows how wide a font will be."""
    width, height = LETTER_WIDTH * size * len(label.text) + size, 1.55 * size
    left = label.x_mm - {"left": 0.5 * size, "center": width / 2, "right": width - 0.5 * size}[label.xanchor]
    return (
        f'<rect x="{left:.1f}" y="{baseline - 1.12 * size:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'rx="{0.35 * size:.1f}" fill="{label.ground}" stroke="{label.border}" stroke-width="{1.5 * unit:.1f}"/>'
    )


def _words(text: str, x: float, y: float, anchor: str, size: float, weight: int, colour: str, rim: float) -> str:
    """Words with a white rim of `rim` mm under them: two elements, since not every renderer paints strokes first."""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size:.1f}" font-weight="{_weight(weight)}"'
    stroke = f'fill="#fff" stroke="#fff" stroke-width="{rim:.1f}" stroke-linejoin="round"'
    under = f"<text {place} {stroke}>{escape(text)}</text>"
    return (under if rim else "") + f'<text {place} fill="{colour}">{escape(text)}</text>'


def _weight(weight: int) -> int:
    """The nearest weight that the printed page's font has."""
    return 700 if weight >= 600 else 400


printable_svg = partial(svg, source_of=printable)
