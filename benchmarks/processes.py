"""What a process uses, read from /proc (Linux)."""

from __future__ import annotations

import os
import re
from pathlib import Path


def memory_mb(process: int) -> float:
    """Resident memory of a process, MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def processor_seconds(process: int) -> float:
    """How long a process has kept a processor busy, with all its threads."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def server_process(port: int) -> int:
    """The process that was started for a port. Raises RuntimeError when there is none."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                told = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"--server.port" in told and str(port).encode() in told:
                return int(folder.name)
    raise RuntimeError(f"no server on port {port}")
