"""The page that a patient takes home: the picture on the screen, the muscle in plain words, what may help.

What a therapist types goes into the page and nowhere else. The layout is paper/assets/handout.typ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from referral.answers.red_flags import signs_for, whole_body
from referral.clinic.model import Clinic
from referral.drawing.scene import with_styles
from referral.drawing.scene_parts import Scene
from referral.drawing.styles import Style, css
from referral.drawing.svg import printable_svg
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, by_muscle
from referral.model.rows import EVERY, Advice, Area, Zone
from referral.model.sign_rows import MOST_LINES, RedFlag, Urgency
from referral.model.texts import Texts
from referral.paper.typesetting import pdf, qr_svg
from referral.sentences.pattern_words import EDUCATION, MIRRORED, before_needling, in_words
from referral.words.languages import N_, Language
from referral.words.text import capitalised, uncapitalised

TEMPLATE: Final = "handout.typ"
LONGEST_NOTES: Final = 2000
"""Characters of typed notes. About eight lines stand on the page and leave room for the pen; more go overleaf."""

MOST_ADVICE: Final = 5
"""Lines of self-care: more are not done at home."""

HEADINGS: Final[dict[Urgency, str]] = {
    "emergency": N_("Get help now ({number} or an emergency room) if:"),
    "same_day": N_("See a doctor the same day if:"),
    "days": N_("See a doctor within days if:"),
}
FELT: Final[tuple[tuple[Zone, str], ...]] = (
    ("essential", N_("felt by nearly everyone")),
    ("spillover", N_("felt by some")),
)
LEGEND: Final = (("chosen", N_("where you feel it")), ("shared", N_("reached by each of them")))


@dataclass(frozen=True)
class HandOut:
    """All that is on the page. `signs`: warning signs, most urgent first; `link`: the view that the QR code opens."""

    clinic: Clinic
    scene: Scene
    patterns: tuple[Pattern, ...]
    advice: tuple[Advice, ...]
    signs: tuple[RedFlag, ...]
    notes: str
    link: str
    day: date


def advice_for(dataset: Dataset, muscle_ids: Iterable[str]) -> tuple[Advice, ...]:
    """Return the lines of self-care that fit any of these muscles: those for few muscles first, in file order."""
    muscles = [dataset.muscles[muscle_id] for muscle_id in muscle_ids]
    fitting = [line for line in dataset.advice.values() if any(line.fits(muscle) for muscle in muscles)]
    return tuple(sorted(fitting, key=lambda line: (not line.muscles, line.body_parts == (EVERY,))))


def signs_for_page(dataset: Dataset, areas: Sequence[Area], patterns: Iterable[Pattern]) -> tuple[RedFlag, ...]:
    """Return the warning signs of the whole body, and the first MOST_LINES for the chosen areas, else for where the
    pain is usually felt."""
    usual = [area for one in patterns for area, zone in one.zones.items() if zone == "essential"]
    return (*whole_body(dataset), *signs_for(dataset, areas or usual)[:MOST_LINES])


def file_name(patterns: Iterable[Pattern]) -> str:
    """Return a name for the file that says what it is about, not whom it is for."""
    muscles = "-".join(dict.fromkeys(pattern.muscle_id for pattern in patterns)) or "body-map"
    return f"{re.sub(r'[^a-z0-9-]+', '-', muscles)}.pdf"


def handout_pdf(texts: Texts, handout: HandOut) -> bytes:
    """Return the page as a tagged PDF. OSError when a picture of the body cannot be read."""
    return pdf(TEMPLATE, content(texts, handout))


def content(texts: Texts, handout: HandOut) -> dict[str, Any]:
    """Return all words and pictures of the page, as its template takes them."""
    clinic, scene, language = handout.clinic, handout.scene, texts.language
    t = language.gettext
    styles = {pattern.muscle_id: style for pattern, style in with_styles(handout.patterns)}
    muscles = [_muscle(texts, sides, styles[muscle]) for muscle, sides in by_muscle(handout.patterns).items()]
    advice = [texts.advice[line.advice_id] for line in handout.advice]
    names = language.listed(muscle["name"] for muscle in muscles)
    return {
        "paper": {"letter": "us-letter", "a4": "a4"}[clinic.paper],
        "language": language.code,
        "accent": clinic.light.accent,
        "clinic": {"name": clinic.name, "city": clinic.city, "phone": clinic.phone, "tel": clinic.tel},
        "date": language.day(handout.day),
        "title": names or t("Body map"),
        "lead": t("A sore spot in a muscle, a trigger point, often sends pain elsewhere."),
        "figure": {
            "svg": printable_svg(scene),
            "ratio": scene.width_mm / scene.height_mm,
            "alt": " ".join(in_words(texts, pattern) for pattern in handout.patterns) or t("Body map."),
            "caption": t("Right and left are your own."),
            "legend": _legend(scene, handout.patterns, language),
        },
        "muscles": muscles,
        "advice": {
            "heading": t("What may help at home"),
            "lines": [{"text": line.text, "caution": line.caution} for line in advice],
            "sources_heading": t("Sources: "),
            "sources": [short_citation(texts.dataset, line) for line in handout.advice],
        },
        "safety": {
            "heading": t("When not to wait"),
            "groups": _signs(texts, handout.signs, clinic.emergency_number),
            "needling": before_needling(language),
        },
        "notes": {
            "heading": t("Notes"),
            "text": re.sub(r"\n{3,}", "\n\n", handout.notes.strip()[:LONGEST_NOTES]),
            "overleaf": t("The notes are on the next page."),
        },
        "qr": {
            "svg": qr_svg(handout.link),
            "link": handout.link,
            "caption": t("See this picture on your phone"),
            "alt": t("QR code of {link}", link=handout.link),
        },
        "booking": {"text": t("Your next appointment:"), "call": t("Call {phone}", phone=clinic.phone)},
        "education": t(EDUCATION),
    }


def _muscle(texts: Texts, patterns: Sequence[Pattern], style: Style) -> dict[str, Any]:
    """Return what is told of one muscle, by its pattern on one side or on both."""
    muscle, t = texts.muscles[patterns[0].muscle_id], texts.language.gettext
    right = t("right side") if patterns[0].side == "right" else t("left side")
    side = t("both sides") if len(patterns) > 1 else right
    found = [texts.trigger_points[point] for point, _ in patterns[0].points]
    points = "; ".join(f"{point.label}: {uncapitalised(point.location)}" for point in found)
    return {
        "letter": style.letter,
        "colour": style.line,
        "name": capitalised(muscle.common_name),
        "latin": f"{muscle.name}, {side}",
        "pain": " ".join([in_words(texts, patterns[0]), *([t(MIRRORED)] if len(patterns) > 1 else [])]),
        "points": "" if style.letter else points,  # of several muscles the picture tells: there must be room to read
        "told": [[t("Where it is"), muscle.where_it_is], [t("What often strains it"), muscle.often_strained_by]],
        "points_heading": t("Trigger points (X)"),
        "pain_heading": t("Where its pain is felt"),
    }


def _legend(scene: Scene, patterns: Sequence[Pattern], language: Language) -> list[dict[str, str]]:
    """Return what the marks of the picture mean, with the texture of each muscle."""
    styles = list(dict.fromkeys(style for _, style in with_styles(patterns)))
    entries = []
    for style in styles:
        colour, letter = css(style.pain), style.letter
        for zone, message in FELT:
            words = language.gettext(message)
            text = f"{letter}: {words}" if letter else words
            entries.append({"kind": zone, "texture": style.texture, "colour": colour, "text": text})
    shown = {shape.name: shape.line for shape in scene.shapes}
    entries += [
        {"kind": name, "texture": "", "colour": shown[name], "text": language.gettext(message)}
        for name, message in LEGEND
        if name in shown
    ]
    return entries


def _signs(texts: Texts, signs: Iterable[RedFlag], number: str) -> list[dict[str, Any]]:
    groups: dict[Urgency, list[str]] = {}
    for sign in signs:
        groups.setdefault(sign.urgency, []).append(texts.red_flags[sign.flag_id].statement)
    return [
        {"heading": texts.language.gettext(HEADINGS[urgency], number=number), "lines": lines}
        for urgency, lines in groups.items()
    ]


def short_citation(dataset: Dataset, line: Advice) -> str:
    """Return the source of a line of advice, short: its author or publisher, and title."""
    return dataset.sources[line.source_id].citation.split(". Read ")[0].rstrip(".")
