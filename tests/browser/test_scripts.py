"""The components' scripts by themselves, run as Streamlit runs them, under a clock that the test turns: no server.

A tap is sent, repeated until it is acknowledged, and never counted twice; what is typed gets a number, and so does the
choice that empties the box; a hand-out is waited for once. Whatever asks the server asks again, and says when no answer
comes; a sign that stops a visit is given back to a server that was started anew; a tablet waits for its server.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from referral.ui.components import scripts

HOST: Final = "http://scripts.test"
RESEND_MS: Final = 6000
# A chart as Plotly leaves it: 600 x 800 mm in a box of 300 x 500 pixels, so 0.5 pixels a millimetre, 50 left above.
CHART: Final = """<!doctype html>
  <div class="stApp" data-test-connection-state="CONNECTED" style="height:550px"><div class="st-key-map">
  <div class="js-plotly-plot" style="position:absolute;left:20px;top:10px;width:300px;height:500px">
  <svg class="main-svg" width="300" height="500"><image width="300" height="400"/></svg>
  <div class="nsewdrag" style="position:absolute;inset:0"></div></div></div></div>
  <div id="taps"></div><div id="box"></div><div id="other"></div>"""
# Runs a component as Streamlit does, in every run with new data; keeps what it sends.
RUN: Final = """async ([name, id, data]) => {
  const { default: run } = await import(`/${name}`)
  window.sent ??= []
  const setTriggerValue = (what, value) => window.sent.push(value)
  run({ data, parentElement: document.getElementById(id), setTriggerValue })
}"""
FIGURE: Final = """document.querySelector('.js-plotly-plot').layout =
  { meta: 'front', xaxis: { range: [0, 600] }, yaxis: { range: [0, 800] } }"""
TAP: Final = {
    "chart": "map", "key": "map_taps", "answerKey": "map_taps_acknowledged",
    "words": {"map": "Map", "chosen": "{place}, chosen"},
}  # fmt: skip
WORDS: Final = {
    "notes": "Notes",
    "placeholder": "",
    "button": "Hand-out",
    "making": "Making",
    "made": "Made",
    "lost": "Lost",
}
FIND: Final = {"kind": "area", "id": "right-temple", "name": "Right temple", "hint": "where it hurts", "sure": True}


class Stage:
    """One page without a server, on which components run."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.console: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))

    def run(self, name: str, element: str, /, **data: Any) -> None:
        self.page.evaluate(RUN, [name, element, data])

    def sent(self) -> list[Any]:
        told: list[Any] = self.page.evaluate("window.sent ?? []")
        return told

    def taps(self) -> list[list[Any]]:
        """What was sent of taps: a list for each message."""
        return [message["taps"] for message in self.sent()]

    def acknowledge(self, number: int) -> None:
        self.run("map_taps/tap_acknowledged.js", "other", key="map_taps", acknowledged=number)

    def passes(self, ms: int) -> None:
        self.page.clock.run_for(ms)


def _index() -> bytes:
    """The index image of a sheet whose right half is an area."""
    codes = np.zeros((80, 60, 3), np.uint8)
    codes[:, 30:] = (12, 1, 0)
    kept = io.BytesIO()
    Image.fromarray(codes).save(kept, "PNG")
    return kept.getvalue()


def _give(route: Route) -> None:
    name = route.request.url.removeprefix(f"{HOST}/")
    if name == "index.png":
        route.fulfill(body=_index(), content_type="image/png")
        return
    text = scripts.text(name)
    if text is None:
        route.fulfill(body=CHART, content_type="text/html")
    else:
        route.fulfill(body=text, content_type="text/javascript")


@pytest.fixture
def stage(browser: Browser) -> Iterator[Stage]:
    context = browser.new_context()
    context.route("**/*", _give)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.clock.install(time=datetime(2026, 1, 1, 9, tzinfo=UTC))
    page.goto(f"{HOST}/")
    page.clock.pause_at(datetime(2026, 1, 1, 10, tzinfo=UTC))
    page.evaluate(FIGURE)
    yield Stage(page)
    context.close()
    assert errors == []


# --- taps


def test_a_place_is_the_plots_box_and_the_sheets_size(stage: Stage) -> None:
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(20 + 150, 10 + 50 + 100)
    stage.page.mouse.click(20 + 150, 10 + 30)  # above the sheet, in the plot's box
    ((tap,),) = stage.taps()
    assert {name: tap[name] for name in "xy"} == {"x": 300, "y": 600}
    assert tap["sheet"] == "front"


def test_a_tap_is_sent_until_it_is_acknowledged(stage: Stage) -> None:
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(100, 200)
    ((first,),) = stage.taps()
    stage.acknowledge(first["number"] - 1)  # an answer to an older one
    stage.passes(RESEND_MS + 1)
    assert stage.taps() == [[first], [first]]
    stage.acknowledge(first["number"])
    stage.passes(5 * RESEND_MS)
    assert stage.taps() == [[first], [first]]


def test_what_was_tapped_meanwhile_follows_together_after_the_answer(stage: Stage) -> None:
    stage.run("map_taps/tap.js", "taps", **TAP)
    for x in (100, 120, 140):
        stage.page.mouse.click(x, 200)
    assert len(stage.sent()) == 1
    stage.acknowledge(stage.taps()[0][0]["number"])
    assert [[tap["x"] for tap in taps] for taps in stage.taps()] == [[160], [200, 240]]
    numbers = [tap["number"] for taps in stage.taps() for tap in taps]
    assert numbers == sorted(set(numbers))
    stage.acknowledge(numbers[1])  # the server took the first of the two alone
    assert [[tap["x"] for tap in taps] for taps in stage.taps()] == [[160], [200, 240], [240]]
    stage.acknowledge(numbers[2])
    stage.passes(5 * RESEND_MS)
    assert len(stage.sent()) == 3


def test_what_a_run_does_not_know_after_a_while_is_sent_again_at_once(stage: Stage) -> None:
    """The line was cut, and Streamlit runs the script when it is there again."""
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(100, 200)
    stage.acknowledge(0)  # a run that began before
    assert len(stage.sent()) == 1
    stage.passes(1500)
    stage.acknowledge(0)
    assert stage.taps()[0] == stage.taps()[1]


def test_a_tap_that_nobody_answers_holds_up_the_next_for_a_while_only(stage: Stage) -> None:
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(100, 200)
    stage.page.mouse.click(120, 200)
    stage.passes(3 * RESEND_MS - 100)
    assert [tap["x"] for taps in stage.taps() for tap in taps] == [160, 160, 160]
    stage.passes(200)
    assert [tap["x"] for taps in stage.taps() for tap in taps] == [160, 160, 160, 200]


def test_what_was_sent_is_sent_again_when_the_server_is_to_be_had_again(stage: Stage) -> None:
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(100, 200)
    for state in ("PINGING_SERVER", "CONNECTED"):
        stage.page.evaluate("state => document.querySelector('.stApp').dataset.testConnectionState = state", state)
    assert stage.taps()[0] == stage.taps()[1]


def test_a_tap_is_kept_for_a_minute_while_the_line_is_cut(stage: Stage) -> None:
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.evaluate("document.querySelector('.stApp').dataset.testConnectionState = 'PINGING_SERVER'")
    stage.page.mouse.click(100, 200)
    stage.passes(9 * RESEND_MS)
    sent = len(stage.sent())
    stage.page.evaluate("document.querySelector('.stApp').dataset.testConnectionState = 'CONNECTED'")
    assert len(stage.sent()) == sent + 1
    assert len({tap["number"] for taps in stage.taps() for tap in taps}) == 1


# --- marks made ahead: the right half of the sheet is area 12:1

PLAIN: Final = """() => {
  const plain = document.createElement('div')
  Object.assign(plain.dataset, { chart: 'map', sheet: 'front', width: '600', height: '800', hidden: '500,700,50,deep' })
  plain.className = 'rp-plain'
  plain.innerHTML = '<img data-index="/index.png" data-view="9 0 0 600 800">'
  document.querySelector('.st-key-map').before(plain)
  globalThis[Symbol.for('referral.names')] = new Map([['map', { '12:1': 'right temple', deep: 'deep place' }]])
}"""
KINDS: Final = """() => [...document.querySelectorAll('.rp-over-map [data-kind]:not(.rp-mark-gone)')]
  .map(one => one.dataset.kind)"""


def _marking(stage: Stage, chosen: list[str]) -> None:
    stage.page.evaluate(PLAIN)
    stage.run("map_taps/tap_acknowledged.js", "other", key="map_taps", acknowledged=0, chosen=chosen)
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.evaluate("async () => (await import('/index_picture.js')).indexPicture('/index.png')")
    stage.page.evaluate("() => Promise.resolve()")


def test_a_mark_is_taken_back_when_the_server_says_otherwise(stage: Stage) -> None:
    _marking(stage, [])
    stage.page.mouse.click(20 + 200, 10 + 250)
    assert stage.page.evaluate(KINDS) == ["chosen"]
    number = stage.taps()[0][0]["number"]
    stage.run("map_taps/tap_acknowledged.js", "other", key="map_taps", acknowledged=number, chosen=[])
    assert stage.page.evaluate(KINDS) == []
    assert stage.page.locator(".rp-mark-gone").count() == 1  # it fades
    stage.passes(400)
    assert stage.page.locator(".rp-mark-gone").count() == 0


def test_a_mark_is_taken_back_when_nobody_answers(stage: Stage) -> None:
    _marking(stage, [])
    stage.page.mouse.click(20 + 200, 10 + 250)
    stage.passes(3 * RESEND_MS - 100)
    assert stage.page.evaluate(KINDS) == ["chosen"]
    stage.passes(200)
    assert stage.page.evaluate(KINDS) == []


def test_nothing_is_marked_where_only_the_server_knows(stage: Stage) -> None:
    _marking(stage, [])
    for x, y in ((20 + 50, 10 + 250), (20 + 250, 10 + 50 + 50)):  # beside the area; the mark of a hidden place
        stage.page.mouse.click(x, y)
    assert len(stage.taps()) == 1
    assert stage.page.evaluate(KINDS) == []


def test_what_the_server_says_is_chosen_is_marked_until_a_figure_shows_it(stage: Stage) -> None:
    _marking(stage, ["12:1"])
    assert stage.page.evaluate(KINDS) == ["chosen"]
    stage.page.evaluate(
        "() => { const plot = document.querySelector('.js-plotly-plot');"
        " plot.data = [{ name: 'chosen', meta: ['12:1'] }]; plot.style.top = '10px' }"
    )
    stage.passes(50)
    assert stage.page.evaluate(KINDS) == []
    stage.page.mouse.click(20 + 200, 10 + 250)
    assert stage.page.evaluate(KINDS) == ["left"]


# --- sending


def test_a_run_of_the_component_sends_nothing_twice(stage: Stage) -> None:
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(100, 200)
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(120, 200)
    stage.acknowledge(stage.taps()[0][0]["number"])
    assert [tap["x"] for taps in stage.taps() for tap in taps] == [160, 200]


def test_a_component_that_is_mounted_anew_sends_what_was_not_answered(stage: Stage) -> None:
    """Streamlit mounts a component twice while a page is being made: a tap in between was lost (1 visit in 20 of a busy
    machine)."""
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(100, 200)
    stage.page.mouse.click(120, 200)
    stage.run("map_taps/tap.js", "box", **TAP)
    (first,), again = stage.taps()
    assert again[0] == first
    stage.acknowledge(again[1]["number"])
    assert [tap["x"] for taps in stage.taps() for tap in taps] == [160, 160, 200]


def test_what_was_not_answered_is_forgotten_after_a_while(stage: Stage) -> None:
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(100, 200)
    stage.passes(3 * RESEND_MS)
    stage.page.mouse.click(120, 200)
    stage.passes(2 * RESEND_MS)
    stage.run("map_taps/tap.js", "box", **TAP)
    assert [tap["x"] for taps in stage.taps() for tap in taps].count(160) == 3
    assert stage.taps()[-1][-1]["x"] == 200


def test_a_tap_before_the_script_is_sent_at_once(stage: Stage) -> None:
    stage.page.evaluate("import('/map_taps/early.js')")
    stage.page.mouse.click(100, 200)
    stage.run("map_taps/tap.js", "taps", **TAP)
    assert [tap["x"] for taps in stage.taps() for tap in taps] == [160]


# --- what is gone is told


@pytest.mark.parametrize(("part", "named"), [(".nsewdrag", ".nsewdrag"), (".main-svg", ".main-svg")])
def test_a_part_of_the_chart_that_is_gone_is_told(stage: Stage, part: str, named: str) -> None:
    stage.page.evaluate("part => document.querySelector(part).remove()", part)
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.passes(25_000)
    assert [line for line in stage.console if line.startswith(f"edge: {named} ")]


def test_a_figure_without_axes_is_told_and_takes_no_tap(stage: Stage) -> None:
    stage.page.evaluate("document.querySelector('.js-plotly-plot').layout = {}")
    stage.run("map_taps/tap.js", "taps", **TAP)
    stage.page.mouse.click(100, 200)
    assert stage.sent() == []
    assert [line for line in stage.console if line.startswith("edge: a Plotly figure's layout")]


def test_a_page_that_does_not_scroll_where_it_did_is_told(stage: Stage) -> None:
    stage.page.evaluate("document.getElementById('other').tabIndex = -1")
    stage.run("focus/focus.js", "box", key="other", target="other", token="1", from_top=True)
    assert [line for line in stage.console if line.startswith('edge: [data-testid="stMain"]')]


# --- the find box


def _find(stage: Stage, **data: Any) -> None:
    usual: dict[str, Any] = {"label": "Find", "placeholder": "", "query": "", "found": [], "missed": "", "taken": 0}
    usual |= {
        "key": "find",
        "had": 0,
        "lost": "No answer",
        "focus": "",
        "stay": True,
        "autofocus": False,
        "longest": 100,
    }
    stage.run("find_box/find_box.js", "box", **{**usual, **data})


def test_words_are_sent_when_the_fingers_rest(stage: Stage) -> None:
    _find(stage)
    box = stage.page.locator("#find")
    box.press_sequentially("tem")
    assert stage.sent() == []
    stage.passes(100)
    (said,) = stage.sent()
    assert (said["text"], said["chosen"]) == ("tem", False)


def test_a_choice_empties_the_box_when_it_is_acknowledged(stage: Stage) -> None:
    _find(stage)
    box = stage.page.locator("#find")
    box.press_sequentially("tem")
    stage.passes(100)
    _find(stage, query="tem", found=[FIND])
    box.press("Enter")
    said, choice = stage.sent()
    assert (choice["id"], choice["chosen"]) == ("right-temple", True)
    assert choice["number"] > said["number"]
    _find(stage, taken=said["number"])  # an answer to something older
    assert box.input_value() == "tem"
    _find(stage, taken=choice["number"])
    assert box.input_value() == ""
    box.press_sequentially("heel")
    _find(stage, taken=choice["number"])  # the same answer in a later run
    assert box.input_value() == "heel"


def test_a_side_that_nobody_named_is_not_taken_by_enter(stage: Stage) -> None:
    _find(stage)
    box = stage.page.locator("#find")
    box.press_sequentially("tennis elbow")
    _find(stage, query="tennis elbow", found=[{**FIND, "sure": False}])
    box.press("Enter")
    assert [one for one in stage.sent() if one.get("id")] == []
    box.press("ArrowDown")
    box.press("Enter")
    assert stage.sent()[-1]["id"] == "right-temple"


def test_an_answer_to_older_words_is_not_listed(stage: Stage) -> None:
    _find(stage)
    stage.page.locator("#find").press_sequentially("heel")
    _find(stage, query="hee", found=[FIND])
    assert stage.page.locator("#found li").count() == 0


# --- the hand-out


def test_a_hand_out_is_asked_for_once_and_waited_for(stage: Stage) -> None:
    data: dict[str, Any] = {"words": WORDS, "longest": 500, "name": "hand-out.pdf", "patient": 1}
    stage.run("handout_box/handout_box.js", "box", **data)
    stage.page.locator("#notes").fill("Heat.")
    button = stage.page.locator("#box button")
    button.click()
    button.click()
    (wanted,) = stage.sent()
    assert wanted["notes"] == "Heat."
    status = stage.page.locator("#box [role=status]")
    stage.run("handout_box/handout_box.js", "box", **data, number=wanted["number"] - 1, pdf="JVBERg==")
    stage.run("handout_box/handout_box.js", "box", **data)
    assert status.inner_text() == "Making"
    with stage.page.expect_download() as download:
        stage.run("handout_box/handout_box.js", "box", **data, number=wanted["number"], pdf="JVBERg==")
    assert download.value.suggested_filename == "hand-out.pdf"
    assert status.inner_text() == "Made"
    button.click()
    assert len(stage.sent()) == 2


def test_a_hand_out_that_cannot_be_made_is_told_and_the_notes_stay(stage: Stage) -> None:
    data: dict[str, Any] = {"words": WORDS, "longest": 500, "name": "hand-out.pdf", "patient": 1}
    stage.run("handout_box/handout_box.js", "box", **data)
    stage.page.locator("#notes").fill("Heat.")
    stage.page.locator("#box button").click()
    (wanted,) = stage.sent()
    stage.run("handout_box/handout_box.js", "box", **data, number=wanted["number"], failed="No page.")
    assert stage.page.locator("#box [role=status]").inner_text() == "No page."
    assert stage.page.locator("#notes").input_value() == "Heat."
    stage.run("handout_box/handout_box.js", "box", **{**data, "patient": 2})
    assert stage.page.locator("#notes").input_value() == ""


HAND_OUT: Final[dict[str, Any]] = {"words": WORDS, "longest": 500, "name": "hand-out.pdf", "patient": 3}


def _asked_for_a_hand_out(stage: Stage, element: str = "box") -> dict[str, Any]:
    stage.run("handout_box/handout_box.js", element, **HAND_OUT)
    stage.page.locator("#notes").fill("Heat.")
    stage.page.locator(f"#{element} button").click()
    wanted: dict[str, Any] = stage.sent()[-1]
    return wanted


def test_a_hand_out_without_an_answer_is_asked_for_again_and_then_given_up(stage: Stage) -> None:
    """The line dropped between press and answer: the button waited for ever."""
    wanted = _asked_for_a_hand_out(stage)
    stage.passes(RESEND_MS + 1)
    assert stage.sent() == [wanted, wanted]
    stage.passes(2 * RESEND_MS)
    assert stage.page.locator("#box [role=status]").inner_text() == "Lost"
    assert stage.page.locator("#notes").input_value() == "Heat."
    stage.page.locator("#box button").click()
    assert len({one["number"] for one in stage.sent()}) == 2
    with stage.page.expect_download():
        stage.run("handout_box/handout_box.js", "box", **HAND_OUT, number=stage.sent()[-1]["number"], pdf="JVBERg==")
    assert stage.page.locator("#box [role=status]").inner_text() == "Made"


def test_a_box_that_is_mounted_anew_goes_on_waiting_for_its_hand_out(stage: Stage) -> None:
    """The server was started anew: its new session knows of no patient yet, and the notes are this one's."""
    wanted = _asked_for_a_hand_out(stage)
    stage.page.evaluate("document.getElementById('box').replaceChildren()")
    stage.run("handout_box/handout_box.js", "other", **{**HAND_OUT, "patient": 0})
    assert stage.sent() == [wanted, wanted]
    assert stage.page.locator("#other [role=status]").inner_text() == "Making"
    assert stage.page.locator("#notes").input_value() == "Heat."
    stage.run("handout_box/handout_box.js", "other", **{**HAND_OUT, "patient": 1})
    assert stage.page.locator("#notes").input_value() == ""


def test_a_hand_out_of_other_muscles_is_not_saved_unasked(stage: Stage) -> None:
    wanted = _asked_for_a_hand_out(stage)
    stage.page.evaluate("document.getElementById('box').replaceChildren()")
    stage.run("handout_box/handout_box.js", "other", **{**HAND_OUT, "name": "another.pdf"})
    stage.passes(5 * RESEND_MS)
    assert stage.sent() == [wanted]


# --- what else asks the server


def test_a_choice_without_an_answer_is_sent_again_and_then_told(stage: Stage) -> None:
    _find(stage)
    box = stage.page.locator("#find")
    box.press_sequentially("tem")
    box.press("Enter")
    (choice,) = stage.sent()
    stage.passes(RESEND_MS + 1)
    assert stage.sent() == [choice, choice]
    stage.passes(2 * RESEND_MS)
    assert stage.page.locator("#box [role=status]").inner_text() == "No answer"
    assert box.input_value() == "tem"


def test_newer_words_take_the_place_of_older_ones_and_of_no_choice(stage: Stage) -> None:
    _find(stage)
    box = stage.page.locator("#find")
    box.press_sequentially("tem")
    box.press("Enter")
    box.fill("heel")
    stage.passes(100)
    box.fill("heels")
    stage.passes(100)
    (choice,) = stage.sent()
    _find(stage, had=choice["number"], taken=choice["number"])
    box.fill("knee")
    stage.passes(100)
    assert [said["text"] for said in stage.sent()][-1] == "knee"
    stage.passes(RESEND_MS)
    assert [said["text"] for said in stage.sent()].count("tem") == 1


LANGUAGES: Final = {"current": "en", "label": "Language", "kiosk": False}


def test_a_language_is_asked_for_until_the_server_has_it(stage: Stage) -> None:
    offered = [{"code": "en", "name": "English"}, {"code": "es", "name": "Español"}]
    stage.run("language_switch/language_switch.js", "box", **LANGUAGES, languages=offered, had=0)
    stage.page.get_by_role("button", name="Español").click()
    stage.passes(RESEND_MS + 1)
    first, again = stage.sent()
    assert first == again and first["code"] == "es"
    stage.run("language_switch/language_switch.js", "box", **LANGUAGES, languages=offered, had=first["number"])
    stage.passes(5 * RESEND_MS)
    assert len(stage.sent()) == 2


# --- the sign that stopped a visit

STORED: Final = "({ ...sessionStorage })"
SIGN: Final[dict[str, Any]] = {"key": "kept_sign", "stopped": "", "knows": False, "tablet": False, "had": 0}
HELP: Final = """document.body.insertAdjacentHTML('beforeend',
  '<section class="rp-stop"><a href="tel:911">Call 911</a></section>')"""


def _sign(stage: Stage, **data: Any) -> None:
    stage.run("kept_sign/kept_sign.js", "other", **{**SIGN, **data})


def test_a_new_session_is_given_the_sign_that_stopped_the_visit(stage: Stage) -> None:
    _sign(stage)
    assert stage.sent() == []
    _sign(stage, stopped="chest_pain", knows=True)
    assert stage.page.evaluate(STORED) == {"referral.sign": "chest_pain"}
    _sign(stage)
    stage.passes(RESEND_MS + 1)
    assert [kept["sign"] for kept in stage.sent()] == ["chest_pain"] * 2
    _sign(stage, stopped="chest_pain", knows=True, had=stage.sent()[0]["number"])
    stage.passes(5 * RESEND_MS)
    assert len(stage.sent()) == 2


def test_the_page_that_says_to_get_help_stays_meanwhile(stage: Stage) -> None:
    stage.page.evaluate(HELP)
    _sign(stage, stopped="chest_pain", knows=True)
    _sign(stage)
    stage.page.evaluate("document.querySelector('body > .rp-stop').remove()")
    call = stage.page.get_by_role("link", name="Call 911")
    assert call.get_attribute("href") == "tel:911" and call.is_visible()
    _sign(stage, stopped="chest_pain", knows=True, had=stage.sent()[0]["number"])
    stage.passes(100)
    assert call.count() == 1  # until the page itself is there
    stage.page.evaluate(HELP)
    stage.passes(100)
    assert stage.page.locator(".rp-stop-over").count() == 0
    assert call.count() == 1


def test_a_sign_that_was_left_is_forgotten(stage: Stage) -> None:
    _sign(stage, stopped="chest_pain", knows=True)
    _sign(stage, knows=True)  # back by the page's own way
    assert stage.page.evaluate(STORED) == {}
    _sign(stage)
    assert stage.sent() == []


def test_a_tablet_stores_no_sign_and_keeps_it_until_it_is_loaded_anew(stage: Stage) -> None:
    _sign(stage, stopped="chest_pain", knows=True, tablet=True)
    assert stage.page.evaluate(STORED) == {}
    _sign(stage, tablet=True)
    assert [kept["sign"] for kept in stage.sent()] == ["chest_pain"]
    stage.page.reload()
    _sign(stage, tablet=True)
    assert stage.sent() == []


# --- the tablet

PICTURES: Final = {
    "width": 10,
    "height": 10,
    "base": "",
    "slides": [{"usual": "", "some": "", "muscles": "", "marks": ""}],
}
LANGUAGE: Final = {"code": "en", "name": "English", "title": "Where?", "text": "Pain.", "button": "Touch to begin"}
TABLET: Final[dict[str, Any]] = {
    "home": "/pain/?display=kiosk",
    "health": "/pain/_stcore/health",
    "had": 0,
    "idle": 60,
    "warning": 20,
    "languages": [LANGUAGE],
    "current": 0,
    "words": {"over": "Start over", "warning": {"title": "There?", "text": "{seconds}", "button": "Here"}},
}


def test_a_tablet_waits_for_its_server_behind_the_opening_picture(stage: Stage) -> None:
    """It went to the root of the host, and ended on the browser's own page where no server answered."""
    page, asked = stage.page, []

    def health(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 3:
            route.fulfill(body="ok")
        elif len(asked) > 1:
            route.fulfill(status=502)
        else:
            route.abort()

    page.route(f"{HOST}/pain/_stcore/health", health)
    page.evaluate("history.replaceState({}, '', '/pain/consult?area=right-temple')")
    stage.run("tablet/tablet.js", "box", **TABLET, opening=PICTURES)
    page.locator(".over").click()
    opening = page.locator("dialog.opening[open]")
    for tries in (1, 2, 3):
        for _ in range(100):
            if len(asked) >= tries:
                break
            page.wait_for_timeout(20)
        assert opening.is_visible() and "Where?" in opening.inner_text()
        page.mouse.click(200, 200)
        page.keyboard.press("Escape")
        assert opening.is_visible()
        assert page.url.endswith("/pain/consult?area=right-temple")
        page.wait_for_timeout(50)  # the answer comes to the script
        if tries == 2:  # a session of the server that was started anew mounts the tablet once more
            page.evaluate("document.getElementById('box').replaceChildren()")
            stage.run("tablet/tablet.js", "taps", **TABLET, opening=None)
            assert opening.is_visible()
        stage.passes(1100)
    page.wait_for_url(f"{HOST}/pain/?display=kiosk")
