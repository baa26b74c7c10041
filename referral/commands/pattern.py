"""``pattern``: where a muscle may send pain."""

import argparse
from typing import TYPE_CHECKING, Any

from referral.commands.shared import OK, UnknownIdError, command, print_json, print_table, unknown_id

if TYPE_CHECKING:
    from referral.model.dataset import Dataset
    from referral.model.rows import TriggerPoint


def add(commands: Any) -> None:
    """Tell the parser the command and its arguments."""
    pattern = command(commands, "pattern", run, "show where a muscle may send pain")
    pattern.add_argument("muscle", metavar="MUSCLE", help="a muscle's id, such as infraspinatus")
    pattern.add_argument("--json", action="store_true", help="print JSON")


def run(chosen: argparse.Namespace) -> int:
    """Print the trigger points of a muscle with their zones."""
    from referral.answers.search import nearest_muscles
    from referral.data.load import load_dataset

    dataset = load_dataset()
    muscle = dataset.muscles.get(chosen.muscle)
    if muscle is None:
        raise UnknownIdError(unknown_id("muscle", chosen.muscle, nearest_muscles(dataset, chosen.muscle)))
    points = [_point_as_json(dataset, point) for point in dataset.trigger_points_of(muscle.muscle_id)]
    if chosen.json:
        print_json({"muscle_id": muscle.muscle_id, "name": muscle.name, "trigger_points": points})
    else:
        print(f"{muscle.name} ({muscle.muscle_id})")
        for point in points:
            print(f"\n{point['label']}: {point['location']}")
            print_table((f"  {zone['region_id']}", zone["zone"], zone["side"]) for zone in point["zones"])
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
