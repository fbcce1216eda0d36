"""Expressions as SQL text for DuckDB: a language of plans, where `col`, `lit`, `when` and the types are narwhals'.

DuckDB's own Python expressions take a second for a few thousand columns, and its relations bind every step anew and
compare each new column with every column there is. Text costs what writing it costs.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import Any

from narwhals import Boolean, Float32, Float64, Int8, Int16, Int32, Int64, String

TYPES = {
    Boolean: "BOOLEAN",
    Float32: "FLOAT",
    Float64: "DOUBLE",
    Int8: "TINYINT",
    Int16: "SMALLINT",
    Int32: "INTEGER",
    Int64: "BIGINT",
    String: "VARCHAR",
}
INTEGER = 1 << 31
_NAMES_AND_TEXTS = re.compile(r"""'(?:[^']|'')*'|"((?:[^"]|"")*)\"""")
Value = Any  # an expression, or what `lit` takes


class Sql:
    """A piece of SQL, and the name of the column that it gives."""

    def __init__(self, text: str, name: str = "") -> None:
        self.text, self.name = text, name

    def alias(self, name: str) -> Sql:
        """Return the expression under another name."""
        return Sql(self.text, name)

    def cast(self, dtype: Any) -> Sql:
        """Return the expression as a value of another type."""
        return Sql(f"CAST({self.text} AS {TYPES[dtype]})", self.name)

    def is_null(self) -> Sql:
        """Return whether there is no value."""
        return Sql(f"({self.text} IS NULL)", self.name)

    def fill_null(self, value: Value) -> Sql:
        """Return the value, or another where there is none."""
        return Sql(f"coalesce({self.text}, {_text(value)})", self.name)

    def is_in(self, values: Sequence[Any]) -> Sql:
        """Return whether the value is one of some; of none nothing is known."""
        if not values:
            return when(~self.is_null()).then(False)
        return Sql(f"({self.text} IN ({', '.join(map(_text, values))}))", self.name)

    def replace_strict(self, old: Sequence[Any], new: Sequence[Any], *, default: None, return_dtype: Any) -> Sql:
        """Return the new value for an old one, null for one that is not among them."""
        pairs = ", ".join(f"[{', '.join(map(_text, values))}]" for values in (old, new))
        return Sql(f"list_extract(map_extract(map({pairs}), {self.text}), 1)", self.name).cast(return_dtype)

    def is_nan(self) -> Sql:
        """Return whether it is not a number."""
        return self._called("isnan")

    def abs(self) -> Sql:
        """Return the size."""
        return self._called("abs")

    def exp(self) -> Sql:
        """Return e to its power."""
        return self._called("exp")

    def round(self, decimals: int) -> Sql:
        """Return it rounded half away from zero."""
        return Sql(f"round({self.text}, {decimals})", self.name)

    def sum(self) -> Sql:
        """Return the sum over all rows, nought if there is none."""
        return Sql(f"coalesce(sum({self.text}), 0)", self.name)

    def strip_chars(self) -> Sql:
        """Return text without white space around it."""
        return Sql(f"trim({self.text}, {_text(string.whitespace)})", self.name)

    def _called(self, function: str) -> Sql:
        return Sql(f"{function}({self.text})", self.name)

    def _with(self, sign: str, other: Value) -> Sql:
        return Sql(f"({self.text} {sign} {_text(other)})", self.name)

    def _computed(self, sign: str, other: Value) -> Sql:
        return Sql(f"({self.text} {sign} {_operand(other)})", self.name)

    def __and__(self, other: Value) -> Sql:
        return self._with("AND", other)

    def __or__(self, other: Value) -> Sql:
        return self._with("OR", other)

    def __invert__(self) -> Sql:
        return Sql(f"(NOT {self.text})", self.name)

    def __eq__(self, other: Value) -> Sql:  # type: ignore[override]
        return self._with("=", other)

    def __ne__(self, other: Value) -> Sql:  # type: ignore[override]
        return self._with("<>", other)

    def __lt__(self, other: Value) -> Sql:
        return self._with("<", other)

    def __le__(self, other: Value) -> Sql:
        return self._with("<=", other)

    def __gt__(self, other: Value) -> Sql:
        return self._with(">", other)

    def __ge__(self, other: Value) -> Sql:
        return self._with(">=", other)

    def __add__(self, other: Value) -> Sql:
        return self._computed("+", other)

    def __sub__(self, other: Value) -> Sql:
        return self._computed("-", other)

    def __mul__(self, other: Value) -> Sql:
        return self._computed("*", other)

    def __truediv__(self, other: Value) -> Sql:
        return self._computed("/", other)

    def __floordiv__(self, other: Value) -> Sql:
        """Return the whole part of a quotient of what is not negative."""
        return self._computed("//", other)

    def __mod__(self, other: Value) -> Sql:
        return self._computed("%", other)

    def __radd__(self, other: Value) -> Sql:
        return Sql(f"({_operand(other)} + {self.text})")

    def __rsub__(self, other: Value) -> Sql:
        return Sql(f"({_operand(other)} - {self.text})")

    def __rmul__(self, other: Value) -> Sql:
        return Sql(f"({_operand(other)} * {self.text})")

    def __neg__(self) -> Sql:
        return Sql(f"(- {self.text})", self.name)

    __hash__ = object.__hash__

    @property
    def str(self) -> Sql:
        """What is done to text."""
        return self


class Chosen(Sql):
    """The value of the first case that holds, null where none does."""

    def __init__(self, cases: str) -> None:
        super().__init__(f"CASE{cases} END")
        self.cases = cases

    def when(self, condition: Sql) -> Case:
        """Return a case for those of whom none before it holds."""
        return Case(self.cases, condition)

    def otherwise(self, value: Value) -> Sql:
        """Return the value, another where no case holds."""
        return Sql(f"CASE{self.cases} ELSE {_text(value)} END")


class Case:
    """A case that has no value yet."""

    def __init__(self, before: str, condition: Sql) -> None:
        self.before, self.condition = before, condition

    def then(self, value: Value) -> Chosen:
        """Return the case with its value."""
        return Chosen(f"{self.before} WHEN {self.condition.text} THEN {_text(value)}")


def col(name: str) -> Sql:
    """Return a column.

    >>> ((col("f1") >= 3) & ~col("f2")).text, when(col("t0")).then(lit(7, Int16)).otherwise(0).text
    ('(("f1" >= 3) AND (NOT "f2"))', 'CASE WHEN "t0" THEN CAST(7 AS SMALLINT) ELSE 0 END')
    """
    return Sql(quoted(name), name)


def lit(value: Any, dtype: Any = None) -> Sql:
    """Return the same value for every row."""
    return Sql(_operand(value)) if dtype is None else Sql(_text(value)).cast(dtype)


def when(condition: Sql) -> Case:
    """Return the first case of a choice."""
    return Case("", condition)


def len() -> Sql:  # by the name that languages have for it
    """Return the number of rows."""
    return Sql("count(*)")


def quoted(name: str) -> str:
    """Return the name of a column as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def columns_read(*texts: str) -> set[str]:
    """Return the columns that some expressions read.

    >>> sorted(columns_read('("a" = ' + _text('no "c"') + ')', '"d"'))
    ['a', 'd']
    """
    found = (name for text in texts for name in _NAMES_AND_TEXTS.findall(text) if name)
    return {name.replace('""', '"') for name in found}


def _operand(value: Value) -> str:
    """A value to compute with, whole numbers of a type that does not shrink to their size."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"CAST({value} AS {'INTEGER' if -INTEGER <= value < INTEGER else 'BIGINT'})"
    return _text(value)


def _text(value: Value) -> str:
    match value:
        case Sql():
            return value.text
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():  # without an exponent it would be a decimal
            written = repr(value)
            return written if "e" in written else f"{written}e0"
    return "'" + str(value).replace("'", "''") + "'"
