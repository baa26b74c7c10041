"""How long a pattern takes to paint on a plate, and how large its pictures are: muscles spread over the dataset.

Run: python -m benchmarks.bench_pattern [--muscles 30] [--plate body] [--data FOLDER]

Cold: the first time in a process, the skin of the views read before (which is timed apart); warm: the same again. In
milliseconds of the wall clock and of the processor (on a busy machine they differ), one process.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from referral.body.atlas_files import load_atlas
from referral.body.view import View
from referral.data.load import load_dataset
from referral.drawing.drawn import drawn_of
from referral.drawing.pain_picture import Overlay, paint
from referral.drawing.skin_tiles import tiles_of
from referral.model.pattern import pattern_of


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the wall clock and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000


def read(view: View) -> None:
    """What painting needs of a view."""
    assert view.codes.size
    tiles_of(view)


def told(name: str, times: Sequence[tuple[float, float]]) -> str:
    wall, processor = zip(*times, strict=True)
    return (
        f"{name:22} median {statistics.median(wall):7.2f} ms ({statistics.median(processor):7.2f} of the processor), "
        f"slowest {max(wall):7.1f} ms ({len(times)})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--muscles", type=int, default=30, help="how many muscles, spread over the dataset")
    parser.add_argument("--plate", default="body")
    parser.add_argument("--data", type=Path, help="the dataset's folder (default: data/)")
    options = parser.parse_args()
    data, atlas = load_dataset(options.data), load_atlas()
    views = [placed.view for placed in atlas.plates[options.plate].views]
    every = list(data.muscles)
    chosen = every[:: max(1, len(every) // options.muscles)]
    patterns = [pattern_of(data, muscle, "right") for muscle in chosen]
    print(told("skin of a view, read", [timed(partial(read, view)) for view in views]))
    sizes: list[int] = []

    def plate(number: int) -> list[Overlay | None]:
        drawn = drawn_of(atlas, patterns[number])
        return [paint(view, drawn, atlas.skin) for view in views]

    numbers = range(len(patterns))
    print(told("a pattern, cold", [timed(partial(plate, number)) for number in numbers]))
    print(told("a pattern, warm", [timed(partial(plate, number)) for number in numbers]))
    for number in numbers:
        sizes += [len(overlay.uri) * 3 // 4 for overlay in plate(number) if overlay]
    if sizes:
        print(
            f"{'a picture':22} median {statistics.median(sizes) / 1000:.1f} KB, largest {max(sizes) / 1000:.1f} KB, "
            f"{len(sizes)} pictures"
        )


if __name__ == "__main__":
    main()
