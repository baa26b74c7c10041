"""The columns that a dataset's own datapackage.json names; or which key of it is wrong.

::

    described_columns(path) -> {table: [column, …]}      raises NoPackageError
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from referral.data.saved_file import UNREAD


class NoPackageError(ValueError):
    """The file is no data package: at which line or key (None: as a whole), and why."""

    def __init__(self, message: str, key: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.key, self.line = key, line


def described_columns(path: Path) -> dict[str, list[str]]:
    """Return the columns that a descriptor names, by table."""
    return dict(_tables(_parsed(path)))


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise NoPackageError(f"{UNREAD}: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise NoPackageError(f"not a data package: no JSON ({error.msg})", line=error.lineno) from None
    except UnicodeDecodeError:
        raise NoPackageError("not a data package: not UTF-8") from None
    except ValueError:
        raise NoPackageError("not a data package: a number has thousands of digits") from None
    except RecursionError:
        raise NoPackageError("not a data package: lists or objects within each other, hundreds deep") from None


def _tables(package: Any) -> Iterator[tuple[str, list[str]]]:
    for number, resource in enumerate(_member(package, "", "resources", list)):
        place = f"resources[{number}]"
        name = _member(resource, place, "name", str)
        schema = _member(resource, place, "schema", dict)
        fields = _member(schema, f"{place}.schema", "fields", list)
        names = (_member(one, f"{place}.schema.fields[{n}]", "name", str) for n, one in enumerate(fields))
        yield name, list(names)


KINDS: Final[dict[type, str]] = {list: "a list", dict: "an object", str: "a text"}


def _member(parent: Any, place: str, key: str, kind: type) -> Any:
    """The value at a key; NoPackageError names the key that is missing or holds something else."""
    if not isinstance(parent, dict):
        raise NoPackageError("not a data package: must be an object", place or None)
    full = f"{place}.{key}" if place else key
    if key not in parent:
        raise NoPackageError("not a data package: the key is missing", full)
    if not isinstance(parent[key], kind):
        raise NoPackageError(f"not a data package: must be {KINDS[kind]}", full)
    return parent[key]
