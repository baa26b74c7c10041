"""``explain``: the muscles that may explain a pain, best first: by where they send it, and by where they lie."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from referral.commands.shared import OK, areas, command, print_json

if TYPE_CHECKING:
    from referral.answers.ranking import Candidate, Explained
    from referral.answers.under_place import Answer, Lying
    from referral.body.atlas import Atlas
    from referral.model.dataset import Dataset
    from referral.model.texts import Texts


def add(commands: Any) -> None:
    """Tell the parser the command and its arguments."""
    explain = command(commands, "explain", run, "rank the muscles that may explain a pain")
    explain.add_argument("areas", nargs="+", metavar="AREA", help="right-temple, or temple for either side")
    explain.add_argument("--top", type=_positive, metavar="N", help="only the N best muscles")
    explain.add_argument("--json", action="store_true", help="print JSON")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def run(chosen: argparse.Namespace) -> int:
    """Rank the muscles for the areas that are named, and print them."""
    from referral.answers.ranking import rank
    from referral.answers.red_flags import nobody_asks
    from referral.answers.under_place import with_lying
    from referral.data.load import load_dataset
    from referral.model.texts import texts_in
    from referral.words.languages import ENGLISH

    dataset = load_dataset()
    ranking = rank(dataset, nobody_asks(areas(dataset, chosen.areas)))
    # by score; those of them that lie there, too, and so come first on the screen, come first in `here`
    candidates = ranking.candidates[: chosen.top]
    found = with_lying(dataset, _atlas(dataset), ranking)
    if chosen.json:
        print_json(_answer_as_json(dataset, found, candidates, chosen.top))
    else:
        _print_answer(texts_in(dataset, ENGLISH), found, candidates, chosen.top)
    return OK


def _atlas(dataset: "Dataset") -> "Atlas | None":
    """The atlas with the dataset's points; None where there is none: then nothing is known of what lies where."""
    from referral.body.atlas import AtlasError
    from referral.body.atlas_files import load_atlas

    try:
        return load_atlas(trigger_points=dataset.trigger_points.values())
    except AtlasError:
        return None


def _answer_as_json(
    dataset: "Dataset", found: "Answer", candidates: "Iterable[Candidate]", top: int | None
) -> dict[str, Any]:
    from referral.answers.apart import sets_apart

    return {
        "areas": [area.area_id for area in found.areas],
        "muscles": [_candidate_as_json(dataset, candidate) for candidate in candidates],
        "together": list(found.together),
        "here": [
            {"muscle_id": lying.muscle_id, "trigger_points": list(lying.trigger_points)} for lying in found.here[:top]
        ],
        "apart": [
            {"muscle_id": one.muscle_id, "areas": [area.area_id for area in one.places], "stays": one.stays}
            for one in sets_apart(dataset, found).values()
        ][:top],
    }


def _candidate_as_json(dataset: "Dataset", candidate: "Candidate") -> dict[str, Any]:
    return {
        "rank": candidate.rank,
        "muscle_id": candidate.muscle_id,
        "name": dataset.muscles[candidate.muscle_id].name,
        "score": round(candidate.score, 2),
        "explains": [_explained_as_json(part) for part in candidate.explains],
        "unexplained": [area.area_id for area in candidate.unexplained],
    }


def _explained_as_json(part: "Explained") -> dict[str, Any]:
    """An area and what explains it; how often those who hurt there have the muscle, where that is known."""
    explained = {"area": part.area.area_id, "zone": part.zone, "trigger_points": list(part.trigger_points)}
    return explained | ({"frequency": part.frequency} if part.frequency else {})


def _print_answer(texts: "Texts", found: "Answer", candidates: "Iterable[Candidate]", top: int | None) -> None:
    from referral.answers.apart import sets_apart
    from referral.sentences.look_for import look_for
    from referral.sentences.reasons import named, reason

    apart = sets_apart(texts.dataset, found)
    for candidate in candidates:
        name, own = texts.muscles[candidate.muscle_id].name, apart.get(candidate.muscle_id)
        told = f"{reason(candidate, texts)} {look_for(texts, own)}".rstrip()
        print(f"{candidate.rank:3}. {name} ({candidate.score:.0f})  {told}")
    if found.here:
        print(f"Lies there: {'; '.join(_points_there(texts, lying) for lying in found.here[:top])}.")
    if len(found.together) > 1:
        names = [texts.muscles[muscle_id].name for muscle_id in found.together]
        print(f"Fewest muscles that reach all of it: {', '.join(names)}.")
    if found.unreached:
        print(f"No muscle of the dataset reaches your {named(found.unreached, texts)}.")


def _points_there(texts: "Texts", lying: "Lying") -> str:
    """A muscle with its points there: ``Masseter (TrP2, TrP4)``."""
    labels = ", ".join(texts.trigger_points[point].label for point in lying.trigger_points)
    return f"{texts.muscles[lying.muscle_id].name} ({labels})"
