"""Rows -> parquet files, a few at a time, so that memory does not grow with the number of reports."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from scorer.render.tables.columns import FLAG, INTEGER, NUMBER, NUMBERS, TABLES, TEXT, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    Rows = dict[str, list[list[Any]]]  # by table, each row in the order of the columns

SUFFIX = ".parquet"
FILES = tuple(table + SUFFIX for table in TABLES)
_AT_ONCE = 20_000  # rows of a table that are held before they are written: a row group
_TYPES = {
    TEXT: pa.string(),
    INTEGER: pa.int64(),
    NUMBER: pa.float64(),
    FLAG: pa.bool_(),
    TEXTS: pa.list_(pa.string()),
    NUMBERS: pa.map_(pa.string(), pa.float64()),
}
SCHEMAS = {
    table: pa.schema([pa.field(name, _TYPES[kind]) for name, kind in columns.items()])
    for table, columns in TABLES.items()
}


def write(pieces: Iterable[str], folder: str) -> dict[str, int]:
    """Write what `rows.piece` made of reports into the files of a folder; the number of rows by table."""
    counts = dict.fromkeys(TABLES, 0)
    waiting: Rows = {table: [] for table in TABLES}
    with ExitStack() as stack:
        writers = {
            table: stack.enter_context(ParquetWriter(os.path.join(folder, table + SUFFIX), schema, compression="zstd"))
            for table, schema in SCHEMAS.items()
        }

        def empty(least: int) -> None:
            for table, rows in waiting.items():
                if len(rows) >= least:
                    writers[table].write_table(_table(table, rows))
                    rows.clear()

        for piece in pieces:
            # Half of a character pair, as in a file's name of another encoding, has no place in a table.
            for table, rows in json.loads(piece.encode("utf-8", "replace")).items():
                waiting[table] += rows
                counts[table] += len(rows)
            empty(_AT_ONCE)
        empty(1)
    return counts


def _table(table: str, rows: list[list[Any]]) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [
        pa.array([list(cell.items()) for cell in column] if pa.types.is_map(field.type) else column, field.type)
        for field, column in zip(SCHEMAS[table], columns, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=SCHEMAS[table])
