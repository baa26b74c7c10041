"""The Consult page in a real browser: find, compare, step through layers, fill the screen, hand out, take along."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from .conftest import wait_settled
from .consulting import as_therapist, big_screen, card, code_on, downloaded, find, opened, scroll_to_row, words
from .screen import SLOW_MS, Screen, atlas, dataset, drawn_muscles

ELBOW = "right-outer_elbow"


@pytest.fixture
def consult(desk: Screen) -> Screen:
    return Screen(desk.page, desk.finger, map_key="consult_map")


def test_inf_and_enter_show_infraspinatus_and_the_hand_out_carries_it(consult: Screen, tmp_path: Path) -> None:
    page = opened(consult).page
    expect(find(page)).to_be_focused(timeout=SLOW_MS)
    page.keyboard.type("inf")
    page.keyboard.press("Enter")
    consult.wait_parameters(muscle=["infraspinatus"])
    shown = consult.wait_muscle("points")
    expect(card(page, "infraspinatus")).to_contain_text("Pain is usually felt in the front of the shoulder")
    expect(page.locator("#found-infraspinatus")).to_be_focused(timeout=SLOW_MS)

    pdf = downloaded(page, "Hand-out (PDF)", tmp_path)
    told = words(pdf)
    for text in ("Infraspinatus", "305.967.8976", f"{page.url}&lang=en"):
        assert text in told
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2.5).to_pil()
    link = code_on(picture)
    assert parse_qs(urlsplit(link).query) == {"muscle": ["infraspinatus"], "lang": ["en"]}
    page.goto(link)
    wait_settled(page)
    consult.wait_drawn()
    assert consult.wait_muscle("points") == shown


@pytest.mark.long
def test_the_hand_out_speaks_the_patients_language_while_the_page_speaks_the_therapists(
    consult: Screen, tmp_path: Path
) -> None:
    page = opened(consult, "/consult?muscle=infraspinatus").page
    page.get_by_role("radio", name="Kreyòl ayisyen").click()
    expect(page.get_by_role("radio", name="Kreyòl ayisyen")).to_be_checked(timeout=SLOW_MS)
    wait_settled(page)
    pdf = downloaded(page, "Hand-out (PDF)", tmp_path)
    told = words(pdf)
    assert "Enfraepine" in told and "Infraspinatus" not in told
    link = code_on(pypdfium2.PdfDocument(pdf)[0].render(scale=2.5).to_pil())
    assert parse_qs(urlsplit(link).query) == {"muscle": ["infraspinatus"], "lang": ["ht"]}
    expect(page.locator("h2.rp-section").filter(has_text="Hand-out")).to_be_visible()
    page.get_by_role("button", name="Español").click()  # the page speaks another language: so does the hand-out
    expect(page.get_by_role("radio", name="Español")).to_be_checked(timeout=SLOW_MS)
    assert "Infraespinoso" in words(downloaded(page, "Hoja para llevar (PDF)", tmp_path))
    page.get_by_role("radio", name="Kreyòl ayisyen").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("radio", name="English")).to_be_checked(timeout=SLOW_MS)
    page.get_by_role("radio", name="Kreyòl ayisyen").click()
    expect(page.get_by_role("radio", name="Kreyòl ayisyen")).to_be_checked(timeout=SLOW_MS)
    page.get_by_role("button", name="Next patient").click()
    expect(card(page, "infraspinatus")).to_have_count(0, timeout=SLOW_MS)
    wait_settled(page)  # the box is drawn anew with the page
    find(page).fill("inf")
    find(page).press("Enter")
    expect(page.get_by_role("radio", name="English")).to_be_checked(timeout=SLOW_MS)


@pytest.mark.long
def test_suggestions_by_initials_slips_and_places(consult: Screen) -> None:
    page = opened(consult).page
    for typed, first in (
        ("ql", "Quadratus lumborum"),
        ("infraspinatis", "Infraspinatus"),
        ("outer elbow", "Outer side of the right elbow"),
        ("left heel", "Left heel"),
    ):
        find(page).fill(typed)
        expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text(first, timeout=SLOW_MS)
        assert page.get_by_role("listbox").get_by_role("option").first.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox").get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    assert find(page).evaluate("box => box.getAttribute('aria-activedescendant')") == "found-1"
    find(page).fill("zebra")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing fits “zebra”.")).to_be_visible(timeout=SLOW_MS)
    assert consult.parameters == {}


@pytest.mark.long
def test_three_muscles_points_layers_and_sides_stay_in_the_link(consult: Screen) -> None:
    page = opened(consult, "/consult?muscle=infraspinatus&muscle=supraspinatus&muscle=subscapularis").page
    drawn = consult.wait_traces("muscle A", "muscle B", "muscle C", "shared", "points")
    lines = {"leaders halo", "leaders", "hidden halo", "hidden"}
    assert set(drawn["traces"]) == {"muscle A", "muscle B", "muscle C", "shared", "points"} | lines
    expect(page.locator(".rp-together")).to_contain_text("All three may send pain to the thumb side of the right wrist")

    card(page, "infraspinatus").get_by_role("button", name="TrP3").click()
    consult.wait_parameters(muscle=["infraspinatus", "supraspinatus", "subscapularis"], off=["infraspinatus_trp3"])
    page.locator(".st-key-consult_map_layers").get_by_role("button", name="Trigger points").click()
    page.get_by_role("radio", name="Both").click()
    # two quick taps: neither is lost
    expect(page).to_have_url(re.compile("layer=muscles.*side=both"), timeout=SLOW_MS)
    assert set(consult.parameters["layer"]) == {"muscles", "essential", "spillover", "shared"}
    before = consult.wait_figure(
        lambda figure: "points" not in figure["traces"] and any("-left-" in source for source in figure["images"])
    )

    page.reload()
    wait_settled(page)
    consult.wait_figure(lambda figure: figure == before)
    card(page, "supraspinatus").get_by_role("button", name="✕").click()
    expect(card(page, "supraspinatus")).to_have_count(0, timeout=SLOW_MS)
    page.go_back()
    expect(card(page, "supraspinatus")).to_be_visible(timeout=SLOW_MS)


@pytest.mark.long
def test_quick_taps_on_points_are_all_taken(consult: Screen) -> None:
    page = opened(consult, "/consult?muscle=infraspinatus").page
    consult.wait_traces("points")
    for label in ("TrP1", "TrP2", "TrP3"):
        card(page, "infraspinatus").get_by_role("button", name=label).click()
    consult.wait_parameters(
        muscle=["infraspinatus"], off=["infraspinatus_trp1", "infraspinatus_trp2", "infraspinatus_trp3"]
    )


@pytest.mark.long
def test_two_muscles_next_to_each_other(consult: Screen) -> None:
    page = opened(consult, "/consult?muscle=supraspinatus&muscle=supinator").page
    page.get_by_text("Next to each other: what tells them apart").click()
    second = Screen(page, map_key="consult2_map")
    second.wait_drawn()
    assert drawn_muscles(second.figure())
    assert "compare" in consult.parameters
    table = page.locator(".rp-apart")
    expect(table.get_by_role("columnheader")).to_have_text(["Supraspinatus", "Supinator"])
    expect(table).to_contain_text("Alone usually felt in the web of the right thumb.")


@pytest.mark.long
def test_a_place_brings_its_candidates_and_ticked_ones_are_shown(consult: Screen) -> None:
    page = opened(consult).page
    as_therapist(page)
    page.get_by_role("radio", name="where it hurts").click()
    consult.tap("front", ELBOW)
    consult.wait_chips(ELBOW)
    consult.wait_marked(ELBOW)
    expect(page.locator(".rp-reminder summary")).to_contain_text("warning signs for this place")
    expect(page.locator(".st-key-safety_none")).to_have_count(0)
    page.mouse.click(*scroll_to_row(page, 0))
    page.wait_for_url(re.compile("muscle="), timeout=SLOW_MS)
    (first,) = consult.parameters["muscle"]
    expect(card(page, first)).to_be_visible(timeout=SLOW_MS)
    page.mouse.click(*scroll_to_row(page, 2))
    expect(page.locator("[class*='st-key-consult_card_']")).to_have_count(2, timeout=SLOW_MS)


@pytest.mark.long
def test_filters_leave_what_fits(consult: Screen) -> None:
    page = opened(consult).page
    as_therapist(page)
    find(page).fill("outer elbow")
    page.keyboard.press("Enter")
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible(timeout=SLOW_MS)
    rows = table.locator("table tbody tr")
    expect(rows.nth(5)).to_be_attached(timeout=SLOW_MS)
    page.get_by_role("combobox", name=re.compile("Source of pain")).click()
    page.get_by_role("option", name="Source of pain: seldom").click()
    expect(rows).to_have_count(1, timeout=SLOW_MS)


@pytest.mark.long
def test_a_tap_steps_from_skin_to_bone(consult: Screen) -> None:
    page = opened(consult).page
    consult.tap("back", "right-low_back")
    consult.wait_muscle()
    layers = page.locator(".st-key-consult_map_under").get_by_role("radio")
    expect(layers.first).to_have_text("Latissimus dorsi", timeout=SLOW_MS)
    assert "Quadratus lumborum" in layers.all_inner_texts()
    expect(card(page, "latissimus_dorsi")).to_be_visible()
    layers.filter(has_text="Quadratus lumborum").click()
    expect(card(page, "quadratus_lumborum")).to_be_visible(timeout=SLOW_MS)
    expect(card(page, "latissimus_dorsi")).to_have_count(0)
    expect(page.get_by_role("button", name="Next patient")).to_be_visible()
    consult.tap("back", "left-low_back")
    expect(page.get_by_role("radio", name="Left", exact=True).first).to_be_checked(timeout=SLOW_MS)


def test_a_link_with_an_area_asks_its_signs_before_any_muscle(consult: Screen) -> None:
    page = opened(consult, f"/consult?area={ELBOW}&muscle=supinator").page
    expect(page.locator(".st-key-safety_none")).to_be_visible()
    expect(card(page, "supinator")).to_have_count(0)
    assert not drawn_muscles(consult.figure())
    consult.tap("back", "right-low_back")  # nor does a tap name one
    page.wait_for_timeout(1000)
    assert consult.parameters == {"area": [ELBOW], "muscle": ["supinator"]}
    expect(page.locator(".st-key-consult_map_under")).to_have_count(0)
    consult.none_of_these()
    expect(card(page, "supinator")).to_be_visible(timeout=SLOW_MS)


# --- the big screen


def test_f_fills_the_screen_and_arrows_step_through_the_points(consult: Screen) -> None:
    page = opened(consult, "/consult?muscle=infraspinatus").page
    page.keyboard.press("f")
    expect(big_screen(page)).to_be_visible(timeout=SLOW_MS)
    title = big_screen(page).get_by_role("heading")
    expect(title).to_have_text("Infraspinatus, TrP1")
    some = big_screen(page).locator("p.some")
    expect(some).to_have_class(re.compile("waiting"))
    expect(some).not_to_have_class(re.compile("waiting"), timeout=SLOW_MS)
    expect(some).to_contain_text("Some also feel it in the")
    radius = (
        "() => [...document.querySelectorAll('*')].flatMap(e => e.shadowRoot ? [e.shadowRoot] : [])"
        ".flatMap(root => [...root.querySelectorAll('circle.usual')]).map(c => Number(c.getAttribute('r')))"
    )
    assert min(page.evaluate(radius)) > 1000
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Infraspinatus, TrP2")
    for _ in range(5):  # beyond the end; the keys go on working there
        page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Infraspinatus")
    page.keyboard.press("ArrowLeft")
    expect(title).to_have_text("Infraspinatus, TrP4")
    page.keyboard.press("Escape")
    expect(big_screen(page)).to_have_count(0, timeout=SLOW_MS)
    consult.wait_parameters(muscle=["infraspinatus"])
    page.go_back()  # to before it was opened, not into it again
    page.wait_for_timeout(1000)
    expect(big_screen(page)).to_have_count(0)


@pytest.mark.long
def test_the_back_button_leaves_the_big_screen(consult: Screen) -> None:
    page = opened(consult, "/consult?muscle=infraspinatus").page
    page.get_by_role("button", name="Fill the screen").click()
    expect(big_screen(page)).to_be_visible(timeout=SLOW_MS)
    page.go_back()
    expect(big_screen(page)).to_have_count(0, timeout=SLOW_MS)


@pytest.fixture
def still_page(browser: Browser, server_url: str) -> Iterator[Page]:
    """A finger's tablet that asks for less motion."""
    context = browser.new_context(
        base_url=server_url, viewport={"width": 820, "height": 1180}, has_touch=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.long
def test_less_motion_shows_everything_at_once_and_buttons_step(still_page: Page) -> None:
    page = still_page
    page.goto("/consult?muscle=infraspinatus&show=1")
    expect(big_screen(page)).to_be_visible(timeout=SLOW_MS)
    expect(big_screen(page).locator("p.some")).not_to_have_class(re.compile("waiting"), timeout=1000)
    assert big_screen(page).get_attribute("data-played") == "true"
    big_screen(page).get_by_role("button", name="Next step").tap()
    expect(big_screen(page).get_by_role("heading")).to_have_text("Infraspinatus, TrP2")
    big_screen(page).get_by_role("button", name="Close").tap()
    expect(big_screen(page)).to_have_count(0, timeout=SLOW_MS)


@pytest.mark.long
def test_with_no_point_on_the_muscle_alone_fills_the_screen(consult: Screen) -> None:
    off = "&".join(f"off=soleus_trp{number}" for number in range(1, 5))
    page = opened(consult, f"/consult?muscle=soleus&{off}").page
    assert consult.figure()["plate"] == "body"
    page.get_by_role("button", name="Fill the screen").click()
    expect(big_screen(page).get_by_role("heading")).to_have_text("Soleus", timeout=SLOW_MS)


# --- to take along


@pytest.mark.long
def test_notes_go_on_paper_at_once_and_nowhere_else(consult: Screen, tmp_path: Path) -> None:
    page = opened(consult, "/consult?muscle=infraspinatus").page
    page.get_by_role("textbox", name="Notes on it").fill("Señora Peña: dos veces al día")
    pdf = downloaded(page, "Hand-out (PDF)", tmp_path)  # clicked while the box still has the focus
    assert "SeñoraPeña:dosvecesaldía" in words(pdf)
    assert consult.parameters == {"muscle": ["infraspinatus"]}
    card(page, "infraspinatus").get_by_role("button", name="✕").click()
    consult.wait_parameters()
    wait_settled(page)
    find(page).fill("ql")
    page.keyboard.press("Enter")
    consult.wait_parameters(muscle=["quadratus_lumborum"])
    expect(page.get_by_role("textbox", name="Notes on it")).to_have_value(
        "Señora Peña: dos veces al día", timeout=SLOW_MS
    )
    page.get_by_role("button", name="Next patient").click()
    consult.wait_parameters()
    wait_settled(page)
    find(page).fill("scm")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Notes on it")).to_have_value("", timeout=SLOW_MS)


@pytest.mark.long
def test_advice_that_was_chosen_is_on_the_page(consult: Screen, tmp_path: Path) -> None:
    page = opened(consult, "/consult?muscle=infraspinatus").page
    page.get_by_text("Advice on it: 0 of").click()
    line = dataset().advice["shoulder_cross_stretch"]
    page.get_by_text(line.text).click()
    expect(page.get_by_text("Advice on it: 1 of")).to_be_visible(timeout=SLOW_MS)
    told = words(downloaded(page, "Hand-out (PDF)", tmp_path))
    assert "".join(line.text.split()) in told and "".join(line.caution.split()) in told


@pytest.mark.long
def test_take_it_with_you_offers_link_code_and_picture(consult: Screen, tmp_path: Path) -> None:
    page = opened(consult, "/consult?muscle=temporalis&side=left").page
    consult.wait_muscle()
    page.get_by_text("Take it with you").click()
    code = page.locator(".rp-qr")
    expect(code).to_be_visible(timeout=SLOW_MS)
    link = code_on(Image.open(io.BytesIO(code.screenshot())))
    assert link == page.locator(".rp-link").inner_text() == f"{page.url}&lang=en"
    plate = atlas().plates[consult.figure()["plate"]]
    with Image.open(io.BytesIO(downloaded(page, "Save picture", tmp_path))) as picture:
        assert picture.width >= 1400
        assert picture.height / picture.width == pytest.approx(plate.height_mm / plate.width_mm, rel=0.01)
    assert (tmp_path / "temporalis.png").is_file()
