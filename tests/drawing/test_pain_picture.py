"""The soft picture of a pattern: solid and stippled, inside the body, cut to where there is any."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from referral.body.atlas_files import load_atlas
from referral.body.view import View
from referral.drawing.drawn import Drawn, Felt
from referral.drawing.pain_picture import Overlay
from referral.drawing.pain_picture import paint as paint_drawn
from referral.drawing.styles import PAIN, Rgb, Texture
from referral.model.rows import Area

UPPER, LOWER = 4, 8
"""Area numbers of the two halves of a square body."""


def square_body(close_up: bool = False) -> View:
    """A body of 200 x 200 mm in a view of 240 x 240 mm, an area above and one below."""
    codes = np.zeros((240, 240), np.uint16)
    codes[20:120, 20:220], codes[120:220, 20:220] = UPPER, LOWER
    return View("square", 240, 240, 1.0, "", "", close_up, lambda: codes)


def paint(
    view: View, essential: frozenset[int], spillover: frozenset[int], colour: Rgb = PAIN, texture: Texture = "solid"
) -> Overlay | None:
    """Whole areas, as a view is painted whose skin was not measured."""
    drawn = Drawn(Felt(zones=essential), Felt(zones=spillover))
    return paint_drawn(view, drawn, None, colour, texture)


def opacity(overlay: Overlay | None, view: View) -> NDArray[np.float64]:
    """(rows, columns) 0..1 over the whole view."""
    assert overlay is not None
    head, _, body = overlay.uri.partition(",")
    assert head == "data:image/webp;base64"
    with Image.open(io.BytesIO(base64.b64decode(body))) as picture:
        pixels = np.asarray(picture.convert("RGBA"))
    whole = np.zeros(view.codes.shape)
    top = round((view.height_mm - overlay.bottom_mm - overlay.height_mm) * view.px_per_mm)
    left = round(overlay.left_mm * view.px_per_mm)
    whole[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels[..., 3] / 255
    return whole


@pytest.mark.parametrize("close_up", [False, True])
def test_a_solid_patch_and_a_stipple_differ_in_pattern(close_up: bool) -> None:
    view = square_body(close_up)
    middle = np.s_[40:100, 60:180]
    solid = opacity(paint(view, frozenset({UPPER}), frozenset()), view)[middle]
    stipple = opacity(paint(view, frozenset(), frozenset({UPPER})), view)[middle]
    assert solid.std() < 0.03
    assert stipple.std() > 5 * solid.std()
    assert stipple.std() > 0.12
    assert np.ptp(stipple) > 0.4
    assert solid.mean() > stipple.mean() + 0.2


def test_pain_is_strongest_within_its_zone_and_fades_softly_to_its_border() -> None:
    view = square_body()
    column = opacity(paint(view, frozenset({UPPER}), frozenset()), view)[:, 120]
    assert column[70] > 0.7
    assert 0.15 < column[117] < 0.6
    assert (np.diff(column[90:190]) <= 0.03).all()
    assert column[121:].max() < 0.03


@pytest.mark.parametrize(("essential", "spillover"), [({UPPER}, set()), (set(), {UPPER}), ({UPPER}, {LOWER})])
def test_pain_stays_inside_the_body(essential: set[int], spillover: set[int]) -> None:
    view = square_body()
    painted = opacity(paint(view, frozenset(essential), frozenset(spillover)), view)
    assert painted[view.codes > 0].max() > 0.5
    assert painted[view.codes == 0].max() < 0.03


def test_pain_stays_inside_the_real_body() -> None:
    atlas = load_atlas()
    view = atlas.views["back"]
    wanted = frozenset(
        code for area in ("right-shoulder_blade", "right-back_of_shoulder") if (code := atlas.code(Area.of(area)))
    )
    painted = opacity(paint(view, wanted, frozenset()), view)
    assert painted[np.isin(view.codes, list(wanted))].mean() > 0.6
    assert painted[view.codes == 0].max() < 0.05


def test_where_both_lie_the_solid_patch_covers_the_stipple() -> None:
    view = square_body()
    both = opacity(paint(view, frozenset({UPPER}), frozenset({LOWER})), view)
    assert both[40:100, 60:180].std() < 0.03
    assert both[150:200, 60:180].std() > 0.12


def test_the_picture_is_cut_to_the_pattern() -> None:
    overlay = paint(square_body(), frozenset({UPPER}), frozenset())
    assert overlay is not None
    assert 196 < overlay.width_mm < 210
    assert 96 < overlay.height_mm < 110
    assert 220 <= overlay.bottom_mm + overlay.height_mm <= 226
    assert len(overlay.uri) < 20_000


def test_a_pattern_that_does_not_show_in_a_view_has_no_picture() -> None:
    assert paint(square_body(), frozenset({12}), frozenset({16})) is None
    assert paint(square_body(), frozenset(), frozenset()) is None


def test_painting_twice_gives_the_same_picture() -> None:
    view = square_body()
    assert paint(view, frozenset({UPPER}), frozenset({LOWER})) == paint(view, frozenset({UPPER}), frozenset({LOWER}))


def test_two_views_of_the_same_name_are_not_mixed_up() -> None:
    view, other = square_body(), square_body()
    other.codes[:] = 0
    assert paint(view, frozenset({UPPER}), frozenset()) is not None
    assert paint(other, frozenset({UPPER}), frozenset()) is None


def test_pain_is_red() -> None:
    red, green, blue = PAIN
    assert red > 2 * max(green, blue)


# --- several muscles: textures


TEXTURES: tuple[Texture, ...] = ("solid", "dotted", "rising", "falling")


def painted(texture: Texture, zone: str) -> NDArray[np.float64]:
    """The middle of a zone, 0..1."""
    view = square_body()
    codes = (frozenset({UPPER}), frozenset()) if zone == "essential" else (frozenset(), frozenset({UPPER}))
    return opacity(paint(view, *codes, PAIN, texture), view)[40:100, 60:180]


@pytest.mark.parametrize("texture", TEXTURES)
def test_what_everyone_feels_covers_more_than_what_some_feel(texture: Texture) -> None:
    assert painted(texture, "essential").mean() > painted(texture, "spillover").mean() + 0.15


@pytest.mark.parametrize("texture", [texture for texture in TEXTURES if texture != "solid"])
def test_what_lies_below_shows_through_every_texture(texture: Texture) -> None:
    for zone in ("essential", "spillover"):
        assert painted(texture, zone).min() < 0.35
        assert painted(texture, zone).max() > 0.6


def slant(picture: NDArray[np.float64]) -> float:
    """Above 0: stripes rise to the right; below: they fall; about 0: neither."""
    centred = picture - picture.mean()
    rising = (centred[1:, :-1] * centred[:-1, 1:]).mean()
    falling = (centred[1:, 1:] * centred[:-1, :-1]).mean()
    return float((rising - falling) / centred.var())


@pytest.mark.parametrize("zone", ["essential", "spillover"])
def test_stripes_rise_or_fall_and_dots_do_neither(zone: str) -> None:
    assert slant(painted("rising", zone)) > 0.1
    assert slant(painted("falling", zone)) < -0.1
    assert abs(slant(painted("dotted", zone))) < 0.05


def test_stripes_go_on_across_the_edge_of_a_cut_picture() -> None:
    view = square_body()
    whole = opacity(paint(view, frozenset({UPPER, LOWER}), frozenset(), PAIN, "rising"), view)[40:80, 60:180]
    part = opacity(paint(view, frozenset({UPPER}), frozenset(), PAIN, "rising"), view)[40:80, 60:180]
    assert np.abs(whole - part).mean() < 0.05
