"""What a browser may load and run for a page of ours: the Content-Security-Policy.

    content_policy(scripts, sites) -> header    `scripts`: the inline scripts that may run, by the hash of their text;
                                                `sites`: who may show the page in a frame
    inline_scripts(html) -> hashes              those of a page as it is served

No inline script runs but those that stood in the page when it left the server: whatever finds its way into a page
later, from a link or a table, is not run. Nothing needs eval.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from html.parser import HTMLParser
from typing import Final

# Streamlit styles with inline <style>, loads the two lines that stand for a component's script from a blob: address,
# which only a script that runs already can make, and shows small pictures as data:. 'self' covers the web socket of
# the same host. Nothing else may be loaded or framed.
_SCRIPTS: Final = "script-src"
_FRAMES: Final = "frame-ancestors"
_RULES: Final = {
    "default-src": "'self'",
    _SCRIPTS: "'self' blob:",
    "script-src-attr": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    _FRAMES: "'self'",
}


@cache
def content_policy(scripts: tuple[str, ...] = (), sites: tuple[str, ...] = ()) -> str:
    """Return the header's value for an answer; of an answer that is no page, without any inline script."""
    further = {_SCRIPTS: [f"'{one}'" for one in scripts], _FRAMES: sites}
    return "; ".join(" ".join((name, value, *further.get(name, ()))) for name, value in _RULES.items())


def inline_scripts(html: str) -> tuple[str, ...]:
    """Return the hash of each script that stands in a page, such as sha256-…, each once."""
    reader = _Scripts()
    reader.feed(html)
    reader.close()
    return tuple(dict.fromkeys(_hash_of(text) for text in reader.found))


def _hash_of(text: str) -> str:
    """As browsers take it: of the text with plain line ends (HTML, 13.2.3.5)."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"sha256-{b64encode(hashlib.sha256(plain.encode()).digest()).decode('ascii')}"


class _Scripts(HTMLParser):
    """Collects the text of scripts without an address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data
