"""The page Muscles in a real browser: search, filter, open one, its switches, the way back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from .conftest import wait_settled
from .screen import SLOW_MS, Figure, Screen, atlas, dataset

FIRST = 24
"""So many muscles are listed at first."""


@pytest.fixture
def muscles(desk: Screen) -> Screen:
    return Screen(desk.page, desk.finger, map_key="muscle_map")


def cards(screen: Screen) -> Locator:
    return screen.page.locator(".st-key-muscle_grid").get_by_role("button")


def name(muscle_id: str) -> str:
    return dataset().muscles[muscle_id].name


def beside_the_spine(figure: Figure) -> list[float]:
    """How far each dot is from the spine in the view from behind, mm; the body's right is above 0."""
    back = next(placed for placed in atlas().plates[figure["plate"]].views if placed.view.direction == "back")
    anatomy = atlas().anatomy
    assert anatomy is not None
    from_spine = anatomy.sights[back.view.view_id].left_mm - back.left_mm
    return [round(x + from_spine, 1) for x in figure["traces"]["points"]["x"]]


def pain(figure: Figure) -> list[str]:
    """The soft pictures of where the pain is felt."""
    return [source for source in figure["images"] if source.startswith("data:image/")]


@pytest.mark.long
def test_search_by_initials_and_everyday_words_and_filter(muscles: Screen) -> None:
    page = muscles.page
    page.goto("/muscles")
    wait_settled(page)
    expect(cards(muscles)).to_have_count(FIRST)
    more = page.locator(".st-key-list_more").get_by_role("button")
    more.click()
    expect(cards(muscles)).to_have_count(2 * FIRST, timeout=SLOW_MS)
    box = page.get_by_role("textbox", name="Search")
    for words, found in (
        ("scm", "sternocleidomastoid_"),
        ("ql", "quadratus_lumborum"),
        ("calf", "gastrocnemius"),
    ):
        box.fill(words)
        box.press("Enter")
        wanted = {one.name for one in dataset().muscles.values() if one.muscle_id.startswith(found)}
        pattern = re.compile("|".join(f"{re.escape(one)}$" for one in wanted))
        expect(cards(muscles).first).to_have_text(pattern, timeout=SLOW_MS)
        assert sum(bool(pattern.search(text)) for text in cards(muscles).all_inner_texts()) == len(wanted)
    box.fill("<b>zebra</b> crossing")
    box.press("Enter")
    empty = page.locator(".rp-empty")
    expect(empty).to_contain_text("Nothing fits “<b>zebra</b> crossing” here.", timeout=SLOW_MS)
    expect(cards(muscles)).to_have_count(0)
    box.fill("")
    box.press("Enter")
    expect(cards(muscles)).to_have_count(2 * FIRST, timeout=SLOW_MS)
    hip_only = page.get_by_role("radio", name="Hip", exact=True)
    hip_only.click()
    expect(hip_only).to_be_checked(timeout=SLOW_MS)
    hip = sum(one.body_part == "hip" for one in dataset().muscles.values())
    expect(cards(muscles)).to_have_count(hip, timeout=SLOW_MS)


def test_open_one_use_its_switches_and_go_back_to_the_list(muscles: Screen) -> None:
    page = muscles.page
    page.goto("/muscles")
    wait_settled(page)
    cards(muscles).filter(has_text=re.compile("Infraspinatus$")).click()
    expect(page.get_by_role("heading", level=1, name="Rear rotator cuff muscle", exact=True)).to_be_visible(
        timeout=SLOW_MS
    )
    right = muscles.wait_muscle("points")
    marks = beside_the_spine(right)
    assert len(marks) == len(dataset().trigger_points_of("infraspinatus"))
    assert all(distance > 0 for distance in marks)

    page.get_by_role("radio", name="Left", exact=True).click()
    muscles.wait_parameters(muscle=["infraspinatus"], side=["left"])
    expect(page.locator(".rp-summary-text")).to_contain_text("left infraspinatus", timeout=SLOW_MS)
    left = muscles.wait_muscle("points")
    assert sorted(beside_the_spine(left)) == pytest.approx(sorted(-distance for distance in marks), abs=6)
    assert pain(left) != pain(right)

    words = page.locator(".rp-pattern-words")
    all_points = words.inner_text()
    page.get_by_role("radio", name=re.compile("3$")).click()
    muscles.wait_parameters(muscle=["infraspinatus"], side=["left"], point=["infraspinatus_trp3"])
    expect(words).to_contain_text("TrP3", timeout=SLOW_MS)
    assert words.inner_text().splitlines()[0] != all_points.splitlines()[0]
    one = muscles.wait_muscle("points")
    assert len(beside_the_spine(one)) == 1
    assert pain(one) != pain(left)

    page.go_back()
    muscles.wait_parameters(muscle=["infraspinatus"], side=["left"])
    expect(words).not_to_contain_text("TrP3", timeout=SLOW_MS)
    page.get_by_role("button", name="All muscles").click()
    expect(cards(muscles)).to_have_count(FIRST, timeout=SLOW_MS)
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Rear rotator cuff muscle", exact=True)).to_be_visible(
        timeout=SLOW_MS
    )


@pytest.mark.long
def test_browser_back_leads_from_the_muscle_to_the_list(muscles: Screen) -> None:
    page = muscles.page
    page.goto("/muscles")
    wait_settled(page)
    cards(muscles).first.click()
    muscles.wait_drawn()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Muscles", exact=True)).to_be_visible(timeout=SLOW_MS)
    expect(cards(muscles)).to_have_count(FIRST, timeout=SLOW_MS)


@pytest.mark.long
def test_link_opens_side_and_trigger_point(muscles: Screen) -> None:
    muscles.open("/muscles?muscle=infraspinatus&side=left&point=infraspinatus_trp1")
    expect(muscles.page.locator(".rp-pattern-words")).to_contain_text("TrP1")
    expect(muscles.page.get_by_role("radio", name="Left", exact=True)).to_be_checked()
    (mark,) = beside_the_spine(muscles.wait_muscle("points"))
    assert mark < 0
    assert muscles.parameters == {
        "muscle": ["infraspinatus"],
        "side": ["left"],
        "point": ["infraspinatus_trp1"],
    }
