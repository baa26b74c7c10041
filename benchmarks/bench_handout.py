"""How long a hand-out takes to make, and how large it is: every muscle alone, and sets of three; with advice and notes.

Run: python -m benchmarks.bench_handout [--muscles 30]

Times are medians in seconds of the wall clock, in one process, pictures of the body already read (they are read once).
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from datetime import date
from typing import Final

from referral.body.atlas import Atlas
from referral.body.atlas_files import load_atlas
from referral.clinic.file import load_clinic
from referral.data.load import load_dataset
from referral.drawing.scene import scene
from referral.drawing.shown import Shown
from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from referral.model.texts import texts_in
from referral.paper.handout import LONGEST_NOTES, MOST_ADVICE, HandOut, advice_for, handout_pdf, signs_for_page
from referral.words.languages import ENGLISH

LINK: Final = "https://pain.example.org/consult?muscle=infraspinatus&muscle=supraspinatus&side=right"
NOTES: Final = "Walk every day. " * (LONGEST_NOTES // 16)
TOGETHER: Final = 3


def handout(data: Dataset, body: Atlas, muscles: Sequence[str]) -> HandOut:
    """A full page: as much advice and as many notes as there may be."""
    patterns = tuple(pattern_of(data, muscle, "right") for muscle in muscles)
    return HandOut(
        load_clinic(),
        scene(body, Shown("body", (), tuple(patterns))),
        patterns,
        advice_for(data, muscles)[:MOST_ADVICE],
        signs_for_page(data, (), patterns),
        NOTES,
        LINK,
        date.today(),
    )


def measure(data: Dataset, body: Atlas, sets: Sequence[Sequence[str]]) -> tuple[list[float], list[int]]:
    """Seconds and bytes of a page for each set of muscles."""
    seconds, sizes = [], []
    for muscles in sets:
        started = time.perf_counter()
        pdf = handout_pdf(texts_in(data, ENGLISH), handout(data, body, muscles))
        seconds.append(time.perf_counter() - started)
        sizes.append(len(pdf))
    return seconds, sizes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--muscles", type=int, default=30, help="how many muscles, spread over the dataset")
    options = parser.parse_args()
    data = load_dataset()
    body = load_atlas(trigger_points=data.trigger_points.values())
    every = list(data.muscles)
    chosen = every[:: max(1, len(every) // options.muscles)]
    measure(data, body, [chosen[:1]])  # fonts and pictures of the body are read once
    triples = [chosen[at : at + TOGETHER] for at in range(len(chosen) - TOGETHER + 1)]
    for name, sets in (("one muscle", [[muscle] for muscle in chosen]), ("three muscles", triples)):
        seconds, sizes = measure(data, body, sets)
        print(
            f"hand-out, {name:14} median {statistics.median(seconds):5.2f} s, slowest {max(seconds):5.2f} s, "
            f"median {statistics.median(sizes) / 1000:4.0f} KB, largest {max(sizes) / 1000:4.0f} KB "
            f"({len(sets)} pages)"
        )


if __name__ == "__main__":
    main()
