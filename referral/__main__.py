"""The dataset on the command line.

::

    python -m referral check [DIR]                          exit 0, or 1 with a line for each fault
    python -m referral regions [--json]                     every region
    python -m referral explain AREA… [--top N] [--json]     muscles that may explain a pain
    python -m referral pattern MUSCLE [--json]              where a muscle may send pain

An unknown id exits with 2 and one line that names the nearest known ids; a dataset with faults with 1.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from referral.dataset import Area, Dataset, Region, TriggerPoint
    from referral.ranking import Candidate, Ranking

OK, FAULTY, UNKNOWN = 0, 1, 2
"""Exit codes; 2 is also what argparse gives for arguments that it cannot read."""


class UnknownIdError(Exception):
    """An id that the dataset does not have; the message is one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _never_fail_on_a_sign(sys.stdout)
    chosen = _parser().parse_args(arguments)
    from referral.dataset import DatasetError

    try:
        code: int = chosen.run(chosen)
        sys.stdout.flush()
        return code
    except UnknownIdError as error:
        print(f"referral: {error}", file=sys.stderr)
        return UNKNOWN
    except DatasetError as error:
        print(error, file=sys.stderr)
        return FAULTY
    except BrokenPipeError:
        # The reader has seen enough (``| head``): close quietly, without the interpreter's complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _never_fail_on_a_sign(stream: TextIO | Any) -> None:
    """Let a terminal that cannot show a letter show its code instead of stopping the program."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m referral", description="Patterns of referred pain.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = _command(commands, "check", _check, "look for faults in the data")
    check.add_argument("folder", nargs="?", metavar="DIR", help="folder of the CSV files (default: data/)")
    regions = _command(commands, "regions", _regions, "list every region")
    explain = _command(commands, "explain", _explain, "rank the muscles that may explain a pain")
    explain.add_argument("areas", nargs="+", metavar="AREA", help="right-temple, or temple for either side")
    explain.add_argument("--top", type=_positive, metavar="N", help="only the N best muscles")
    pattern = _command(commands, "pattern", _pattern, "show where a muscle may send pain")
    pattern.add_argument("muscle", metavar="MUSCLE", help="a muscle's id, such as infraspinatus")
    for command in (regions, explain, pattern):
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str) -> Any:
    command = commands.add_parser(name, help=about, description=f"{about.capitalize()}.")
    command.set_defaults(run=run)
    return command


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _check(chosen: argparse.Namespace) -> int:
    from concurrent.futures import ProcessPoolExecutor

    from referral.dataset import find_faults
    from referral.reading import warm_up

    # the dictionary of syllables takes as long to load as all the other checks together: both at once
    with ProcessPoolExecutor(max_workers=1) as helper:
        helper.submit(warm_up)
        faults = find_faults(chosen.folder, helper)
    for fault in faults:
        print(fault)
    return FAULTY if faults else OK


def _regions(chosen: argparse.Namespace) -> int:
    from referral.dataset import load

    regions = load().regions.values()
    if chosen.json:
        _print_json([_region_columns(region) for region in regions])
    else:
        _print_table((region.region_id, region.name, region.body_part) for region in regions)
    return OK


def _region_columns(region: "Region") -> dict[str, Any]:
    """Return a region under the columns of regions.csv, typed as the descriptor types them."""
    from dataclasses import asdict

    return asdict(region) | {"search_words": "; ".join(region.search_words)}


def _explain(chosen: argparse.Namespace) -> int:
    from referral.dataset import load
    from referral.ranking import rank

    dataset = load()
    ranking = rank(dataset, _areas(dataset, chosen.areas))
    candidates = ranking.candidates[: chosen.top]
    if chosen.json:
        _print_json(_ranking_as_json(ranking, candidates))
    else:
        _print_ranking(dataset, ranking, candidates)
    return OK


def _areas(dataset: "Dataset", texts: Iterable[str]) -> "list[Area]":
    """Return the areas that the arguments name; a sided region without a side stands for either side."""
    from referral.dataset import Area
    from referral.search import nearest_areas

    known = {area.area_id: area for area in dataset.areas} | {region: Area(region) for region in dataset.regions}
    unknown = [text for text in dict.fromkeys(texts) if text not in known]
    if unknown:
        raise UnknownIdError("; ".join(_unknown("area", text, nearest_areas(dataset, text)) for text in unknown))
    return [known[text] for text in texts]


def _unknown(what: str, text: str, guesses: Sequence[str]) -> str:
    from referral.text import quoted

    nearest = ", ".join(guesses) if guesses else "none"
    return f"unknown {what} {quoted(text)}; nearest: {nearest}"


def _ranking_as_json(ranking: "Ranking", candidates: "Iterable[Candidate]") -> dict[str, Any]:
    return {
        "areas": [area.area_id for area in ranking.areas],
        "muscles": [_candidate_as_json(candidate) for candidate in candidates],
        "together": list(ranking.together),
    }


def _candidate_as_json(candidate: "Candidate") -> dict[str, Any]:
    return {
        "rank": candidate.rank,
        "muscle_id": candidate.muscle_id,
        "name": candidate.name,
        "score": round(candidate.score, 2),
        "explains": [
            {"area": part.area.area_id, "zone": part.zone, "trigger_points": list(part.trigger_points)}
            for part in candidate.explains
        ],
        "unexplained": [area.area_id for area in candidate.unexplained],
    }


def _print_ranking(dataset: "Dataset", ranking: "Ranking", candidates: "Iterable[Candidate]") -> None:
    from referral.reasons import named, reason

    for candidate in candidates:
        print(f"{candidate.rank:3}. {candidate.name} ({candidate.score:.0f})  {reason(candidate, dataset)}")
    if len(ranking.together) > 1:
        names = [dataset.muscles[muscle_id].name for muscle_id in ranking.together]
        print(f"Fewest muscles that reach all of it: {', '.join(names)}.")
    if ranking.unreached:
        print(f"No muscle of the dataset reaches your {named(ranking.unreached, dataset)}.")


def _pattern(chosen: argparse.Namespace) -> int:
    from referral.dataset import load
    from referral.search import nearest_muscles

    dataset = load()
    muscle = dataset.muscles.get(chosen.muscle)
    if muscle is None:
        raise UnknownIdError(_unknown("muscle", chosen.muscle, nearest_muscles(dataset, chosen.muscle)))
    points = [_point_as_json(dataset, point) for point in dataset.trigger_points_of(muscle.muscle_id)]
    if chosen.json:
        _print_json({"muscle_id": muscle.muscle_id, "name": muscle.name, "trigger_points": points})
    else:
        print(f"{muscle.name} ({muscle.muscle_id})")
        for point in points:
            print(f"\n{point['label']}: {point['location']}")
            _print_table((f"  {zone['region_id']}", zone["zone"], zone["side"]) for zone in point["zones"])
    return OK


def _point_as_json(dataset: "Dataset", point: "TriggerPoint") -> dict[str, Any]:
    columns = ("region_id", "zone", "side", "source_id", "locator")
    zones = dataset.referrals_of(point.trigger_point_id)
    return {
        "trigger_point_id": point.trigger_point_id,
        "label": point.label,
        "location": point.location,
        "zones": [{column: getattr(zone, column) for column in columns} for zone in zones],
    }


def _print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _print_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows of words in columns as wide as their longest word."""
    listed = list(rows)
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    for row in listed:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(main())
