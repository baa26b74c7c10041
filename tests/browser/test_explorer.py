"""The explorer in a real browser: by finger, mouse and keyboard; map and list agree; the address keeps it all."""

from __future__ import annotations

import re
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from referral.contrast import contrast
from referral.links.reading import MAX_AREAS
from referral.ui.parts.plates import is_seen
from tests.english import english
from tests.loaded_once import cards_at_first
from tools.browsing import serving

from .conftest import HEIGHT, wait_settled
from .screen import SLOW_MS, Screen, area_name, atlas, colour_of, dataset, drawn_muscles, tab_to

SHOULDER: Final = "right-front_of_shoulder"
#: WCAG 2.2, 1.4.3; and a middling colour of the figure's clay, on which the trigger points' numbers stand.
TEXT_CONTRAST: Final = 4.5
CLAY: Final = "#d8d0c6"
SCHEMES: Final[tuple[Literal["light"], Literal["dark"]]] = ("light", "dark")


# --- the main path


def test_from_the_first_tap_to_the_telephone(screen: Screen, device: str) -> None:
    screen.open("/")
    assert screen.marked() == set()
    screen.tap("front", SHOULDER)
    screen.wait_chips(SHOULDER)
    screen.wait_parameters(area=[SHOULDER])
    screen.wait_marked(SHOULDER)

    screen.go_on()
    expect(screen.page.locator(".st-key-safety_step")).to_be_visible(timeout=SLOW_MS)
    expect(screen.candidates).to_have_count(0)
    screen.none_of_these()
    expect(screen.candidates).to_have_count(cards_at_first(SHOULDER))
    infraspinatus = screen.candidates.filter(has_text="Infraspinatus")
    expect(infraspinatus).to_have_count(1)
    screen.press(infraspinatus)
    expect(screen.drawn_muscle).to_have_text("Infraspinatus", timeout=SLOW_MS)
    over = {"show": ["list"]} if device != "desk" else {}
    screen.wait_parameters(area=[SHOULDER], muscle=["infraspinatus"], side=["right"], **over)
    assert_pattern_drawn(screen)
    if device == "phone":
        assert_in_sight(screen.page, ".st-key-body_map")

    call = screen.page.locator(".st-key-booking_find").get_by_role("link", name="Call")
    expect(call).to_have_attribute("href", "tel:+13059678976")
    expect(screen.page.locator(".rp-summary-text")).to_contain_text(
        f"Where it hurts: {english(dataset()).area_name(dataset().area(SHOULDER))}."
    )


@pytest.mark.parametrize("device", ["phone", "desk"])
def test_a_tap_is_kept_while_its_script_is_on_its_way(screens: dict[str, Screen], device: str) -> None:
    screen = screens[device]
    late: list[Route] = []
    screen.page.route("**/map_taps/tap.js*", lambda route: late.append(route), times=1)
    screen.page.goto("/")
    screen.wait_drawn()
    screen.tap("front", SHOULDER)
    screen.page.wait_for_timeout(300)
    assert late, "the script was there already"
    late[0].continue_()
    screen.wait_chips(SHOULDER)


def assert_pattern_drawn(screen: Screen) -> None:
    """The right infraspinatus: its picture and its dots on the right of the back, the soft picture of its pain."""
    figure = screen.wait_muscle("points")
    assert drawn_muscles(figure) == {"infraspinatus"}
    back = next(placed for placed in atlas().plates[figure["plate"]].views if placed.view.direction == "back")
    marks = figure["traces"]["points"]["x"]
    assert len(marks) == len(dataset().trigger_points_of("infraspinatus"))
    assert back.view.side == "right" or all(x > back.left_mm + back.view.width_mm / 2 for x in marks)
    assert all(back.left_mm < x < back.left_mm + back.view.width_mm for x in marks)
    assert any(source.startswith("data:image/") for source in figure["images"])


def assert_in_sight(page: Page, selector: str) -> None:
    """The page comes to rest with more than half of this in the window."""
    script = """selector => {
      const { top, bottom } = document.querySelector(selector).getBoundingClientRect()
      return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / (bottom - top) > 0.5
    }"""
    page.wait_for_function(script, arg=selector, timeout=5000)


# --- keyboard alone


def test_from_load_to_the_telephone_by_keyboard_alone(desk: Screen) -> None:
    page = desk.open("/").page
    tab_to(page, ".st-key-place_box *")
    page.keyboard.type("heel")
    expect(desk.offers.first).to_have_text(re.compile(r"^Right heel "), timeout=SLOW_MS)
    page.keyboard.press("ArrowDown")
    expect(desk.offers.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    desk.wait_chips("left-heel")
    desk.wait_marked("left-heel")
    expect(page.get_by_role("combobox", name="Find a place")).to_be_focused()  # for the next place
    tab_to(page, ".st-key-safety_none button")
    page.keyboard.press("Enter")
    expect(page.locator("#rp-found")).to_be_focused(timeout=SLOW_MS)  # the focus goes along to the answer
    tab_to(page, "[class*='st-key-muscle_card_'] button")
    page.keyboard.press("Enter")
    expect(desk.drawn_muscle).to_be_visible(timeout=SLOW_MS)
    tab_to(page, ".st-key-booking_find a[href='tel:+13059678976']")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("heel", "heel"),
        pytest.param("behind the eye", "behind_eye", marks=pytest.mark.long),
        pytest.param("tailbone", "tailbone", marks=pytest.mark.long),
        pytest.param("back of knee", "back_of_knee", marks=pytest.mark.long),
    ],
)
def test_everyday_words_find_places_by_keyboard(desk: Screen, words: str, region: str) -> None:
    """The best fit comes first, so that Enter is enough; the right side before the left."""
    page = desk.open("/").page
    tab_to(page, ".st-key-place_box *")
    page.keyboard.type(words)
    area = next(area.area_id for area in dataset().areas if area.region_id == region)
    expect(desk.offers.first).to_contain_text(area_name(area), timeout=SLOW_MS)
    page.keyboard.press("Enter")
    desk.wait_chips(area)


@pytest.mark.long
def test_a_word_that_fits_nothing_is_told_and_stays_to_be_mended(desk: Screen) -> None:
    page = desk.open("/?lang=es").page
    box = page.get_by_role("combobox", name="Buscar un lugar")
    box.fill("zzzz")
    box.press("Enter")
    expect(page.get_by_role("status").filter(has_text="zzzz")).to_contain_text("Nada", timeout=SLOW_MS)
    expect(box).to_have_value("zzzz")
    expect(box).to_be_focused()


def test_a_complaint_chooses_its_places_and_says_what_it_may_also_mean(desk: Screen) -> None:
    """Its side is picked: Enter takes none that nobody named. No muscle is named before the signs are answered."""
    page = desk.open("/").page
    box = page.get_by_role("combobox", name="Find a place")
    box.fill("tennis elbow")
    box.press("Enter")
    expect(page.get_by_role("status").filter(has_text="choose one")).to_be_visible(timeout=SLOW_MS)
    expect(desk.chips).to_have_count(0)
    desk.offers.filter(has_text="left side").click()
    desk.wait_chips("left-outer_elbow", "left-back_forearm_high")
    note = page.locator(".rp-notice")
    expect(note).to_contain_text("sore tendons", timeout=SLOW_MS)
    expect(desk.candidates).to_have_count(0)
    expect(page.locator(".st-key-safety_step")).to_be_visible()
    desk.press(desk.chips.first)
    desk.wait_chips("left-back_forearm_high")
    expect(note).to_have_count(0)


def test_places_are_picked_from_a_list_without_typing(phone: Screen) -> None:
    page = phone.open("/").page
    page.get_by_role("button", name="List").tap()
    page.get_by_role("button", name="Hip", exact=True).or_(page.get_by_role("radio", name="Hip", exact=True)).tap()
    page.locator(".st-key-area_names").get_by_text("Tailbone", exact=True).tap()
    phone.wait_chips("tailbone")


# --- map and list agree


def test_a_second_tap_at_the_same_place_takes_the_first_back(phone: Screen) -> None:
    """Though the chip that the first one brought has moved what is below it."""
    page = phone.open("/?lang=es").page
    x, y = phone.pixel("front", SHOULDER)
    page.touchscreen.tap(x, y)
    expect(phone.chips).to_have_count(1, timeout=SLOW_MS)
    page.wait_for_timeout(600)
    page.touchscreen.tap(x, y)
    expect(phone.chips).to_have_count(0, timeout=SLOW_MS)


def test_chosen_by_list_and_tapped_off_on_the_map(phone: Screen) -> None:
    phone.open("/")
    phone.choose_from_list(area_name(SHOULDER))
    phone.wait_chips(SHOULDER)
    phone.wait_marked(SHOULDER)
    phone.tap("front", SHOULDER)
    phone.wait_chips()
    phone.wait_marked()
    phone.wait_parameters()


@pytest.mark.long
def test_the_list_adds_to_what_was_tapped_on_the_map(desk: Screen) -> None:
    desk.open("/")
    desk.tap("front", SHOULDER)
    desk.wait_chips(SHOULDER)
    desk.choose_from_list("tailbone")
    desk.wait_chips(SHOULDER, "tailbone")
    desk.press(desk.chip("tailbone"))
    desk.wait_chips(SHOULDER)
    desk.choose_from_list("tailbone")  # given up beside the map, it can be had again
    desk.wait_chips(SHOULDER, "tailbone")
    desk.choose_from_list("tailbone")  # what is chosen stays chosen
    desk.page.wait_for_timeout(500)
    desk.wait_chips(SHOULDER, "tailbone")


@pytest.mark.long
def test_twelve_areas_at_most_and_one_button_clears_them(desk: Screen) -> None:
    in_front = [area.area_id for area in dataset().areas if is_seen(atlas(), "front", area)]  # the view stays
    areas = [area for area in in_front if area != SHOULDER][:MAX_AREAS]
    desk.open("/?" + "&".join(f"area={area}" for area in areas[:-1]))
    notice = desk.page.get_by_text(f"{MAX_AREAS} areas are the most")
    expect(notice).to_have_count(0)
    desk.choose_from_list(area_name(areas[-1]))
    desk.wait_chips(*areas)
    expect(notice).to_be_visible()
    desk.tap("front", SHOULDER)
    desk.choose_from_list("tailbone")
    desk.page.wait_for_timeout(800)
    desk.wait_chips(*areas)
    desk.press(desk.chip(areas[0]))
    desk.wait_chips(*areas[1:])
    expect(notice).to_have_count(0)
    desk.choose_from_list("tailbone")
    desk.wait_chips(*areas[1:], "tailbone")
    desk.press(desk.page.get_by_role("button", name="Clear all"))
    desk.wait_chips()
    desk.wait_marked()
    desk.wait_parameters()


# --- the address keeps it all


def test_back_undoes_step_by_step(phone: Screen) -> None:
    phone.open("/")
    phone.tap("front", SHOULDER)
    phone.wait_chips(SHOULDER)
    phone.tap("front", "left-front_of_shoulder")
    phone.wait_chips(SHOULDER, "left-front_of_shoulder")
    phone.none_of_these()
    phone.press(phone.candidates.first)
    phone.wait_muscle()
    phone.page.go_back()
    expect(phone.drawn_muscle).to_have_count(0, timeout=SLOW_MS)
    phone.wait_marked(SHOULDER, "left-front_of_shoulder")
    phone.page.go_back()  # the list goes
    expect(phone.page.locator(".st-key-results")).to_be_hidden(timeout=SLOW_MS)
    phone.page.go_back()
    phone.wait_chips(SHOULDER)
    phone.wait_marked(SHOULDER)
    phone.page.go_back()
    phone.wait_chips()
    phone.wait_marked()
    phone.page.go_forward()
    phone.wait_chips(SHOULDER)
    phone.wait_marked(SHOULDER)


def what_is_seen(screen: Screen) -> tuple[object, ...]:
    """Everything a visitor sees of the state: address, chips, muscles, figure."""
    cards = screen.page.locator("[class*='st-key-muscle_card_'], .rp-pattern-words, .rp-summary-text")
    chips = [" ".join(words.split()) for words in screen.chips.all_inner_texts()]  # one that is hidden has other spaces
    return screen.parameters, chips, cards.all_inner_texts(), screen.figure()


def wait_seen(screen: Screen, seen: tuple[object, ...]) -> None:
    """Until a visitor sees just that."""
    for _ in range(SLOW_MS // 250):
        if what_is_seen(screen) == seen:
            return
        screen.page.wait_for_timeout(250)
    assert what_is_seen(screen) == seen


@pytest.mark.long
def test_reload_pasted_link_and_restart_show_the_same(screens: dict[str, Screen], browser: Browser) -> None:
    tablet = screens["tablet"].open("/")
    tablet.tap("front", SHOULDER)
    tablet.wait_chips(SHOULDER)
    tablet.none_of_these()
    tablet.press(tablet.candidates.first)
    tablet.wait_muscle()
    tablet.press(tablet.page.get_by_role("radio", name="Left", exact=True))
    muscle = tablet.parameters["muscle"][0]
    tablet.wait_parameters(area=[SHOULDER], muscle=[muscle], side=["left"], show=["list"])
    expect(tablet.page.locator(".rp-summary-text")).to_contain_text("muscle (left ", timeout=SLOW_MS)
    wait_settled(tablet.page)
    seen = what_is_seen(tablet)
    tablet.page.reload()
    tablet.wait_chips(SHOULDER)
    tablet.none_of_these().wait_muscle()
    wait_seen(tablet, seen)

    link = tablet.page.url
    wait_seen(opened(screens["desk"], link), seen)
    address = link[link.index("/", len("http://")) :]
    with serving() as restarted:
        page = browser.new_page(viewport={"width": 820, "height": HEIGHT})
        wait_seen(opened(Screen(page), restarted + address), seen)
        page.close()


def opened(screen: Screen, link: str) -> Screen:
    """A link, its safety step answered: the answer is in no link."""
    screen.open(link).none_of_these().wait_muscle()
    return screen


# --- the page around the map


WIDEST: Final = """
window.widest = 0
const look = () => {
  const elements = [document.documentElement, document.querySelector('[data-testid="stMain"]')]
  for (const element of elements) if (element) widest = Math.max(widest, element.scrollWidth - element.clientWidth)
  requestAnimationFrame(look)
}
look()
"""


def test_nothing_scrolls_sideways_not_even_while_it_loads(screen: Screen) -> None:
    page = screen.page.context.new_page()
    page.add_init_script(WIDEST)
    for address, map_key in (
        (f"/?area={SHOULDER}&muscle=infraspinatus", "body_map"),
        ("/muscles?muscle=infraspinatus", "muscle_map"),
    ):
        Screen(page, screen.finger, map_key).open(address)
        assert page.evaluate("widest") == 0, address
    page.close()


def test_a_finger_swipe_over_the_map_scrolls_the_page(phone: Screen) -> None:
    x, y = phone.open("/").pixel("front", SHOULDER)
    top = "document.querySelector('.st-key-body_map').getBoundingClientRect().top"
    before = phone.page.evaluate(top)
    finger = phone.page.context.new_cdp_session(phone.page)
    for step in range(11):
        touch = [{"x": x, "y": y - 20 * step}]
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": touch})
        phone.page.wait_for_timeout(16)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.page.wait_for_timeout(500)
    assert before - phone.page.evaluate(top) > 120
    phone.wait_chips()
    phone.wait_parameters()


def test_the_mouse_over_the_map_names_the_area_with_its_side(desk: Screen) -> None:
    desk.open("/")
    tip = desk.page.locator(".area-tip")
    for view, area in (("front", SHOULDER), ("front", "left-front_of_shoulder"), ("back", "left-heel")):
        desk.page.mouse.move(*desk.pixel(view, area))
        expect(tip).to_have_text(english(dataset()).area_name(dataset().area(area)), timeout=SLOW_MS)
        expect(tip).to_be_visible()


@pytest.mark.long
def test_letters_on_the_map_are_readable_in_both_themes(desk: Screen) -> None:
    page = desk.page.context.new_page()
    screen, points = Screen(page), dataset().trigger_points_of("infraspinatus")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        screen.open("/?muscle=infraspinatus&view=body").wait_traces("points")
        ground = colour_of(page.locator(".stApp"), "backgroundColor")
        for label in ("Front", "Back", "Right", "Left"):
            words = page.locator(".st-key-body_map .annotation").filter(has_text=re.compile(f"^{label}$")).first
            badge = words.locator(".bg")
            behind = ground if badge.evaluate("bg => bg.style.fillOpacity") == "0" else colour_of(badge, "fill")
            letters = words.locator(".annotation-text")
            assert contrast(colour_of(letters, "fill"), behind) >= TEXT_CONTRAST, (scheme, label)
        numbers = page.locator(".st-key-body_map .textpoint text")
        expect(numbers).to_have_text([point.label.removeprefix("TrP") for point in points])
        dot = page.locator(".st-key-body_map .point").first
        assert contrast(colour_of(numbers.first, "fill"), colour_of(dot, "fill")) >= TEXT_CONTRAST, scheme
    page.close()
