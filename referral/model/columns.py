"""What a column of the dataset may hold: said in the row models of ``rows``, checked by Pydantic, published.

A field of a row model is ``name: Annotated[type, Column("What it holds.", ...)]``. Its type says what the cell becomes,
a ``Literal`` also which values are allowed; ``Column`` says the rest. ``facts_of`` reads both back, so that the checks,
the translators' list, the reading grades and the published description cannot differ from the models.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

from annotated_types import Ge, GroupedMetadata, Le, MaxLen
from pydantic import BeforeValidator, Field, ValidatorFunctionWrapHandler, WrapValidator

ID: Final = "[a-z][a-z0-9]*(_[a-z0-9]+)*"
"""The pattern of every id: small letters, digits and single underscores."""

PLAIN: Final = 8.0
"""The highest reading grade of sentences for patients. The National Institutes of Health (NIH) and the American
Medical Association (AMA) advise grade 6 to 8."""

PLAINEST: Final = 6.0
"""The highest reading grade of what a frightened person must understand at once (NIH and AMA: grade 6)."""

TRUTHS: Final = {
    **dict.fromkeys(("true", "True", "TRUE", "1"), True),
    **dict.fromkeys(("false", "False", "FALSE", "0"), False),
}
"""How a table may write true and false: as the Table Schema standard reads them."""


KINDS: Final[Mapping[Any, Literal["boolean", "number", "integer"]]] = MappingProxyType(
    {bool: "boolean", float: "number", float | None: "number", int: "integer"}
)


@dataclass(frozen=True, slots=True)
class Column(GroupedMetadata):
    """What a column holds beside its type. An annotation for Pydantic, which takes the rules from it.

    `optional`: the cell may be empty. `key`: part of what tells the rows apart. `of`: the table whose key of the same
    name the cell holds. `longest`: in characters. `grade`: patients read it as sentences, no harder than this, and
    each in their language; `translated`: so are further words that people read.
    """

    description: str
    optional: bool = False
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    longest: int | None = None
    key: bool = False
    of: str | None = None
    translated: bool = False
    grade: float | None = None

    def __iter__(self) -> Iterator[object]:
        """Yield the rules as Pydantic knows them; the last is asked first."""
        if self.pattern is not None:
            yield Field(pattern=f"^(?:{self.pattern})$")
        if self.minimum is not None:
            yield Ge(self.minimum)
        if self.maximum is not None:
            yield Le(self.maximum)
        if self.longest is not None:
            yield MaxLen(self.longest)
        if not self.optional:
            yield BeforeValidator(_filled)
        elif self.pattern is not None:
            yield WrapValidator(_if_filled)
        elif self.minimum is not None or self.maximum is not None:
            yield WrapValidator(_number_if_filled)


@dataclass(frozen=True, slots=True)
class Facts:
    """A column as the models have it. `kind`: its type in the published description; `allowed`: its values, if few;
    `several`: a cell may hold more than one of them."""

    name: str
    kind: Literal["string", "boolean", "number", "integer"]
    allowed: tuple[str, ...]
    several: bool
    says: Column

    @property
    def pattern(self) -> str | None:
        """The pattern of a cell in the published description."""
        if not self.several:
            return self.says.pattern
        word = f"({'|'.join(self.allowed)})"
        return f"{word}( {word})*"


@cache
def facts_of(row: type) -> Mapping[str, Facts]:
    """Return the columns of a row model by name, in the order of the file."""
    hints = get_type_hints(row, include_extras=True)
    return MappingProxyType({field.name: _facts(field.name, *get_args(hints[field.name])) for field in fields(row)})


def _facts(name: str, kind: Any, *marks: object) -> Facts:
    (says,) = (mark for mark in marks if isinstance(mark, Column))
    several = get_origin(kind) is tuple and get_origin(get_args(kind)[0]) is Literal
    one = get_args(kind)[0] if several else kind
    return Facts(name, KINDS.get(kind, "string"), get_args(one) if get_origin(one) is Literal else (), several, says)


def _filled(cell: str) -> str:
    if not cell:
        raise ValueError("empty, but required")
    return cell


def _if_filled(cell: str, check: ValidatorFunctionWrapHandler) -> Any:
    return check(cell) if cell else cell


def _number_if_filled(cell: str, check: ValidatorFunctionWrapHandler) -> Any:
    return check(cell) if cell else None


def _truth(cell: str) -> bool:
    if cell not in TRUTHS:
        raise ValueError("neither true nor false")
    return TRUTHS[cell]


def listed(cell: str) -> list[str]:
    """Return the words of a cell that is a list between semicolons."""
    return [word.strip() for word in cell.split(";") if word.strip()]


def spaced(cell: str) -> list[str]:
    """Return the words of a cell that is a list between spaces."""
    return cell.split()


Word = TypeVar("Word")

Truth = Annotated[bool, BeforeValidator(_truth)]
"""A cell that says true or false."""

Words = Annotated[tuple[str, ...], BeforeValidator(listed)]
"""A cell that is a list between semicolons."""

Several = Annotated[tuple[Word, ...], BeforeValidator(spaced)]
"""A cell that is a list, between spaces, of the few values of a ``Literal``."""

Members = Annotated[frozenset[str], BeforeValidator(listed)]
"""A cell that is a list between semicolons, in no order."""
