"""`python -m referral serve`: where it serves, what it says when it cannot, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from referral.__main__ import main
from referral.commands import serve
from referral.folders import ROOT
from tools.browsing import becomes_healthy, free_port

Started = list[tuple[str, str | None, int]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Started:
    """Let nothing be served; give what would have been, from a folder that is not the project's."""
    calls: Started = []

    def streamlit(script: str, address: str | None, port: int) -> int:
        calls.append((script, address, port))
        return 0

    monkeypatch.setattr(serve, "_streamlit", streamlit)
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.chdir(tmp_path)
    return calls


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line of a start that fails."""
    assert main(["serve", *arguments]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err.strip()


def test_the_port_is_the_argument_s_else_the_environment_s(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = free_port(), free_port()
    monkeypatch.setenv("PORT", str(first))
    assert main(["serve"]) == 0
    assert main(["serve", "--port", str(second)]) == 0
    assert started == [("server.py", None, first), ("server.py", None, second)]
    assert Path.cwd() == ROOT  # where Streamlit finds its configuration


def test_the_address_is_handed_on_and_told(started: Started, capsys: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    assert main(["serve", "--address", "127.0.0.1", "--port", str(port)]) == 0
    assert started == [("server.py", "127.0.0.1", port)]
    assert f"Open http://127.0.0.1:{port} in a browser." in capsys.readouterr().out


@pytest.mark.parametrize("port", ["0", "65536", "-1", "x", "८५"])
def test_what_is_no_port_is_refused(port: str, started: Started, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["serve", f"--port={port}"])
    assert caught.value.code == 2
    assert "is no port, a number from 1 to 65535" in capsys.readouterr().err
    assert started == []


def test_a_busy_port_is_one_line_with_what_to_do(
    started: Started, taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    told = complaint(capsys, "--port", str(taken))
    assert told.startswith(
        f"referral: port {taken} is in use. If the explorer runs already, open http://localhost:{taken}"
    )
    another = re.search(r"--port (\d+)$", told)
    assert another and int(another[1]) != taken
    assert started == []


def test_an_address_of_another_machine_is_told(started: Started, capsys: pytest.CaptureFixture[str]) -> None:
    told = complaint(capsys, "--address", "203.0.113.9", "--port", str(free_port()))  # RFC 5737: nobody's address
    assert told.startswith("referral: this machine has no address 203.0.113.9. Leave out --address")
    assert started == []


def test_a_clinic_named_by_a_relative_path_is_the_caller_s(
    started: Started, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REFERRAL_CLINIC", "ours.toml")
    monkeypatch.setenv("REFERRAL_DATA", "")
    assert main(["serve", "--port", str(free_port())]) == 0
    assert len(started) == 1
    assert os.environ["REFERRAL_CLINIC"] == str(tmp_path / "ours.toml")
    assert os.environ["REFERRAL_DATA"] == ""


def test_it_serves_from_any_folder_until_ctrl_c_and_ends_quietly(tmp_path: Path) -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "referral", "serve", "--port", str(port)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert becomes_healthy(f"http://localhost:{port}", server)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"http://localhost:{port}/app/static/icon.png", timeout=10) as picture:
            assert picture.read() == (ROOT / "static" / "icon.png").read_bytes()
        with direct.open(f"http://localhost:{port}/", timeout=10) as page:
            assert page.headers["Content-Security-Policy"]  # server.py's, not app.py's
        server.send_signal(signal.SIGINT)
        printed, complaints = server.communicate(timeout=20)
    finally:
        server.kill()
    assert printed == f"Open http://localhost:{port} in a browser. Ctrl-C here ends the explorer.\n"
    assert (server.returncode, complaints.strip()) == (0, "")


def test_the_service_of_deploy_starts_it_as_this_command_is_called(started: Started) -> None:
    unit = (ROOT / "deploy" / "referral-explorer@.service").read_text(encoding="utf-8")
    (called,) = re.findall(r"^ExecStart=\S+/python -m referral (serve .+)$", unit, re.MULTILINE)
    (where,) = re.findall(r'^Environment="WHERE=(.+)"$', unit, re.MULTILINE)
    port = free_port()
    for address, words in (("127.0.0.1", where), (None, ""), ("::1", "--address ::1")):
        assert main(called.replace("%i", str(port)).replace("$WHERE", words).split()) == 0
        assert started.pop() == ("server.py", address, port)
