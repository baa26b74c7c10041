"""``explain``: the muscles that may explain a pain, best first."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from referral.commands.shared import OK, areas, command, print_json

if TYPE_CHECKING:
    from referral.answers.ranking import Candidate, Explained, Ranking
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
    from referral.data.load import load_dataset
    from referral.model.texts import texts_in
    from referral.words.languages import ENGLISH

    dataset = load_dataset()
    ranking = rank(dataset, nobody_asks(areas(dataset, chosen.areas)))
    candidates = ranking.candidates[: chosen.top]
    if chosen.json:
        print_json(_ranking_as_json(dataset, ranking, candidates))
    else:
        _print_ranking(texts_in(dataset, ENGLISH), ranking, candidates)
    return OK


def _ranking_as_json(dataset: "Dataset", ranking: "Ranking", candidates: "Iterable[Candidate]") -> dict[str, Any]:
    return {
        "areas": [area.area_id for area in ranking.areas],
        "muscles": [_candidate_as_json(dataset, candidate) for candidate in candidates],
        "together": list(ranking.together),
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


def _print_ranking(texts: "Texts", ranking: "Ranking", candidates: "Iterable[Candidate]") -> None:
    from referral.sentences.reasons import named, reason

    for candidate in candidates:
        name = texts.muscles[candidate.muscle_id].name
        print(f"{candidate.rank:3}. {name} ({candidate.score:.0f})  {reason(candidate, texts)}")
    if len(ranking.together) > 1:
        names = [texts.muscles[muscle_id].name for muscle_id in ranking.together]
        print(f"Fewest muscles that reach all of it: {', '.join(names)}.")
    if ranking.unreached:
        print(f"No muscle of the dataset reaches your {named(ranking.unreached, texts)}.")
