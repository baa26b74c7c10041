"""How a place is called: one template a region, in each language, for chips, lists and sentences.

``[the] front of {your} {side} shoulder``, ``[la] parte delantera del hombro {side}``, ``devan zepòl {side}``:

- ``{side}`` becomes right or left. Where the word agrees with its noun there are three further forms: ``{side_f}``
  feminine, ``{sides}`` plural, ``{sides_f}`` feminine plural. Without a side it goes, and with it what stands in round
  brackets around it: ``([the] {side} side of) {your} jaw``.
- What stands in square brackets is for sentences: "the front of the right shoulder"; a chip says "front of the right
  shoulder".
- ``{your}``, in English, becomes "your" where a sentence speaks to the person who chose the place, else "the".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from referral.model.rows import Side
from referral.words.languages import N_, Language

Form = Literal["label", "the", "your"]
"""Where the name stands: alone, in a sentence, or in a sentence that speaks to whoever chose the place."""

YOUR: Final = "{your}"
SIDE: Final = "{side}"
AGREEING: Final = (SIDE, "{side_f}", "{sides}", "{sides_f}")
"""The forms of the side that a language may need; the context in which each is translated."""

SIDE_WORDS: Final[Mapping[Side, tuple[str, ...]]] = MappingProxyType(
    {
        "right": (N_("right", "{side}"), N_("right", "{side_f}"), N_("right", "{sides}"), N_("right", "{sides_f}")),
        "left": (N_("left", "{side}"), N_("left", "{side_f}"), N_("left", "{sides}"), N_("left", "{sides_f}")),
    }
)

NAME: Final = re.compile(r"\{[^{}]*\}")
WITH_SIDE: Final = re.compile(r"\(([^()]*\{sides?(?:_f)?\}[^()]*)\)")
IN_SENTENCES: Final = re.compile(r"\[([^\[\]]*)\]")


@lru_cache(maxsize=8192)
def said(template: str, language: Language, side: Side | None, form: Form) -> str:
    """Return a place's name: ``right temple``, ``the right temple``, ``your right temple``; without a side
    ``temple``."""
    text = WITH_SIDE.sub(r"\1" if side else "", template)
    for slot, word in zip(AGREEING, SIDE_WORDS[side or "right"], strict=True):
        if slot in text:
            text = text.replace(slot, language.pgettext(slot, word) if side else "")
    text = text.replace(YOUR, "your" if form == "your" else "the")
    return " ".join(IN_SENTENCES.sub("" if form == "label" else r"\1", text).split())


def without_side_word(template: str) -> str:
    """Return what is left of a name when the word for its side is taken out, as somebody types it:
    ``side of the jaw``."""
    text = WITH_SIDE.sub(r"\1", template)
    for slot in AGREEING:
        text = text.replace(slot, "")
    return " ".join(IN_SENTENCES.sub("", text.replace(YOUR, "the")).split())


def is_sound(translation: str, source: str) -> bool:
    """Whether a translated template has its side once where its source has it, and no name that nothing fills in."""
    names = [name for name in NAME.findall(translation) if name != YOUR]
    return set(names) <= {*AGREEING} and len(names) == (SIDE in source) and not any(_unbalanced(translation))


def wrong_in(template: str, *, sided: bool) -> Iterator[str]:
    """Yield what is wrong with a template of a table, with the remedy; `sided`: the region is on both sides."""
    names = NAME.findall(template)
    unknown = sorted(set(names) - {SIDE, YOUR})
    if unknown:
        yield f"{', '.join(unknown)}: nothing fills that in; only {SIDE} and {YOUR} are known"
    if sided and names.count(SIDE) != 1:
        how = "no {side}" if SIDE not in names else "more than one {side}"
        yield f"{how}, but the region is on both sides: write {SIDE} once, where right or left belongs"
    if not sided and SIDE in names:
        yield f"{SIDE}, but the region is on the midline: take it away"
    yield from _unbalanced(template)


def _unbalanced(template: str) -> Iterator[str]:
    """Yield what is wrong with the brackets of a template."""
    without = NAME.sub("", template)
    if "{" in without or "}" in without:
        yield "a curly bracket is alone: write {side} or {your} in full"
    without = IN_SENTENCES.sub("", without)
    if "[" in without or "]" in without:
        yield "a square bracket is alone: write [the] around what stands only in sentences"
