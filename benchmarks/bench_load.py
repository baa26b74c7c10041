"""How many people the server bears: visitors over web sockets, each tapping every few seconds.

Run: python -m benchmarks.bench_load --people 100 --seconds 300      one number of people
     python -m benchmarks.bench_load --raise 50 --seconds 60         50 more and more, until p95 passes 500 ms

Half are on a phone. A tap is on a place of the body, or on what it led to: of five who are on a phone four go on to the
list, of five who are asked for warning signs four answer "None of these", of five who see muscles one opens the first;
the others tap another place. `--root` names another checkout that is served instead, to compare.

Printed: time from a tap to the end of the script (median, 95 and 99 of a hundred), faults, the server's memory before
and after, and how busy server and visitors kept the processor: they share it, so on a small machine the visitors take
from what is measured.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import numpy as np

from benchmarks.processes import memory_mb, processor_seconds, server_process
from benchmarks.visitor import NONE, Run, Visitor, visit
from referral.body.atlas import Atlas
from referral.body.atlas_files import load_atlas
from tools.browsing import REPOSITORY, serving

LIMIT_MS: Final = 500
"""The time that 95 of a hundred taps are to keep."""

PHONE: Final = "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36"
DESK: Final = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36"
MOST_CHOSEN: Final = 4
PAUSES: Final = (0.5, 1.5)
"""From a tap to a person's next, times what is asked for: a clock would keep in step whom one pause of the server has
brought together."""

GO_ON, ANSWERS, OPENS = 0.8, 0.8, 0.2
"""The share of people who go on to the list on a phone, who answer the signs, and who open a muscle."""

Places = Callable[[str], list[tuple[float, float]]]
"""Plate -> places on it, sheet mm, on which areas lie."""


@dataclass
class Taken:
    """What was measured of all people together."""

    taps: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Stage:
    """Some people for some time: milliseconds, megabytes, and shares of one processor's time."""

    people: int
    taken: Taken
    seconds: float
    before_mb: float
    after_mb: float
    server_share: float
    visitors_share: float

    def p(self, share: float) -> float:
        """The time within which this percentage of the taps was answered; infinite when none was."""
        return float(np.percentile(self.taken.taps, share)) * 1000 if self.taken.taps else float("inf")

    @property
    def cost_ms(self) -> float:
        """How long the server's processor worked for a tap; a busy machine lengthens it little."""
        return 1000 * self.server_share * self.seconds / max(1, len(self.taken.taps))

    def __str__(self) -> str:
        return (
            f"{self.people:5} people, {len(self.taken.taps):6} taps in {self.seconds:4.0f} s: "
            f"p50 {self.p(50):6.0f}  p95 {self.p(95):6.0f}  p99 {self.p(99):6.0f} ms, "
            f"{np.median(self.taken.bytes or [0]) / 1000:5.1f} KB a tap, faults {len(self.taken.faults)}, "
            f"memory {self.before_mb:.0f} -> {self.after_mb:.0f} MB, "
            f"processor: server {self.server_share:.0%}, visitors {self.visitors_share:.0%} of one core, "
            f"server {self.cost_ms:.1f} ms a tap"
        )


def places_of(atlas: Atlas) -> Places:
    """The middle of each area on a plate where a tap there finds the area; of two views side by side too."""

    @cache
    def on_plate(plate_id: str) -> list[tuple[float, float]]:
        return list(_places(atlas, plate_id))

    return on_plate


def _places(atlas: Atlas, plate_id: str) -> Iterator[tuple[float, float]]:
    for placed in atlas.plates[plate_id].views:
        for code in np.unique(placed.view.codes):
            rows, columns = np.nonzero(placed.view.codes == code)
            middle = len(rows) // 2
            height, width = placed.view.codes.shape
            x_mm = placed.left_mm + (columns[middle] + 0.5) / width * placed.view.width_mm
            y_mm = placed.bottom_mm + (1 - (rows[middle] + 0.5) / height) * placed.view.height_mm
            if code and atlas.hit(plate_id, x_mm, y_mm) is not None:
                yield float(x_mm), float(y_mm)


async def one_person(url: str, number: int, every_s: float, places: Places, taken: Taken) -> None:
    """Come, and tap until cancelled."""
    chance = random.Random(number)
    await asyncio.sleep(chance.random() * every_s)
    began = time.perf_counter()
    try:
        async with visit(url, headers={"User-Agent": PHONE if number % 2 else DESK}) as visitor:
            taken.first.append(time.perf_counter() - began)
            while True:
                due = time.perf_counter() + every_s * chance.uniform(*PAUSES)
                run = await _tap(visitor, chance, places, phone=bool(number % 2))
                taken.taps.append(run.seconds)
                taken.bytes.append(run.received_bytes)
                taken.faults += run.faults
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
    except Exception as error:  # whatever ends a visit is to be told, or fewer people than asked for would be measured
        taken.faults.append(f"visitor {number}: {type(error).__name__} {error}")


async def _tap(visitor: Visitor, chance: random.Random, places: Places, *, phone: bool) -> Run:
    """What a person taps next."""
    if (none := visitor.keys(NONE)) and chance.random() < ANSWERS:
        return await visitor.press(none[-1])
    if phone and visitor.keys("see_muscles") and chance.random() < GO_ON:
        return await visitor.press("see_muscles")
    if (cards := visitor.keys("muscle_card_")) and chance.random() < OPENS:
        return await visitor.press(cards[0])
    if len(visitor.keys("drop_")) >= MOST_CHOSEN:
        return await visitor.press("clear_all")
    return await visitor.tap(*chance.choice(places(visitor.sheet)))


class Crowd:
    """People who come and stay."""

    def __init__(self, url: str, every_s: float, places: Places) -> None:
        self._url, self._every_s, self._places = url, every_s, places
        port = urlsplit(url).port
        assert port is not None
        self._server = server_process(port)
        self._people: list[asyncio.Task[None]] = []
        self._taken = Taken()

    async def come(self, more: int) -> None:
        """Let more people come, a few at a time."""
        for _ in range(more):
            person = one_person(self._url, len(self._people), self._every_s, self._places, self._taken)
            self._people.append(asyncio.create_task(person))
            await asyncio.sleep(0.05)
        await asyncio.sleep(2 * self._every_s)

    async def measure(self, seconds: float) -> Stage:
        """Measure all who have come for some time."""
        self._taken.taps.clear()
        self._taken.bytes.clear()
        before, began = memory_mb(self._server), time.perf_counter()
        server, visitors = processor_seconds(self._server), time.process_time()
        await asyncio.sleep(seconds)
        took = time.perf_counter() - began
        return Stage(
            len(self._people),
            Taken(list(self._taken.taps), [], list(self._taken.bytes), list(self._taken.faults)),
            took,
            before,
            memory_mb(self._server),
            (processor_seconds(self._server) - server) / took,
            (time.process_time() - visitors) / took,
        )

    async def go(self) -> None:
        """Let all leave."""
        for person in self._people:
            person.cancel()
        await asyncio.gather(*self._people, return_exceptions=True)


async def load(url: str, options: argparse.Namespace, places: Places) -> list[Stage]:
    """Measure one number of people, or more and more until the limit is passed."""
    crowd, stages = Crowd(url, options.every, places), []
    try:
        while True:
            await crowd.come(options.more or options.people)
            stages.append(await crowd.measure(options.seconds))
            print(stages[-1], flush=True)
            if not options.more or stages[-1].p(95) > LIMIT_MS or len(stages[-1].taken.faults) > stages[-1].people:
                return stages
    finally:
        await crowd.go()


def borne(stages: Sequence[Stage]) -> float:
    """The number of people at which p95 passes the limit, between the last stage that kept it and the first that did
    not."""
    last = stages[-1]
    before, kept = (stages[-2].people, stages[-2].p(95)) if len(stages) > 1 else (0, 0.0)
    if not np.isfinite(last.p(95)):
        return before
    return before + (last.people - before) * (LIMIT_MS - kept) / (last.p(95) - kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--every", type=float, default=3, help="seconds from a tap to a person's next")
    parser.add_argument("--raise", dest="more", type=int, help="this many more at a time, until p95 passes 500 ms")
    parser.add_argument("--root", type=Path, default=REPOSITORY, help="a checkout (default: this one)")
    options = parser.parse_args()
    places = places_of(load_atlas())
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with serving(folder=options.root.resolve(), log=log) as url:
            stages = asyncio.run(load(url, options, places))
        errors = [line for line in log.read_text(encoding="utf-8").splitlines() if re.search("Error|Traceback", line)]
    if options.more and stages[-1].p(95) > LIMIT_MS:
        print(f"p95 passes {LIMIT_MS} ms at {borne(stages):.0f} people")
    print(f"errors in the server's log: {len(errors)}")
    for line in [*dict.fromkeys(stages[-1].taken.faults), *errors][:10]:
        print(f"  {line}")


if __name__ == "__main__":
    main()
