"""The types of a table's columns: which hold text, which can be ids, and which cells say nothing."""

from __future__ import annotations

from typing import Any

import narwhals as nw


def is_text(dtype: Any) -> bool:
    """Return whether a column holds text, by whatever name, or decimals, which are read from their text."""
    wide = isinstance(dtype, nw.Decimal) or dtype == nw.Decimal
    return wide or dtype in (nw.String, nw.Categorical, nw.Unknown) or isinstance(dtype, nw.Enum)


def told(language: Any, name: str, dtype: Any) -> Any:
    """Return a column, text by another name as text, null where its cells say nothing: see `facts.cells`."""
    column = language.col(name)
    if is_text(dtype):
        column = column if dtype == nw.String else column.cast(language.String)
        return language.when(column.str.strip_chars() != "").then(column)
    return language.when(~column.is_nan()).then(column) if dtype.is_float() else column


def tells_apart(dtype: Any) -> bool:
    """Return whether a column's values can be ids: text, numbers or days."""
    return bool(is_text(dtype) or dtype.is_numeric() or dtype in (nw.Date, nw.Datetime))
