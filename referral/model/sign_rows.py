"""The rows of warning signs: what is asked before any muscle is shown, of whom, and what a yes leads to.

Made as those of ``rows`` are.
"""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from referral.model.columns import ID, PLAINEST, Column, Members, Words

Urgency = Literal["emergency", "same_day", "days"]
Asked = Literal["whole_body", "area", "words"]
Concerns = Literal["person", "place"]
AskedSide = Literal["any", "right", "left"]

MOST_LINES: Final = 5
"""Warning signs of areas on one screen, and of one region in the table: more are tapped away unread."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A row is a warning sign that is asked before any muscle is shown, and what a yes leads to."""

    flag_id: Annotated[str, Column("Id of the sign.", key=True, pattern=ID)]
    condition: Annotated[
        str,
        Column(
            "What the sign may point to, for the clinician who reads the table; patients do not see it.",
            translated=True,
        ),
    ]
    statement: Annotated[
        str, Column("The sign, as a patient would say it: one idea, answered with yes or no.", grade=PLAINEST)
    ]
    asked: Annotated[
        Asked,
        Column(
            "whole_body: once a visit, of everybody. area: when one of its regions is chosen. words: "
            "never; only people who type its words meet it (help_words.csv)."
        ),
    ]
    about: Annotated[
        str,
        Column(
            "Id of about_you.csv: asked only of people who ticked this; empty: of everybody.", pattern=ID, optional=True
        ),
    ]
    regions: Annotated[
        Members,
        Column(
            "Where it is asked, separated by semicolons: ids of regions, all hand (every region of that "
            "body part), or all. Empty unless asked is area.",
            optional=True,
        ),
    ]
    side: Annotated[AskedSide, Column("The side on which it is asked; any: on both.")]
    concerns: Annotated[
        Concerns,
        Column(
            "person: a no holds for the visit (a fever). place: a no holds for the area that hurts (it is"
            " hot there), and each further area asks again."
        ),
    ]
    urgency: Annotated[Urgency, Column("emergency: help now. same_day: a doctor today. days: a doctor within days.")]
    advice: Annotated[str, Column("What to do.", grade=PLAINEST)]
    why: Annotated[str, Column("Why, in one sentence.", grade=PLAINEST)]
    tell: Annotated[str, Column("What to tell those who help.", grade=PLAINEST)]
    source_id: Annotated[str, Column("The authority that states it.", of="sources", pattern=ID)]
    locator: Annotated[str, Column("Where in that work; further works.")]


@dataclass(frozen=True, slots=True)
class AboutYou:
    """A row is something that may be true of a person and changes which signs are asked; ticking it stops nobody."""

    about_id: Annotated[str, Column("Id of the thing.", key=True, pattern=ID)]
    statement: Annotated[str, Column("The thing, in a few words that can be ticked.", longest=48, grade=PLAINEST)]


@dataclass(frozen=True, slots=True)
class HelpWords:
    """A row says what people type into a search box, in one language, when they mean an emergency; they are shown the
    page of that warning sign."""

    flag_id: Annotated[str, Column("The warning sign.", key=True, of="red_flags", pattern=ID)]
    language: Annotated[str, Column("Code of the language of the words.", key=True, pattern="[a-z]{2,3}")]
    words: Annotated[
        Words, Column("Words or phrases, separated by semicolons; of a phrase all words must be typed, in its order.")
    ]
