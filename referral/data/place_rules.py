"""What the templates of names in regions.csv must hold, so that every place has a name with its side in each sentence.

::

    broken_names(regions) -> Iterator[Fault]
"""

from collections import Counter
from collections.abc import Iterator

from referral.data.csv_tables import Table
from referral.data.faults import Fault
from referral.model.columns import TRUTHS
from referral.model.place_names import wrong_in

HALVES = 2


def broken_names(regions: Table) -> Iterator[Fault]:
    """Yield templates that cannot be filled in, and wholes that are not named by two rows."""
    wholes = Counter(map(str, regions.cells["whole"]))
    for line, row in regions.cells.iterrows():
        sided = TRUTHS.get(str(row["sided"]))
        for column in ("place", "whole"):
            template = str(row[column])
            if template and sided is not None:
                for message in wrong_in(template, sided=sided):
                    yield Fault(regions.file, int(str(line)), column, message)
        named, whole = wholes[str(row["whole"])], str(row["whole"])
        if whole and named != HALVES:
            message = f"{named} of the rows name this whole: write the same in its two halves, or empty this cell"
            yield Fault(regions.file, int(str(line)), "whole", message)
