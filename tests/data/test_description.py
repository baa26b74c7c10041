"""The published description is what the row models say, and what they say is what is checked."""

import json

import pytest
from pydantic import TypeAdapter, ValidationError

from referral.data.description import described
from referral.data.load import DEFAULT_FOLDER
from referral.model.columns import Facts
from referral.model.tables import TABLES

FILE = DEFAULT_FOLDER / "datapackage.json"
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns.values()]


def test_published_description_is_that_of_the_models() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text == described(json.loads(text)), "the models have changed: make describe"


def test_description_keeps_what_is_said_of_the_whole_dataset() -> None:
    package = json.loads(described({"name": "mine", "version": "7", "resources": []}))
    assert (package["name"], package["version"]) == ("mine", "7")
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_columns_stand_in_the_file_in_the_order_of_the_model(name: str) -> None:
    with (DEFAULT_FOLDER / f"{name}.csv").open(encoding="utf-8") as stream:
        assert stream.readline().rstrip("\n").split(",") == list(TABLES[name].columns)


def test_keys_name_a_key_of_another_table() -> None:
    for _, column in COLUMNS:
        if column.says.of:
            assert TABLES[column.says.of].key == [column.name]


@pytest.mark.parametrize(
    ("row", "column"),
    [(table.row, column) for table, column in COLUMNS],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_cell_is_refused_empty_exactly_where_it_is_said_to_be_required(row: type, column: Facts) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(row).validate_python({column.name: ""})
    wrong = {error["loc"][0]: error["type"] for error in caught.value.errors() if error["type"] != "missing"}
    assert (column.name in wrong) != column.says.optional
