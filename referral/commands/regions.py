"""``regions``: every region of the dataset."""

import argparse
from typing import TYPE_CHECKING, Any

from referral.commands.shared import OK, command, print_json, print_table

if TYPE_CHECKING:
    from referral.model.rows import Region


def add(commands: Any) -> None:
    """Tell the parser the command and its arguments."""
    regions = command(commands, "regions", run, "list every region")
    regions.add_argument("--json", action="store_true", help="print JSON")


def run(chosen: argparse.Namespace) -> int:
    """Print the regions."""
    from referral.data.load import load_dataset

    regions = load_dataset().regions.values()
    if chosen.json:
        print_json([_region_columns(region) for region in regions])
    else:
        print_table((region.region_id, region.name, region.body_part) for region in regions)
    return OK


def _region_columns(region: "Region") -> dict[str, Any]:
    """Return a region under the columns of regions.csv, typed as the package describes them."""
    from dataclasses import asdict

    return asdict(region) | {"mark_from": " ".join(region.mark_from), "search_words": "; ".join(region.search_words)}
