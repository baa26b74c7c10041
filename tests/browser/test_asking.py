"""What the components ask the server for, when it does not answer: the scripts by themselves, without a server.

Whatever asks the server asks again, and says when no answer comes; a sign that stops a visit is given back to a server
that was started anew; a tablet waits for its server.
"""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Page, Route

from .stage import HOST, RESEND_MS, WORDS, Stage

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


def test_the_notes_of_one_patient_are_on_no_page_of_the_next(stage: Stage) -> None:
    wanted = _asked_for_a_hand_out(stage)
    stage.page.evaluate("document.getElementById('box').replaceChildren()")
    stage.run("handout_box/handout_box.js", "other", **{**HAND_OUT, "patient": 4})
    stage.passes(5 * RESEND_MS)
    assert stage.sent() == [wanted]
    assert stage.page.locator("#notes").input_value() == ""


# --- the language

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


def test_it_stays_until_nothing_lies_over_the_telephone_any_more(stage: Stage) -> None:
    """A new session draws the list of muscles, which lies over a phone's page, before it is given the sign."""
    stage.page.evaluate(HELP)
    _sign(stage, stopped="chest_pain", knows=True)
    _sign(stage)
    stage.page.evaluate("""document.body.insertAdjacentHTML('beforeend',
      '<div id="list" style="position: fixed; inset: 0; z-index: 9"></div>')""")
    _sign(stage, stopped="chest_pain", knows=True, had=stage.sent()[0]["number"])
    stage.passes(200)
    assert stage.page.locator(".rp-stop-over").count() == 1
    stage.page.evaluate("document.querySelector('#list').remove()")
    stage.passes(100)
    assert stage.page.locator(".rp-stop-over").count() == 0


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


def was_asked(page: Page, asked: list[str], times: int) -> bool:
    """Whether the server was asked so often within two seconds."""
    for _ in range(100):
        if len(asked) >= times:
            return True
        page.wait_for_timeout(20)
    return False


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
        was_asked(page, asked, tries)
        assert opening.is_visible() and "Where?" in opening.inner_text()
        page.mouse.click(200, 200)
        page.keyboard.press("Escape")
        assert opening.is_visible()
        assert page.url.endswith("/pain/consult?area=right-temple")
        if tries == 2:  # a session of the server that was started anew mounts the tablet once more
            page.evaluate("document.getElementById('box').replaceChildren()")
            stage.run("tablet/tablet.js", "taps", **TABLET, opening=None)
            assert opening.is_visible()
        stage.passes(1100)
        while not was_asked(page, asked, tries + 1):  # the answer had not come to the script: it waited for nothing yet
            stage.passes(1100)
    page.wait_for_url(f"{HOST}/pain/?display=kiosk")
