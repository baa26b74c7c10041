"""Write what the row models say of the dataset's tables into data/datapackage.json (``make describe``).

Title, version, date, licences and sources are kept as they stand in the file.
"""

import json

from referral.data.description import described
from referral.data.table_rules import DESCRIPTOR
from referral.folders import DATA


def main() -> None:
    """Write the description anew."""
    file = DATA / DESCRIPTOR
    file.write_text(described(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
