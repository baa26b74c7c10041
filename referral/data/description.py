"""The dataset's tables described for everybody else: ``datapackage.json``, a Frictionless data package.

::

    described(package) -> str     the file's text: the tables by the row models, the rest as in `package`

Title, version, licences and sources of the whole dataset are the editor's, and stay as they are in the file.
"""

import json
from collections.abc import Mapping
from typing import Any

from referral.model.columns import Facts
from referral.model.tables import TABLES, TableModel


def described(package: Mapping[str, Any]) -> str:
    """Return the text of a descriptor like `package`, with its tables as the row models have them."""
    resources = [_resource(name, table) for name, table in TABLES.items()]
    return json.dumps({**package, "resources": resources}, indent=2, ensure_ascii=False) + "\n"


def _resource(name: str, table: TableModel) -> dict[str, Any]:
    return {
        "name": name,
        "profile": "tabular-data-resource",
        "path": f"{name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(table),
    }


def _schema(table: TableModel) -> dict[str, Any]:
    columns = table.columns.values()
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "primaryKey": table.key}
    keys = [_foreign_key(column.name, column.says.of) for column in columns if column.says.of]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Facts) -> dict[str, Any]:
    """A column; its constraints are left out where it has none."""
    says = column.says
    constraints = {
        "required": None if says.optional else True,
        "enum": None if column.several else list(column.allowed) or None,
        "pattern": column.pattern,
        "minimum": says.minimum,
        "maximum": says.maximum,
        "maxLength": says.longest,
    }
    stated = {name: value for name, value in constraints.items() if value is not None}
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "description": says.description}
    if column.kind == "number":
        field["floatNumber"] = True
    return field | ({"constraints": stated} if stated else {})


def _foreign_key(column: str, table: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": table, "fields": [column]}}
