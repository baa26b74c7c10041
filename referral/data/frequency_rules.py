"""What rows of frequencies.csv must mean beside the other tables: a point of its own muscle, a zone that reaches there.

::

    broken_frequencies(tables) -> Iterator[Fault]
"""

from collections.abc import Iterator

from referral.data.csv_tables import Tables
from referral.data.faults import Fault
from referral.words.text import quoted

PLACE = ["region_id", "muscle_id", "trigger_point_id"]


def broken_frequencies(tables: Tables) -> Iterator[Fault]:
    """Yield rows that would never count; of tables that are not there nothing is said."""
    if "frequencies" not in tables:
        return
    table = tables["frequencies"]
    if not {"regions", "trigger_points", "referrals"} <= tables.keys():
        return
    regions = set(tables["regions"].ids("region_id"))
    points = tables["trigger_points"].cells
    muscle_of = dict(zip(points["trigger_point_id"], points["muscle_id"], strict=True))
    zones = tables["referrals"].cells[["trigger_point_id", "region_id"]].itertuples(index=False, name=None)
    reached = {(point, region) for point, region in zones}
    reached |= {(muscle_of.get(point, ""), region) for point, region in reached}
    known = {one for one, _ in reached}
    for line, region, muscle, point in table.cells[PLACE].itertuples(name=None):
        if point in muscle_of and muscle_of[point] != muscle:
            message = f"{quoted(point)} is a point of {muscle_of[point]}, but the row speaks of {muscle}"
            yield Fault(table.file, line, "trigger_point_id", message)
        elif region in regions and (point or muscle) in known and (point or muscle, region) not in reached:
            message = f"no zone of {point or muscle} in referrals.csv is {quoted(region)}: add the zone first"
            yield Fault(table.file, line, "region_id", message)
