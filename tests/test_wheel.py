"""The wheel: the whole explorer in one file, with what lies beside the package in the repository."""

import json
import os
import subprocess
import sys
import tomllib
import urllib.request
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from tools.browsing import becomes_healthy, free_port

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = "referral/bundled/"
FOLDERS, FILES = (
    ("data", "pages", "static", "locales"),
    ("app.py", "server.py", "clinic.toml", ".streamlit/config.toml"),
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def inside(wheel: Path) -> dict[str, bytes]:
    """The wheel's files."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_repository(folder: str) -> set[str]:
    """Return the files of a folder as git would keep them: without what Python leaves behind."""
    files = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.as_posix() for path in files if "__pycache__" not in path.parts}


def test_the_wheel_carries_the_package_and_all_that_lies_beside_it(inside: dict[str, bytes]) -> None:
    beside = set().union(*map(in_repository, FOLDERS), FILES)
    assert {name for name in inside if ".dist-info/" not in name} == in_repository("referral") | {
        BUNDLED + name for name in beside
    }
    assert all(inside[BUNDLED + name] == (ROOT / name).read_bytes() for name in beside)


def test_requirements_txt_is_the_one_list_of_what_it_needs(inside: dict[str, bytes]) -> None:
    (metadata,) = (message_from_bytes(inside[name]) for name in inside if name.endswith(".dist-info/METADATA"))
    lines = (line.partition("#")[0].strip() for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines())
    assert sorted(metadata.get_all("Requires-Dist", [])) == sorted(filter(None, lines))
    assert metadata["Requires-Python"] == ">=3.11"


def test_it_is_built_with_the_releases_that_the_tests_have() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").split()
    assert set(project["build-system"]["requires"]) <= set(pinned)


def test_referral_is_a_command(inside: dict[str, bytes]) -> None:
    (commands,) = (inside[name].decode() for name in inside if name.endswith(".dist-info/entry_points.txt"))
    assert "referral = referral.__main__:main" in commands


def test_unpacked_without_the_repository_it_finds_its_own_files(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    program = (
        "from referral import folders; from referral.__main__ import main; "
        "print(folders.ROOT); main(['regions', '--json'])"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-P", "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    place, _, regions = run.stdout.partition("\n")
    assert Path(place) == (tmp_path / "site" / "referral" / "bundled").resolve()
    listed = (ROOT / "data" / "regions.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [region["region_id"] for region in json.loads(regions)] == [row.split(",")[0] for row in listed]


@pytest.mark.long
def test_in_an_environment_of_its_own_every_command_and_the_server_run(wheel: Path, tmp_path: Path) -> None:
    """Installs all that it needs: some minutes where no package is kept on the machine."""
    place = tmp_path / "environment"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def said(*arguments: str) -> str:
        run = subprocess.run(
            [scripts / "referral", *arguments], cwd=elsewhere, check=True, capture_output=True, encoding="utf-8"
        )
        return run.stdout

    assert said("check") == ""
    assert json.loads(said("regions", "--json"))
    assert json.loads(said("explain", "right-temple", "--json"))["areas"] == ["right-temple"]
    port = free_port()
    server = subprocess.Popen([scripts / "referral", "serve", "--port", str(port)], cwd=elsewhere)
    try:
        url = f"http://localhost:{port}"
        assert becomes_healthy(url, server)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"{url}/app/static/atlas/front.webp", timeout=10) as picture:
            assert picture.read() == (ROOT / "static" / "atlas" / "front.webp").read_bytes()
    finally:
        server.terminate()
        server.wait(timeout=20)
