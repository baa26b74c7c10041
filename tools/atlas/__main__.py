"""Build the whole atlas from the anatomy meshes, in one command:

    python -m tools.atlas --source FOLDER_OR_ARCHIVE

FOLDER holds ``meshes.npz``; ARCHIVE is BodyParts3D 4.0's ``isa_BP3D_4.0_obj_99.zip``. Takes some 20 minutes on two
cores, shows its progress, and writes the same bytes each time (needs requirements-tools.txt):

- static/atlas/VIEW.webp          the picture of a view, transparent round the body
- static/atlas/VIEW-index.png     its region index image: red is the region's code (0: none), green its side
                                  (0 midline, 1 right, 2 left); the browser and the app read the same file
- data/atlas/atlas.json           views and how each looks at the body, plates, region codes
- static/atlas/muscles/*.webp     a muscle over the bones round it, in a view; the name changes with the content
- static/atlas/layers/*.webp      bones, superficial and deep muscles of a view
- data/atlas/outlines.json        outlines of the areas in each view, in view mm
- data/atlas/muscle_pictures.json where each muscle's pictures lie, and its outlines
- data/atlas/depths.npz           how deep the skin lies in each view, and what lifts with an arm, every few mm
- data/atlas/skin.npz             points spread evenly over the skin: place, normal, area; the largest distance (tenths
                                  of a mm) at which a point belongs to an even set
- data/atlas/skin_places.npz      for each view the place at rest of every other pixel, how much light falls on it, and
                                  which points of the skin it shows
- data/atlas/muscle_places.npz    places spread through each muscle, in whole mm
- data/atlas/trigger_points.csv   how far each trigger point lies from its muscle; one that lies astray stops the build

``--only skin`` writes the two files of the skin alone, for the pictures that are there, in under a minute.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from .body import MIDLINE_X, build_body
from .build import build_view, prepare
from .digits import Digits
from .meshes import MeshError, open_source
from .places import places_of
from .skin import write_skin
from .views import VIEWS
from .write import Measured, write_atlas

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.atlas", description="Build data/atlas and static/atlas.")
    parser.add_argument("--source", type=Path, required=True, help="folder with meshes.npz, or the official archive")
    parser.add_argument("--out", type=Path, default=ROOT, help="where data/ and static/ are (default: this project)")
    parser.add_argument("--jobs", type=int, default=2, help="views built at the same time (default: 2)")
    parser.add_argument("--only", choices=["skin"], help="write only this, for the pictures that are there")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    tables = _tables(options.out)
    try:
        source = open_source(options.source, MIDLINE_X)
        if options.only:
            body, digits = build_body(source), Digits(source)
            _say(write_skin(body, digits, tables, options.out, options.jobs))
            return 0
        parts = prepare(source, tables)
    except (MeshError, OSError, ValueError) as error:
        print(f"atlas: {error}", file=sys.stderr)
        return 1
    results = []
    # forked workers share the meshes that prepare() read; the order of the views, not of finishing, is kept
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for number, result in enumerate(pool.imap(build_view, VIEWS), start=1):
            results.append(result)
            print(f"[{number:2}/{len(VIEWS)}] {result.view.view_id} ({time.monotonic() - started:.0f} s)", flush=True)
    drawn = {muscle: shape.drawn for muscle, shape in parts.shapes.items()}
    measured = Measured(results, parts.codes, drawn, parts.deep, parts.distances, places_of(parts.shapes), parts.lift)
    _say(write_atlas(measured, options.out))
    _say(write_skin(parts.body, parts.digits, tables, options.out, options.jobs))
    return 0


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _tables(out: Path) -> Path:
    """The folder whose regions.csv and trigger_points.csv are measured: the one below `out`, else this project's."""
    return out / "data" if (out / "data" / "regions.csv").is_file() else ROOT / "data"


if __name__ == "__main__":
    sys.exit(main())
