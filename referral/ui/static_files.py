"""Addresses of the pictures in static/, with the hash of their content: a browser may keep them for good.

static_url(path) -> str    `views/front.webp` -> `app/static/views/front.webp?v=1f0c…`; FileNotFoundError
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).resolve().parent.parent.parent / "static"


@cache
def static_url(path: str) -> str:
    """The address of a file of static/, relative to the site's root. Read once a process.

    Raises FileNotFoundError when there is no such file.
    """
    version = blake2b((STATIC / path).read_bytes(), digest_size=6).hexdigest()
    return f"app/static/{path}?v={version}"
