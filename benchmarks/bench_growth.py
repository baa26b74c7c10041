"""What our own functions take for a tap, and how that grows with the dataset: of its size, 10 and 100 times it.

Run: python -m benchmarks.bench_growth [--taps 60]

A tap is here what the page computes for it without Streamlit: the address read, the safety step, the ranking, the
sentences of the muscles that are shown, the summary, and the figure as the JSON that is sent; for sets of one to four
random areas, a muscle open in every second. Milliseconds of the processor, median and 95 of a hundred; then the growth
against ten times as much of a dataset, where 10 is linear.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from benchmarks.larger import larger
from referral.answers.red_flags import nobody_asks, signs_for
from referral.answers.under_place import answer
from referral.body.atlas import Atlas
from referral.body.atlas_files import load_atlas
from referral.data.load import load_dataset
from referral.drawing.map_labels import words_in
from referral.drawing.plotly_figure import made_figure
from referral.drawing.shown import DESK_PX, Shown
from referral.links import explorer
from referral.links.explorer import ExplorerState, choose_muscle
from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from referral.model.texts import Texts, texts_in
from referral.sentences.pattern_words import map_in_words, summary
from referral.sentences.reasons import reason
from referral.ui.parts.plates import plate_for
from referral.words.languages import ENGLISH

SIZES: Final = (1, 10, 100)
SHOWN_MUSCLES: Final = 3
MOST_AREAS: Final = 4


def states(data: Dataset, count: int) -> list[ExplorerState]:
    """What taps lead to, always the same ones."""
    chance = random.Random(7)
    areas = [area for area in data.areas if data.reached_by(area)]
    found = []
    for number in range(count):
        state = ExplorerState(areas=tuple(chance.sample(areas, chance.randint(1, MOST_AREAS))))
        first = data.reached_by(state.areas[0])[0]
        found.append(choose_muscle(state, first.muscle_id, first.side) if number % 2 else state)
    return found


def one_tap(texts: Texts, atlas: Atlas, asked: ExplorerState) -> int:
    """All that is computed for a tap; returns how many bytes the figure has."""
    data = texts.dataset
    state, _ = explorer.read(explorer.write(asked), data, tuple(atlas.plates))
    signs_for(data, state.areas)
    found = answer(data, atlas, nobody_asks(state.areas))
    for candidate in found.candidates[:SHOWN_MUSCLES]:
        reason(candidate, texts)
    side = state.side or "right"
    patterns = (pattern_of(data, state.muscle, side),) if state.muscle else ()
    summary(texts, found, state.muscle, side)
    map_in_words(texts, state.areas, patterns)
    plate = plate_for(atlas, state.view, patterns, False, state.areas)
    shown = Shown(plate, state.areas, patterns, words=words_in(texts), room_px=DESK_PX)
    return len(json.dumps(made_figure(atlas, shown).to_dict(), separators=(",", ":")))


def measure(texts: Texts, atlas: Atlas, taps: Sequence[ExplorerState]) -> list[float]:
    """Milliseconds of the processor for each tap, everything that is made once made before."""
    for state in taps:
        one_tap(texts, atlas, state)
    took = []
    for state in taps:
        began = time.process_time()
        one_tap(texts, atlas, state)
        took.append((time.process_time() - began) * 1000)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--taps", type=int, default=60)
    options = parser.parse_args()
    data = load_dataset()
    atlas = load_atlas(trigger_points=data.trigger_points.values())
    taps, medians = states(data, options.taps), []
    for size in SIZES:
        took = measure(texts_in(larger(data, size), ENGLISH), atlas, taps)
        medians.append(float(np.median(took)))
        print(
            f"dataset x {size:3} ({size * len(data.muscles):6,} muscles): "
            f"p50 {medians[-1]:6.2f}  p95 {np.percentile(took, 95):6.2f} ms of the processor in our functions"
        )
    growth = [f"{later / before:.1f}" for before, later in pairwise(medians)]
    print(f"growth with ten times as much: {', '.join(growth)} (10 is linear)")


if __name__ == "__main__":
    main()
