"""The files of deploy/: what each proxy does with a request, before two small servers that say which one they are.

What the explorer itself does behind them is tests/browser/test_proxies.py.
"""

import re
import shutil
import subprocess
import tempfile
import threading
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from referral.folders import ROOT
from tools import container
from tools.browsing import free_port
from tools.proxies import DEPLOY, NAMES, FileChangedError, Proxy, behind, corrected, is_there

TAPPED = "area=right-temple&muscle=upper_trapezius"


class Saying(BaseHTTPRequestHandler):
    """Answers with the port it listens on, the Host that it was asked for, and the path."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{self.connection.getsockname()[1]} {self.headers['Host']} {self.path}".encode())

    def log_message(self, format: str, *args: Any) -> None: ...


@contextmanager
def small_server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Saying)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def asked(proxy: Proxy, path: str, **headers: str) -> tuple[str, Message]:
    """What comes back: the status of a fault, or port, host and path as the server saw them."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(proxy.url + path, headers=named)
    direct = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=proxy.trusting)
    )
    try:
        with direct.open(request, timeout=20) as answer:
            return answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return str(error.code), error.headers


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    if not is_there(request.param):
        pytest.skip(f"{request.param} is not on this machine: tools/proxies.sh")
    return str(request.param)


@pytest.mark.parametrize("base", ["", "/pain"])
def test_a_request_comes_as_it_was_sent_and_its_query_is_not_noted(name: str, base: str, tmp_path: Path) -> None:
    with small_server() as server, behind(name, [server.server_port], tmp_path, base) as proxy:
        told, headers = asked(proxy, f"/find?{TAPPED}", Referer=f"https://localhost/find?{TAPPED}")
        host = proxy.url.removesuffix(base).removeprefix("https://")
        assert told == f"{server.server_port} {host} {base}/find?{TAPPED}"
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
    log = (tmp_path / "explorer.log").read_text(encoding="utf-8")
    assert f"{base}/find" in log
    assert "?" not in proxy.logged()
    assert "temple" not in proxy.logged()


def test_a_visitor_stays_on_one_of_two_servers(name: str, tmp_path: Path) -> None:
    with (
        small_server() as first,
        small_server() as second,
        behind(name, [first.server_port, second.server_port], tmp_path) as proxy,
    ):
        of_nobody = [asked(proxy, "/find") for _ in range(8)]
        served = {
            number: {asked(proxy, "/find", Cookie=f"x=1; visitor={number}")[0].split()[0] for _ in range(4)}
            for number in range(16)
        }
    assert len({told for told, _ in of_nobody}) == 1  # by the address
    cookies = [headers["Set-Cookie"] for _, headers in of_nobody]
    assert all(re.fullmatch(r"visitor=[\w-]{32,}; Path=/; Secure; HttpOnly; SameSite=Lax", one) for one in cookies)
    assert len(set(cookies)) == 8
    assert {len(ports) for ports in served.values()} == {1}
    assert set().union(*served.values()) == {str(first.server_port), str(second.server_port)}


def test_who_has_a_number_keeps_it(name: str, tmp_path: Path) -> None:
    with small_server() as server, behind(name, [server.server_port], tmp_path) as proxy:
        assert asked(proxy, "/find", Cookie="visitor=1")[1]["Set-Cookie"] is None


def test_when_one_server_is_down_the_other_answers_and_no_fault_is_told_with_its_query(
    name: str, tmp_path: Path
) -> None:
    with (
        small_server() as stays,
        small_server() as goes,
        behind(name, [stays.server_port, goes.server_port], tmp_path) as proxy,
    ):
        goes.shutdown()
        goes.server_close()
        told = {asked(proxy, f"/find?{TAPPED}", Cookie=f"visitor={one}")[0].split()[0] for one in range(8)}
        assert told == {str(stays.server_port)}
        stays.shutdown()
        stays.server_close()
        assert asked(proxy, f"/find?{TAPPED}")[0] in ("502", "503")
    assert "temple" not in proxy.logged()
    assert re.search(r"\b50[23]\b", (tmp_path / "explorer.log").read_text(encoding="utf-8"))


def test_a_file_that_has_changed_is_told() -> None:
    with pytest.raises(FileChangedError, match="has no 'gone'"):
        corrected("nginx.conf", {"gone": ""})


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = (DEPLOY / "referral-explorer@.service").read_text(encoding="utf-8")
    for place, here in (
        ("/opt/referral-explorer/.venv/bin/python", "/usr/bin/env"),  # what must exist on the machine
        ("WorkingDirectory=/opt/referral-explorer", f"WorkingDirectory={tmp_path}"),
        ("User=referral", "User=daemon"),
    ):
        assert place in unit
        unit = unit.replace(place, here)
    (tmp_path / "referral-explorer@.service").write_text(unit, encoding="utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "referral-explorer@8501.service")],
        capture_output=True,
        text=True,
        check=False,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
    )
    assert (checked.returncode, checked.stderr) == (0, "")


# --- the container


def test_the_container_s_steps_are_known_to_who_does_them_without_an_engine() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    written = [line.split(" ")[0] for line in text.splitlines() if line and not line.startswith("#")]
    done = container.steps()
    assert [step.name for step in done] == written
    assert written.count("RUN") + written.count("COPY") <= 4
    after_user = written[written.index("USER") :]
    assert not {"RUN", "COPY", "ENV"} & set(after_user)  # whoever serves owns nothing


def test_the_container_holds_what_is_served_and_nothing_else() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    packed = {name.partition("/")[0] for name in (*wheel["packages"], *wheel["force-include"])}
    assert set(container.taken()) == {*packed, "requirements.lock"}


def test_its_python_is_one_that_the_explorer_runs_on() -> None:
    (image,) = [step.words for step in container.steps() if step.name == "FROM"]
    least = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert re.findall(r"\d+", image) >= re.findall(r"\d+", least)


@pytest.mark.long
def test_the_container_s_steps_end_in_a_server_that_writes_nothing() -> None:
    """What is pinned is installed anew, which needs a package registry."""
    with tempfile.TemporaryDirectory() as kept:
        made = container.building(Path(kept))
        port = free_port()
        with container.running(made, port):
            before = set(made.work.rglob("*"))
            tried = subprocess.run(
                [*container.closed(made), "sh", "-c", "id -u; touch it"],
                cwd=made.work,
                capture_output=True,
                text=True,
                check=False,
            )
            assert tried.returncode != 0
            assert tried.stdout.strip() == str(made.user) != "0"
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with direct.open(f"http://127.0.0.1:{port}/find", timeout=20) as page:
                assert page.headers["Content-Security-Policy"]
            assert set(made.work.rglob("*")) == before
