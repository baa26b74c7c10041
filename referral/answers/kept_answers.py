"""What a visit has answered, as a text that its page keeps for a server that is started anew under it.

    written(answers, now_s) -> str      empty as long as "none of these" was not said
    read(text, now_s) -> Answers        of a text that is old, or not ours: nothing was answered

``{"at": 1764460800, "about": ["pregnant"], "no": {"right-temple": ["stroke", "fever"], "": ["cancer"]}}``: when it was
written, s since 1970, since another person may sit before a page that was left open; each line with its area, so that a
dataset that asks more asks what is new.
"""

from __future__ import annotations

import json
from typing import Any, Final

from referral.answers.red_flags import Answers
from referral.model.rows import Area

LONGEST: Final = 10_000
"""Characters of a text that is read. Eight areas with every line that may be asked of each take fewer."""

HOLDS_S: Final = 15 * 60
"""So long a text answers for whoever sits before the page. A server is started anew in seconds."""


def written(answers: Answers, now_s: int) -> str:
    """Return the text, the same for the same answers and time (s since 1970)."""
    if not answers.whole_body:
        return ""
    lines: dict[str, list[str]] = {}
    for area_id, flag_id in sorted((area.area_id if area else "", flag_id) for flag_id, area in answers.no):
        lines.setdefault(area_id, []).append(flag_id)
    return json.dumps({"at": now_s, "about": sorted(answers.about), "no": lines}, separators=(",", ":"))


def read(text: str, now_s: int) -> Answers:
    """Return what was answered. Anyone can send anything; what names no line or area of the dataset answers none."""
    try:
        told: Any = json.loads(text) if len(text) <= LONGEST else None
        if not 0 <= now_s - told["at"] <= HOLDS_S:
            return Answers()
        return Answers(
            whole_body=True,
            about=frozenset(_texts(told["about"])),
            no=frozenset(
                (flag_id, Area.of(area_id) if area_id else None)
                for area_id, flag_ids in told["no"].items()
                for flag_id in _texts(flag_ids)
            ),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Answers()


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError(f"no list of texts: {value!r:.40}")
    return value
