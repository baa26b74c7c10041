"""What checks ask of a window of any engine. Whatever can be is asked of the page by a script, so that an engine has
little to offer: the methods that are abstract."""

from __future__ import annotations

import io
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from PIL import Image

from tools.browsing import SETTLED

Hand = Literal["mouse", "touch"]

WIDTH: Final = 1440
HEIGHT: Final = 900
SLOW_S: Final = 30
"""How long an answer may take on a busy machine."""
LOOK_AGAIN_S: Final = 0.1

#: all(selector, words): what is seen of it and says these words, in the open shadow roots too.
ALL: Final = """
const under = (root) => [...root.querySelectorAll("*")].flatMap((e) => e.shadowRoot ? inAll(e.shadowRoot) : [])
const inAll = (root) => [root, ...under(root)]
const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility === "visible"
const all = (selector, words = "") => inAll(document).flatMap((root) => [...root.querySelectorAll(selector)])
  .filter((e) => seen(e) && (e.innerText ?? e.textContent).includes(words))
"""
#: Where the middle of the first is, brought into sight; null where there is none, or while something lies over it.
MIDDLE: Final = """(selector, words) => {
  const [found] = all(selector, words)
  if (!found) return null
  const at = () => { const b = found.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2] }
  let [x, y] = at()
  if (y < 20 || y > innerHeight - 20) { found.scrollIntoView({ block: "center", behavior: "instant" }); [x, y] = at() }
  let top = document.elementFromPoint(x, y)
  while (top?.shadowRoot?.elementFromPoint(x, y) && top !== top.shadowRoot.elementFromPoint(x, y)) {
    top = top.shadowRoot.elementFromPoint(x, y)
  }
  return top && (found.contains(top) || top.contains(found)) ? [x, y] : null
}"""
COMPLETE: Final = f"() => all('.rp-footer').length > 0 && {SETTLED}"
FAULTS: Final = """() => all('[data-testid="stAlertContainer"], [data-testid="stException"]').map((e) => e.innerText)"""
#: A key that has no letter, as WebDriver writes it.
KEYS: Final = {"Enter": "\ue007", "Escape": "\ue00c", "Control": "\ue009", "ArrowRight": "\ue014"}


class PageLeftError(Exception):
    """The page went while it was asked something: another one comes."""


class Window(ABC):
    """One window of WIDTH x HEIGHT pixels, with a mouse and a finger."""

    def __init__(self, saved: Path) -> None:
        self.saved = saved
        """The folder into which files are saved."""

    # --- what an engine offers

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address."""

    @abstractmethod
    def run(self, script: str, arguments: list[Any]) -> Any:
        """What the body of a function returns in the page; its arguments are `arguments`. May raise PageLeftError."""

    @abstractmethod
    def tap_at(self, x: float, y: float, hand: Hand = "mouse") -> None:
        """One click or touch at a place of the window."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Keys, named as in KEYS or by their letter; all but the last are held down."""

    @abstractmethod
    def type(self, words: str) -> None:
        """Letters, one key after the other."""

    @abstractmethod
    def png(self) -> bytes:
        """What is seen."""

    def collect(self) -> None:  # noqa: B027 (most engines have nothing to do)
        """Have what was saved meanwhile lie in `saved`, where the engine does not do so itself."""

    @abstractmethod
    def reload(self) -> None: ...

    @abstractmethod
    def back(self) -> None: ...

    # --- what follows from it

    def js(self, function: str, *arguments: Any) -> Any:
        """What a function of JavaScript returns in the page; it may use `all(selector, words)`."""
        return self.run(f"{ALL} return ({function})(...arguments)", list(arguments))

    def wait(self, function: str, *arguments: Any, seconds: float = SLOW_S) -> Any:
        """Until a function returns something that is true; gives it."""
        end = time.monotonic() + seconds
        while True:
            with suppress(PageLeftError):
                if told := self.js(function, *arguments):
                    return told
            if time.monotonic() > end:
                pytest.fail(
                    f"not within {seconds} s: {function} {arguments}; the page says:\n{self.text('body')[:1500]}"
                )
            time.sleep(LOOK_AGAIN_S)

    def settled(self) -> None:
        """Until the page is complete: no script runs, no element is to come; it shows no fault."""
        self.wait(COMPLETE)
        assert self.js(FAULTS) == []

    def shown(self, selector: str, words: str = "") -> None:
        """Until something of this is seen."""
        self.wait("(...wanted) => all(...wanted).length > 0", selector, words)

    def gone(self, selector: str, words: str = "") -> None:
        """Until nothing of this is seen."""
        self.wait("(...wanted) => all(...wanted).length === 0", selector, words)

    def tap(self, selector: str, words: str = "", hand: Hand = "mouse") -> None:
        """One tap on the middle of the first that is seen, once it lies still."""
        before: Any = None
        end = time.monotonic() + SLOW_S
        while (now := self.js(MIDDLE, selector, words)) is None or now != before:
            assert time.monotonic() < end, f"nothing to tap: {selector} {words}"
            before = now
            time.sleep(LOOK_AGAIN_S)
        x, y = now
        self.tap_at(x, y, hand)

    def text(self, selector: str) -> str:
        """The words of all that fit, a line each."""
        told: str = self.js("(wanted) => all(wanted).map((e) => e.innerText ?? e.textContent).join('\\n')", selector)
        return told

    def picture(self) -> Image.Image:
        return Image.open(io.BytesIO(self.png())).convert("RGB")

    def file(self, ending: str) -> bytes:
        """The one file with this ending that was saved, once it is whole; it is taken away."""
        end = time.monotonic() + SLOW_S
        size = -1
        while True:
            self.collect()
            found = [file for file in self.saved.iterdir() if file.name.endswith(ending)]
            if found and found[0].stat().st_size == size > 0:
                told = found[0].read_bytes()
                found[0].unlink()
                return told
            size = found[0].stat().st_size if found else -1
            assert time.monotonic() < end, f"no {ending} was saved, but {[file.name for file in self.saved.iterdir()]}"
            time.sleep(LOOK_AGAIN_S)
