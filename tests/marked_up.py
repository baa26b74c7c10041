"""A dataset every text of which is full of signs that Markdown and Streamlit read."""

import csv
from pathlib import Path

from referral.model.columns import Facts
from referral.model.tables import TABLES

MESS = "*a* ~~b~~ :red[c] :smile: :material/home: `d` $e$ [f](//x.org) ![g](//x.org/g.png) <b>h</b> &lt; www.x.org"
SHORT = "*a* ~~b~~ :red[c]"
LISTED = "*a* ~~b~~ :smile:"


def mark_up(folder: Path) -> None:
    """Put the signs into each text of a dataset's folder that people read."""
    for name, model in TABLES.items():
        path = folder / f"{name}.csv"
        if path.exists() and model.translated:
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            for row in rows:
                row |= {column: _messy(row[column], model.columns[column]) for column in model.translated}
            with path.open("w", encoding="utf-8", newline="") as file:
                written = csv.DictWriter(file, list(rows[0]))
                written.writeheader()
                written.writerows(rows)


def _messy(cell: str, column: Facts) -> str:
    if not cell:
        return cell
    if column.name == "search_words":
        return "; ".join(f"{word} {LISTED}" for word in cell.split("; "))
    room = (column.says.longest or 1000) - len(cell)
    return f"{cell} {MESS if room > len(MESS) else SHORT}"
