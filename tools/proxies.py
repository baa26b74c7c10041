"""nginx and Caddy with the files of deploy/, on ports and in a folder of their own: for tests, and to look at.

    python -m tools.proxies nginx|caddy [--base /pain]    serves until Ctrl-C, two servers of the explorer behind it

behind(name, ports, folder, base="")    context manager: the proxy before servers at these ports -> Proxy
is_there(name) -> bool                  whether this machine has it (tools/proxies.sh installs both)

What an operator corrects in a file is corrected here as well: each place must be there, or FileChangedError tells.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from ssl import SSLContext, create_default_context
from typing import Final
from urllib.parse import urlsplit

from tools.browsing import REPOSITORY, START_TIMEOUT, free_port, serving, stop

DEPLOY: Final = REPOSITORY / "deploy"
NAMES: Final = ("nginx", "caddy")
SITE: Final = "pain.example.org"
BASE: Final = "STREAMLIT_SERVER_BASE_URL_PATH"
COOKIE_SECRET: Final = "STREAMLIT_SERVER_COOKIE_SECRET"


class FileChangedError(RuntimeError):
    """A file of deploy/ no longer has a place that is corrected here."""


@dataclass(frozen=True)
class Proxy:
    """A running proxy: its address without a slash at the end, what it trusts, and all that it has written."""

    url: str
    certificate: Path
    folder: Path

    @property
    def trusting(self) -> SSLContext:
        return create_default_context(cafile=str(self.certificate))

    def logged(self) -> str:
        """Every word of the proxy's logs, of visits and of faults."""
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("*.log")))


def is_there(name: str) -> bool:
    """Whether this machine has the proxy."""
    return shutil.which(name, path=_path()) is not None


def _path() -> str:
    return os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))


@contextmanager
def behind(name: str, ports: Sequence[int], folder: Path, base: str = "") -> Iterator[Proxy]:
    """Start a proxy before servers on this machine; `base`: the path under which they serve, "" or such as "/pain".

    Raises RuntimeError with its words when it does not start.
    """
    port = free_port()
    pair = _certificate(folder)
    command = {"nginx": _nginx, "caddy": _caddy}[name](port, ports, folder, base, pair)
    proxy = Proxy(f"https://localhost:{port}{base}", pair[0], folder)
    with (folder / "said.log").open("w", encoding="utf-8") as said:
        running = subprocess.Popen(command, env=_environment(folder), stdout=said, stderr=subprocess.STDOUT)
        try:
            if not _answers(proxy, running):
                raise RuntimeError(f"{name} did not start:\n{proxy.logged()}")
            yield proxy
        finally:
            stop(running)


def corrected(file: str, places: Mapping[str, str]) -> str:
    """The text of a file of deploy/ with each of some places replaced."""
    text = (DEPLOY / file).read_text(encoding="utf-8")
    for place, instead in places.items():
        if place not in text:
            raise FileChangedError(f"deploy/{file} has no {place!r}")
        text = text.replace(place, instead)
    return text


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that nobody signed, and its key."""
    certificate, key = folder / "explorer.pem", folder / "explorer.key"
    made = ("-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    named = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    kept = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run(["openssl", "req", *made, *named, *kept], check=True, capture_output=True)
    return certificate, key


def _nginx(port: int, ports: Sequence[int], folder: Path, base: str, pair: tuple[Path, Path]) -> list[str]:
    """Write the file that stands round deploy/nginx.conf on a machine; the command that starts it."""
    plain = free_port()
    places = {
        "    server 127.0.0.1:8501 max_fails=1 fail_timeout=5s;\n": "".join(
            f"    server 127.0.0.1:{one} max_fails=1 fail_timeout=5s;\n" for one in ports
        ),
        "    server 127.0.0.1:8502 max_fails=1 fail_timeout=5s;\n": "",
        "listen 443 ssl": f"listen {port} ssl",
        "listen [::]:443 ssl": f"listen [::]:{port} ssl",
        "listen 80;": f"listen {plain};",
        "listen [::]:80;": f"listen [::]:{plain};",
        SITE: "localhost",
        "/etc/ssl/explorer.pem": str(pair[0]),
        "/etc/ssl/explorer.key": str(pair[1]),
        "/var/log/nginx": str(folder),
        **({"location / {": f"location {base}/ {{"} if base else {}),
    }
    (folder / "explorer.conf").write_text(corrected("nginx.conf", places), encoding="utf-8")
    kept = " ".join(
        f"{kind}_temp_path {folder / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    rights = "user root;" if os.geteuid() == 0 else ""
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off; {rights} worker_processes 1; pid {folder / 'nginx.pid'}; error_log {folder / 'nginx.log'} warn;\n"
        f"events {{ worker_connections 512; }}\nhttp {{ {kept} include {folder / 'explorer.conf'}; }}\n",
        encoding="utf-8",
    )
    return [
        shutil.which("nginx", path=_path()) or "nginx",
        "-p",
        str(folder),
        "-e",
        str(folder / "nginx.log"),
        "-c",
        str(whole),
    ]


def _caddy(port: int, ports: Sequence[int], folder: Path, base: str, pair: tuple[Path, Path]) -> list[str]:
    """Write deploy/Caddyfile for this machine; the command that starts it."""
    places = {
        "{\n\t# What Caddy says": "{\n\tadmin off\n\tauto_https disable_redirects\n\t# What Caddy says",
        f"{SITE} {{": f"https://localhost:{port} {{",
        "# tls /etc/ssl/explorer.pem /etc/ssl/explorer.key": f"tls {pair[0]} {pair[1]}",
        "/var/log/caddy": str(folder),
        "127.0.0.1:8501 127.0.0.1:8502": " ".join(f"127.0.0.1:{one}" for one in ports),
        **({"handle /* {": f"handle {base}/* {{", " /_stcore/health": f" {base}/_stcore/health"} if base else {}),
    }
    file = folder / "Caddyfile"
    file.write_text(corrected("Caddyfile", places), encoding="utf-8")
    return [shutil.which("caddy", path=_path()) or "caddy", "run", "--adapter", "caddyfile", "--config", str(file)]


def _environment(folder: Path) -> dict[str, str]:
    """Where Caddy keeps what it keeps: in its own folder."""
    own = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return {**os.environ, **own}


def _answers(proxy: Proxy, running: subprocess.Popen[bytes]) -> bool:
    """Whether the proxy hands on what the servers behind it say."""
    return _until(lambda: fetched(proxy, "/_stcore/health") == 200, lambda: running.poll() is None)


def fetched(proxy: Proxy, path: str, cookie: str = "") -> int:
    """The status of an answer, 0 when there is none."""
    request = urllib.request.Request(proxy.url + path, headers={"Cookie": cookie} if cookie else {})
    direct = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=proxy.trusting)
    )
    try:
        with direct.open(request, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _until(holds: Callable[[], bool], goes_on: Callable[[], bool]) -> bool:
    end = time.monotonic() + START_TIMEOUT
    while time.monotonic() < end and goes_on():
        if holds():
            return True
        time.sleep(0.2)
    return False


@contextmanager
def two_servers(folder: Path, base: str = "") -> Iterator[list[int]]:
    """Two servers of the explorer that share what servers behind one name must; gives their ports. Each writes
    server_1.txt or server_2.txt in the folder."""
    shared = {BASE: base.strip("/"), COOKIE_SECRET: "the same in both, and drawn by lot where it counts"}
    with ExitStack() as started:
        urls = [
            started.enter_context(serving(extra_environment=shared, log=folder / f"server_{one}.txt")) for one in (1, 2)
        ]
        yield [urlsplit(url).port or 0 for url in urls]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--base", default="", metavar="/PATH", help="the path under which the explorer is served")
    chosen = parser.parse_args()
    if not is_there(chosen.name):
        sys.exit(f"{chosen.name} is not on this machine; tools/proxies.sh installs it as root on Debian")
    with (
        tempfile.TemporaryDirectory() as kept,
        two_servers(Path(kept), chosen.base) as ports,
        behind(chosen.name, ports, Path(kept), chosen.base) as proxy,
        suppress(KeyboardInterrupt),
    ):
        print(f"Open {proxy.url}/ (nobody signed its certificate). Logs: {kept}. Ctrl-C ends it.", flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
