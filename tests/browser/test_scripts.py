"""The components' scripts by themselves, run as Streamlit runs them, under a clock that the test turns: no server.

A tap is sent, repeated until it is acknowledged, and never counted twice; what is typed gets a number, and so does the
choice that empties the box; a hand-out is waited for once. What is asked for and not answered: test_asking.py.
"""

from __future__ import annotations

from typing import Any, Final

import pytest

from .stage import RESEND_MS, WORDS, Stage

TAP: Final = {
    "chart": "map", "key": "map_taps", "answerKey": "map_taps_acknowledged",
    "words": {"map": "Map", "chosen": "{place}, chosen"},
}  # fmt: skip
FIND: Final = {"kind": "area", "id": "right-temple", "name": "Right temple", "hint": "where it hurts", "sure": True}


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
