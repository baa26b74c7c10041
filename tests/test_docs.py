"""README.md and docs/ held true: every path, command and link in them exists, every room has its line."""

import re
from argparse import _SubParsersAction
from importlib.util import find_spec
from pathlib import Path

import pytest

from referral.__main__ import _parser

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LONGEST_README = 120
"""Lines: whoever opens the door reads one screen or two."""

CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
FOLDERS = ("app.py", "referral", "pages", "data", "locales", "static", "tools", "tests", "docs", "deploy", "benchmarks")
NAMED_PATH = re.compile(rf"(?<![\w/.-])((?:{'|'.join(FOLDERS)})/[\w./-]*)(?::(\w+))?")
"""``referral/body/atlas.py``, or with a name in that file: ``referral/body/atlas.py:hit``."""

MADE_UP = {"locales/fr/language.toml"}
"""Paths of examples: the reader makes them."""


def code_of(page: Path) -> str:
    """All that a page shows as code: in it stand paths and commands."""
    return "\n".join(CODE.findall(page.read_text(encoding="utf-8")))


each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def test_the_readme_is_short() -> None:
    assert len(PAGES[0].read_text(encoding="utf-8").splitlines()) <= LONGEST_README


@each_page
def test_every_page_says_for_whom_it_is(page: Path) -> None:
    if page.name != "README.md":
        heading, _, first, *_ = page.read_text(encoding="utf-8").splitlines()
        assert heading.startswith("# ")
        assert first.startswith("For ")


@each_page
def test_every_path_is_there(page: Path) -> None:
    for path, name in NAMED_PATH.findall(code_of(page)):
        if path in MADE_UP:
            continue
        assert (ROOT / path).exists(), path
        if name:
            code = (ROOT / path).read_text(encoding="utf-8")
            assert re.search(rf"^\s*(?:def|class) {name}\b|^{name}\b.* = ", code, re.MULTILINE), f"{path} has no {name}"


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target.partition("#")[0]).exists(), target


@each_page
def test_every_command_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = code_of(page)
    for module in re.findall(r"python -m ([\w.]+)", code):
        assert find_spec(module) is not None, module
    for target in re.findall(r"(?:^|`|\s)make ([a-z]+)", code):
        assert target in targets, target
    for command in re.findall(r"python -m referral ([a-z]+)", code):
        assert command in commands(), command


def commands() -> set[str]:
    """The commands of ``python -m referral``."""
    found = [action for action in _parser()._actions if isinstance(action, _SubParsersAction)]
    return set(found[0].choices)


def test_the_map_of_the_house_has_a_line_for_every_room() -> None:
    rows = set(
        re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs/architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    rooms = {path for path in (ROOT / "referral").iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    rooms |= {path for path in (ROOT / "referral/ui").iterdir() if (path / "__init__.py").exists()}
    modules = {path for path in (ROOT / "referral").glob("*.py") if path.name != "__init__.py"}
    modules |= {path for path in (ROOT / "referral/ui").glob("*.py") if path.name != "__init__.py"}
    wanted = {f"{room.relative_to(ROOT).as_posix()}/" for room in rooms - {ROOT / "referral/ui"}}
    assert rows == wanted | {module.relative_to(ROOT).as_posix() for module in modules} | {"pages/"}


def test_every_room_says_what_it_is_for() -> None:
    for file in (ROOT / "referral").rglob("__init__.py"):
        assert file.read_text(encoding="utf-8").startswith('"""'), file


@pytest.mark.parametrize(
    "room",
    [
        "words",
        "model",
        "body",
        "data",
        "answers",
        "sentences",
        "drawing",
        "links",
        "paper",
        "ui/visit",
        "ui/frame",
        "ui/parts",
    ],
)
def test_the_head_of_a_room_names_its_modules(room: str) -> None:
    head = (ROOT / "referral" / room / "__init__.py").read_text(encoding="utf-8")
    for module in (ROOT / "referral" / room).glob("*.py"):
        assert module.name == "__init__.py" or module.name in head, module


def test_what_sets_the_oldest_browsers() -> None:
    """README.md names them; docs/developers.md says why. Streamlit's main script may come to need more, or less."""
    found = find_spec("streamlit")
    assert found and found.origin
    folder = Path(found.origin).parent / "static"
    (main,) = re.findall(r'src="\./(static/js/index\.[\w-]+\.js)"', (folder / "index.html").read_text(encoding="utf-8"))
    script = (folder / main).read_text(encoding="utf-8")
    assert ".toSorted(" in script
    assert script.count("Promise.withResolvers===void 0&&(Promise.withResolvers=") == 1
    assert "**Chrome and Edge 110, Firefox 121, Safari 16.4**" in PAGES[0].read_text(encoding="utf-8")
