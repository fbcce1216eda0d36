"""A table's columns → the integers the knowledge reads: types, units and ranges checked, nothing guessed.

A value is quantised once from its decimal text (`semantics.quantise`), as for one person: a float stands for the
shortest decimal that reads back as it. What cannot be read marks its row; it never becomes null.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

import narwhals as nw

from balance_rules.cohort.columns import Named, Raw, column_of, readable
from balance_rules.cohort.compiling import Expr, Language, integer_type
from balance_rules.cohort.dtypes import is_text, tells_apart, told
from balance_rules.cohort.exact import coarse_floats, coarseness, decided, decimals, floats, integers
from balance_rules.errors import FactError, Problem, nearest
from balance_rules.inference.program import lowered
from balance_rules.model import Attribute, Kind, Knowledge
from balance_rules.person.facts import NONE
from balance_rules.text.quantities import ValueProblem, decimals_of, read_value

MOST_GUESSES = 20
WORDS = ("false", "False", "FALSE", "true", "True", "TRUE")

Frame = Any


class Intake:
    """What a table tells: `raws` are the columns that are read, `ignored` those that are not.

    `apply` is for this table, and for others of its schema if no quantity is `typed_out` as text.
    """

    def __init__(
        self, knowledge: Knowledge, table: Frame, *, person: str, keep: Sequence[str], language: Language = nw
    ) -> None:
        self.language = language
        schema = dict(table.collect_schema())
        self.knowledge, self.table, self.person, self.keep = knowledge, table, person, tuple(keep)
        self.positions, self.schema = lowered(knowledge).facts, schema
        names = readable(knowledge)
        aside = {person, *keep}
        self.raws = tuple(
            Raw(column, i, dtype, names[column])
            for i, (column, dtype) in enumerate(schema.items())
            if column in names and column not in aside
        )
        self.ignored = tuple(c for c in schema if c not in names and c not in aside)
        problems = [*self._missing(schema), *self._doubled()]
        if problems:
            raise FactError(problems)

    @property
    def given(self) -> tuple[str, ...]:
        """The facts that the table has a column for, in the order of the knowledge."""
        told: set[str] = set()
        for raw in self.raws:
            told |= {raw.named.fact} if raw.named.fact else set(self.attribute(raw).keys)
        return tuple(fact for fact in self.knowledge.facts if fact in told)

    @property
    def typed_out(self) -> bool:
        """Whether some quantity is text, which is read by the distinct values of this very table."""
        return any(
            is_text(raw.dtype) and raw.named.fact and self.attribute(raw).kind is Kind.NUMBER for raw in self.raws
        )

    def notes(self) -> tuple[str, ...]:
        """Say which columns are not read, with the nearest name for those that look mistyped."""
        if not self.ignored:
            return ()
        names = list(readable(self.knowledge))
        guesses = [(c, nearest(c, names)) for c in self.ignored[:MOST_GUESSES]]
        alike = "".join(f" {c!r} is near {guess!r}." for c, guess in guesses if guess)
        listed = ", ".join(map(repr, self.ignored[:5])) + (" …" if len(self.ignored) > 5 else "")
        one = len(self.ignored) == 1
        return (f"{len(self.ignored):,} column{' is' if one else 's are'} not read: {listed}.{alike}",)

    # ------------------------------------------------------------ what is wrong with the table as a whole

    def _missing(self, schema: Mapping[str, Any]) -> Iterator[Problem]:
        for column in (self.person, *self.keep):
            if column not in schema:
                listed = ", ".join(list(schema)[:8]) or "no column"
                yield Problem(
                    "table",
                    listed,
                    f"a column {column!r}",
                    "Name the column that tells the rows apart.",
                    code="missing",
                )
        kind = schema.get(self.person)
        if kind is not None and not tells_apart(kind):
            expected = "ids: text, whole numbers or days"
            yield Problem(
                f"column {self.person!r}", f"values of type {kind}", expected, "Convert the column.", code="wrong-type"
            )
        if not self.raws:
            listed = ", ".join(list(schema)[:8]) or "no column"
            example = ", ".join(column_of(fact) for fact in list(self.knowledge.facts)[:3])
            yield Problem(
                "table",
                listed,
                f"a column for a fact, such as {example}",
                "Name columns by their facts.",
                code="missing",
            )

    def _doubled(self) -> Iterator[Problem]:
        seen: dict[Named, str] = {}
        for raw in self.raws:
            other = seen.setdefault(raw.named, raw.column)
            if other != raw.column:
                fix = "Keep one of the two."
                yield Problem(
                    f"column {raw.column!r}", f"{other!r} beside it", "one column for a fact", fix, code="duplicate"
                )

    def attribute(self, raw: Raw) -> Attribute:
        """The attribute that a column speaks of."""
        return self.knowledge.attributes[raw.named.attribute]

    def position(self, raw: Raw) -> int:
        """The position of the fact that a column speaks of."""
        assert raw.named.fact is not None
        return self.positions[raw.named.fact]

    def bad(self, raw: Raw) -> Expr:
        """Return where a column of a fact says something that is no value of it."""
        value = self.language.col(f"f{self.position(raw)}")
        return (~self.language.col(raw.name).is_null() & value.is_null()).alias(f"b{raw.position}")

    def is_measure(self, raw: Raw) -> bool:
        """Whether the fact that a column speaks of can be derived too."""
        return any(measure.fact == raw.named.fact for measure in self.knowledge.measures)

    # ------------------------------------------------------------ the columns

    def apply(self, frame: Frame) -> Frame:
        """Return the table by position: `id`, `k…` kept, `r…` as given, `f…` as read, `b…` where it is bad.

        `g…` is how coarse a measure given directly is, in tenths of milli-resolutions (see `deriving`).
        """
        return self.spread(self.read(self.chosen(frame, as_told=self.raws), [r for r in self.raws if r.named.fact]))

    def read(self, frame: Frame, raws: Iterable[Raw]) -> Frame:
        """Return a table by position with its facts as read and every cell checked."""
        steps: tuple[list[Expr], ...] = ([], [], [], [], [])
        for raw in raws:
            self._read(raw, steps)
        return reduce(lambda done, step: done.with_columns(*step) if step else done, steps, frame)

    def spread(self, frame: Frame) -> Frame:
        """Return a table by position with what is said of all instances of an attribute said of each."""
        columns = [column for attribute in self._spread() for column in self._whole(*attribute)]
        return frame.with_columns(*columns) if columns else frame

    def chosen(self, frame: Frame, as_told: Collection[Raw]) -> Frame:
        """Return the columns that are read, as given, under their positions; null where `as_told` say nothing."""
        return frame.select(*self.columns(as_told))

    def columns(self, as_told: Collection[Raw]) -> list[Expr]:
        """The columns that `chosen` selects."""
        columns = [told(self.language, self.person, self.schema[self.person]).alias("id")]
        columns += [self.language.col(column).alias(f"k{i}") for i, column in enumerate(self.keep)]
        for raw in self.raws:
            column = told(self.language, raw.column, raw.dtype) if raw in as_told else self.language.col(raw.column)
            columns.append(column.alias(raw.name))
        return columns

    def _read(self, raw: Raw, steps: Sequence[list[Expr]]) -> None:
        """Add the columns of a fact to the steps: its value, whether it is bad, how coarsely it was given."""
        attribute, fact = self.attribute(raw), raw.named.fact or ""
        position, column = self.positions[fact], self.language.col(raw.name)
        coarse: Expr | None = None
        match attribute.kind:
            case _ if not fits(raw.dtype, attribute.kind):
                value = self._literal(attribute, None)
            case Kind.NUMBER if is_text(raw.dtype):
                value, coarse = self._texts(raw, attribute)
            case Kind.NUMBER if raw.dtype.is_integer():
                value = integers(self.language, raw, attribute)
                coarse = self.language.lit(coarseness(attribute, 0), self.language.Int64)
            case Kind.NUMBER:
                inside, guess, nearest = floats(self.language, raw, attribute)
                steps[0].append(inside.alias(f"x{raw.position}"))
                steps[1].append(guess.alias(f"y{raw.position}"))
                steps[2].append(nearest.alias(f"h{raw.position}"))
                inside, nearest = (self.language.col(f"{letter}{raw.position}") for letter in "xh")
                decimal = decimals(self.language, raw, attribute, nearest)
                value = decided(self.language, attribute, inside, nearest, decimal)
                coarse = coarse_floats(self.language, column, attribute)
            case Kind.BOOLEAN if is_text(raw.dtype):
                value = self.choice(column, attribute, WORDS, [0, 0, 0, 1, 1, 1])
            case Kind.BOOLEAN:
                value = column
            case Kind.CATEGORY:
                value = self.choice(column, attribute, [name for name, _ in attribute.values])
        steps[3].append(value.alias(f"f{position}"))
        steps[4].append(self.bad(raw))
        if coarse is not None and self.is_measure(raw):
            steps[4].append(coarse.alias(f"g{position}"))

    def _literal(self, attribute: Attribute, value: int | None) -> Expr:
        """Return a stored value as a literal of the narrowest type that holds all values of its attribute."""
        if attribute.kind is Kind.BOOLEAN:
            return self.language.lit(None if value is None else bool(value), self.language.Boolean)
        return self.language.lit(value, integer_type(self.language, max(abs(attribute.low), abs(attribute.high))))

    def choice(
        self, column: Expr, attribute: Attribute, names: Sequence[str], values: Sequence[int] | None = None
    ) -> Expr:
        """What the words in `names` stand for, by default their position, null for any other word."""
        value = self.language
        for position, name in zip(values or range(len(names)), names, strict=True):
            value = value.when(column == name).then(self._literal(attribute, position))
        return value if names else self._literal(attribute, None)

    def _texts(self, raw: Raw, attribute: Attribute) -> tuple[Expr, Expr]:
        """Return numbers typed as text with their units: each distinct text is read once."""
        distinct = self.table.select(told(nw, raw.column, raw.dtype).alias(raw.name)).unique()
        distinct = distinct.collect() if isinstance(distinct, nw.LazyFrame) else distinct
        texts, values, coarse = [], [], []
        for text in distinct[raw.name].to_list():
            try:
                reading = None if text is None else read_value(attribute, text)
            except ValueProblem:
                continue
            if reading is not None:
                texts.append(text)
                values.append(reading.value)
                coarse.append(coarseness(attribute, decimals_of(text)))
        column = self.language.col(raw.name)
        if not texts:
            return self.language.lit(None, self.language.Int64), self.language.lit(None, self.language.Int64)
        return (
            column.replace_strict(texts, values, default=None, return_dtype=self.language.Int64),
            column.replace_strict(texts, coarse, default=None, return_dtype=self.language.Int64),
        )

    def _spread(self) -> Iterator[tuple[Attribute, Raw | None, Raw | None]]:
        """Yield the attributes whose `none` fills instances, with the columns that may say so."""
        found: dict[str, list[Raw | None]] = {}
        for raw in self.raws:
            if raw.named.fact is None:
                found.setdefault(raw.named.attribute, [None, None])[raw.named.others] = raw
        for name, (whole, others) in found.items():
            yield self.knowledge.attributes[name], whole, others

    def _whole(self, attribute: Attribute, whole: Raw | None, others: Raw | None) -> Iterator[Expr]:
        own = {raw.named.fact: raw for raw in self.raws if raw.named.attribute == attribute.id and raw.named.fact}
        absent = self._literal(attribute, attribute.absent)
        said = [self._says_none(raw) for raw in (whole, others) if raw]
        none = said[0] if len(said) == 1 else said[0] | said[1]
        for fact in attribute.keys:
            position = self.positions[fact]
            if fact in own:
                column = self.language.col(f"f{position}")
                yield self.language.when(column.is_null() & none).then(absent).otherwise(column).alias(f"f{position}")
            else:
                yield self.language.when(none).then(absent).alias(f"f{position}")
        for raw in (whole, others):
            if raw is None:
                continue
            column = self.language.col(raw.name)
            bad = ~column.is_null() & ~self._says_none(raw)
            beside = [*own.values(), *([others] if others else [])] if raw is whole else []
            for other in beside:
                bad = bad | (~column.is_null() & ~self.language.col(other.name).is_null())
            yield bad.alias(f"b{raw.position}")

    def _says_none(self, raw: Raw) -> Expr:
        if not is_text(raw.dtype):
            return self.language.lit(False, self.language.Boolean)
        return (self.language.col(raw.name) == NONE).fill_null(False)

    # ------------------------------------------------------------ one row, as a profile

    def profile(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """What a row of `apply` says as the profile of one person would say it."""
        profile: dict[str, Any] = {}
        for raw in self.raws:
            value = row[raw.name]
            if value is None:
                continue
            if raw.dtype == nw.Float32:
                value = _shortest(value)
            if raw.named.others:
                profile.setdefault(raw.named.attribute, {})
                if isinstance(profile[raw.named.attribute], dict):
                    profile[raw.named.attribute]["others"] = value
            else:
                profile[raw.named.fact or raw.named.attribute] = value
        return profile


def fits(dtype: Any, kind: Kind) -> bool:
    """Return whether a column's type can hold answers of a kind; of another type every value marks its row."""
    if is_text(dtype):
        return True
    return bool(dtype.is_numeric() if kind is Kind.NUMBER else kind is Kind.BOOLEAN and dtype == nw.Boolean)


def _shortest(value: float) -> float:
    """Return the shortest decimal that a single-precision float stands for."""
    import struct

    tries = (float(f"{value:.{digits}g}") for digits in range(6, 10))
    return next((t for t in tries if struct.pack("f", t) == struct.pack("f", value)), value)
