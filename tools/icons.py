"""The icons that Streamlit's page draws, as a small font: `python -m tools.icons` writes it into static/fonts.

Streamlit's page fetches a font of 4,000 icons (366 KB) on every first visit, and draws a hundred of them at most. This
cuts out those that its scripts name; referral/serving/web.py answers with them. To be called again after an upgrade of
Streamlit; tests/serving/test_web.py says when. Needs fonttools and brotli (requirements-tools.txt).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from streamlit import file_util

from referral.serving.web import ICONS

STATIC: Final = Path(file_util.get_static_dir()) / "static"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789_ "


def named_icons() -> list[str]:
    """The icons that Streamlit's scripts name."""
    texts = (path.read_text(encoding="utf-8") for path in (STATIC / "js").glob("*.js"))
    return sorted({name for text in texts for name in re.findall(r":material/([a-z_0-9]+)", text)})


def main() -> None:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    (whole,) = (STATIC / "media").glob("MaterialSymbols-Rounded.*.woff2")
    font = TTFont(whole)
    known, letters = set(font.getGlyphOrder()), font.getBestCmap()
    names = [name for name in named_icons() if name in known]
    options = Options(layout_closure=False, layout_features=["*"], flavor="woff2", notdef_outline=True)
    cut = Subsetter(options)
    cut.populate(glyphs=[*names, *(letters[ord(letter)] for letter in _LETTERS if ord(letter) in letters)])
    cut.subset(font)
    font.flavor = "woff2"
    font.save(ICONS)
    ICONS.with_suffix(".txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    print(
        f"{ICONS.name}: {len(names)} icons, {ICONS.stat().st_size / 1000:.0f} KB of {whole.stat().st_size / 1000:.0f}"
    )
    print("unknown to the font:", ", ".join(sorted(set(named_icons()) - known)) or "none")


if __name__ == "__main__":
    main()
