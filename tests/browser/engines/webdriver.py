"""A window by the commands of W3C WebDriver, however they reach the browser."""

from __future__ import annotations

import base64
from abc import abstractmethod
from typing import Any

from .window import HEIGHT, KEYS, WIDTH, Hand, PageLeftError, Window


class WebDriverWindow(Window):
    @abstractmethod
    def command(self, name: str, **parameters: Any) -> Any:
        """The answer to a command, named as Marionette does: "Navigate". Raises RuntimeError with what is wrong."""

    def open(self, address: str) -> None:
        self.command("Navigate", url=address)

    def run(self, script: str, arguments: list[Any]) -> Any:
        try:
            return self.command("ExecuteScript", script=script, args=arguments)
        except RuntimeError as error:
            if "unloaded" in str(error):
                raise PageLeftError from error
            raise

    def tap_at(self, x: float, y: float, hand: Hand = "mouse") -> None:
        moves = [
            {"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y), "origin": "viewport"},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": hand, "parameters": {"pointerType": hand}, "actions": moves})

    def press(self, *keys: str) -> None:
        signs = [KEYS.get(key, key) for key in keys]
        downs = [{"type": "keyDown", "value": sign} for sign in signs]
        self._act(
            {"type": "key", "id": "keys", "actions": downs + [{"type": "keyUp", "value": s} for s in signs[::-1]]}
        )

    def type(self, words: str) -> None:
        for letter in words:
            self.press(letter)

    def _act(self, source: dict[str, Any]) -> None:
        self.command("PerformActions", actions=[source])

    def png(self) -> bytes:
        return base64.b64decode(self.command("TakeScreenshot", full=False))

    def reload(self) -> None:
        self.command("Refresh")

    def back(self) -> None:
        self.command("Back")

    def fit(self) -> None:
        """Have the page WIDTH x HEIGHT; what stands round it takes room of the window."""
        width, height = WIDTH, HEIGHT
        for _ in range(5):
            self.command("SetWindowRect", x=0, y=0, width=width, height=height)
            inner = self.wait("() => innerWidth && [innerWidth, innerHeight]")
            if inner == [WIDTH, HEIGHT]:
                return
            width, height = width + WIDTH - inner[0], height + HEIGHT - inner[1]
        raise RuntimeError(f"the window cannot be made {WIDTH} x {HEIGHT}; it is {inner}")
