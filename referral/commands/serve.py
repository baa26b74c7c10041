"""``serve``: the explorer in a browser, as `streamlit run server.py` in the folder where server.py lies."""

import argparse
import errno
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from referral.commands.shared import FAULTY, OK, command
from referral.folders import ROOT

PORT: Final = "8501"


def add(commands: Any) -> None:
    """Tell the parser the command and its arguments."""
    serve = command(commands, "serve", run, "serve the explorer until Ctrl-C")
    port = os.environ.get("PORT") or PORT
    serve.add_argument(
        "--port", type=_port, default=port, metavar="N", help=f"default: the environment's PORT, else {PORT}"
    )
    serve.add_argument("--address", metavar="A", help="serve on this address of the machine alone (default: on all)")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port, a number from 1 to 65535")
    return int(text)


def run(chosen: argparse.Namespace) -> int:
    """Serve until somebody ends it; a port that cannot be had is told in one line."""
    hindrance = _hindrance(chosen.address, chosen.port)
    if hindrance:
        print(f"referral: {hindrance}", file=sys.stderr)
        return FAULTY
    _keep_named_files()
    os.chdir(ROOT)  # where Streamlit looks for .streamlit/config.toml and static/
    print(f"Open {_link(chosen.address, chosen.port)} in a browser. Ctrl-C here ends the explorer.", flush=True)
    return _streamlit("server.py", chosen.address, chosen.port)


def _hindrance(address: str | None, port: int) -> str | None:
    """Say why the explorer cannot be served there and what to do, or None when nothing is in the way."""
    try:
        _try(address, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            open_already = f"If the explorer runs already, open {_link(address, port)}."
            return f"port {port} is in use. {open_already} Otherwise choose another port: --port {_another(port)}"
        if error.errno == errno.EACCES:
            return f"this system keeps port {port} for itself. Choose another port: --port {_another(port)}"
        if address is not None:
            return f"this machine has no address {address}. Leave out --address to serve on every one it has."
    return None


def _another(port: int) -> int:
    return port + 1 if int(PORT) <= port < 65535 else int(PORT) + 1


def _try(address: str | None, port: int) -> None:
    """Listen for a moment where Streamlit will: without an address on all, of IPv6 and IPv4."""
    if address is None and socket.has_dualstack_ipv6():
        probe = socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True)
    else:
        family = socket.AF_INET6 if ":" in (address or "") else socket.AF_INET
        probe = socket.create_server((address or "", port), family=family)
    probe.close()


def _link(address: str | None, port: int) -> str:
    host = "localhost" if address in (None, "0.0.0.0", "::") else address
    return f"http://[{host}]:{port}" if ":" in str(host) else f"http://{host}:{port}"


def _keep_named_files() -> None:
    """Let a clinic file or dataset that the environment names by a relative path mean the folder of the caller."""
    from referral.clinic.file import ENVIRONMENT_VARIABLE
    from referral.data.load import FOLDER_VARIABLE

    for variable in (ENVIRONMENT_VARIABLE, FOLDER_VARIABLE):
        if os.environ.get(variable):
            os.environ[variable] = str(Path(os.environ[variable]).absolute())


def _streamlit(script: str, address: str | None, port: int) -> int:
    """Run Streamlit in this process, so that Ctrl-C and a service's stop reach it directly."""
    import click
    from streamlit.web.cli import main

    place = ["--server.port", str(port), *(["--server.address", address] if address else [])]
    with suppress(KeyboardInterrupt, click.Abort):  # Ctrl-C: how it is meant to end
        main(["run", script, *place], prog_name="streamlit", standalone_mode=False)
    return OK
