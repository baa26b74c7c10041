"""Draws static/icon.png, the mark in the browser's tab: a trigger point and the zone where it is felt.

Run: python -m tools.icon
"""

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = 192
# Drawn four times as large and made smaller, for smooth edges.
SCALE: Final = 4
ACCENT: Final = (11, 107, 107)
TILE_RADIUS: Final = 40
# Centre and radius of the zone's rings, and their strength (0 to 255) on the tile.
ZONE: Final = (118, 74)
RINGS: Final = ((58, 70), (30, 150))
POINT: Final = (54, 138)
ARM: Final = 20


def draw_icon() -> Image.Image:
    """The mark, SIZE x SIZE pixels, RGBA."""
    side = SIZE * SCALE
    tile = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    ImageDraw.Draw(tile).rounded_rectangle((0, 0, side - 1, side - 1), TILE_RADIUS * SCALE, fill=(*ACCENT, 255))
    for radius, strength in RINGS:
        ring = Image.new("RGBA", tile.size, (0, 0, 0, 0))
        x, y, r = ZONE[0] * SCALE, ZONE[1] * SCALE, radius * SCALE
        ImageDraw.Draw(ring).ellipse((x - r, y - r, x + r, y + r), fill=(255, 255, 255, strength))
        tile = Image.alpha_composite(tile, ring)
    pen = ImageDraw.Draw(tile)
    x, y, arm = POINT[0] * SCALE, POINT[1] * SCALE, ARM * SCALE
    for slope in (1, -1):
        pen.line((x - arm, y - slope * arm, x + arm, y + slope * arm), fill="white", width=15 * SCALE)
    return tile.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    draw_icon().save(Path(__file__).resolve().parent.parent / "static" / "icon.png", optimize=True)
