"""The layouts that have a row for each set: which column holds what, and how its cells are read.

Such a format is data: it names its columns, and says what its words for kinds of sets mean. A set survives any
cell that no fact needs: a weight, an exertion or a distance that cannot be read is unknown, and the set counts;
each such cell goes with it (`Done.unread`), so that it can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import lru_cache
from operator import itemgetter
from sys import intern

from balance_rules.errors import FactError, Problem, nearest
from balance_rules.person.logs.files import File
from balance_rules.person.logs.formats.words import POUND, UNKNOWN_KIND, felt_exertion, is_unit, set_type
from balance_rules.person.logs.log import SET_TYPES, Done, Row, Skipped, Unread
from balance_rules.person.logs.sides import side_of
from balance_rules.person.logs.table import Table, amount, column, number, read_table, seconds, shown
from balance_rules.person.logs.unread import MOST_REPETITIONS, read_amount, says_something, without_slips

WEIGHTS: Mapping[str, Decimal | None] = {  # in kg
    **dict.fromkeys(("weight_kg", "weight_kgs"), Decimal(1)),
    **dict.fromkeys(("weight_lb", "weight_lbs"), POUND),
    "weight": None,
}
DISTANCES: Mapping[str, Decimal | None] = {  # in m
    "distance_km": Decimal(1000),
    **dict.fromkeys(("distance_miles", "distance_mi"), Decimal("1609.344")),
    **dict.fromkeys(("distance_m", "distance_meters", "distance_metres"), Decimal(1)),
    "distance": None,
}
UNITS = ("weight_unit", "distance_unit")

MAX_SETS = 100  # in one row; more is a slip
_KEPT = 10_000  # different rows that are remembered, so that a long log does not fill memory
_UNREAD = Decimal(-1)  # seconds that stand in a cell and cannot be read
_EXACT = Context(prec=40)
_ROUNDING_KG, _ROUNDING_SHARE = Decimal("0.5"), Decimal("0.01")  # of apps that write both weights


@dataclass(frozen=True, slots=True)
class Options:
    """What the person says about a file that its text cannot tell."""

    weight_unit: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """The plain names of the columns that hold the parts of a set; empty for what the layout does not have.

    Weights and distances are found by their names, which tell their units. `duration` is the set's, in seconds or
    as a clock shows it. `rir` are repetitions in reserve, 10 less than the exertion. `sets` is how many sets a row
    stands for. `start` may be two columns, a date and a time of day.
    """

    start: tuple[str, ...] = ("date",)
    title: str = "exercise"
    reps: str = "reps"
    workout: str = ""
    set_type: str = ""
    index: str = ""
    duration: str = ""
    rpe: str = ""
    rir: str = ""
    note: str = ""
    sets: str = ""

    @property
    def names(self) -> frozenset[str]:
        """All that are named."""
        parts = (self.workout, self.set_type, self.index, self.duration, self.rpe, self.rir, self.note, self.sets)
        return frozenset({*self.start, self.title, self.reps, *parts} - {""})


_Load = tuple[int | None, Decimal | None, tuple[Unread, ...]]  # repetitions, weight, what was not taken of the weight
Repair = Callable[[list[str], "ColumnLayout"], list[str] | None]


@dataclass(frozen=True, eq=False)
class TableFormat:
    """A layout with a row for each set.

    Parameters
    ----------
    id, name
        For reports; `name` is the app's.
    columns
        Where the parts of a set stand.
    required
        The columns that a header must have to be this layout's.
    telling
        Columns that hardly another layout has: a header with three of them is meant to be this one.
    others
        Columns of the layout that nothing here needs.
    spellings
        Plain names of other versions → those of `columns`.
    sought
        Names of `required` → what a person calls the column, for a mapping.
    kind
        A cell of the set type → ``warmup``, ``normal``, ``dropset``, ``failure``, or the reason to skip the row.
    any_kind
        A word for the set type that nobody knows is no warm-up: the set counts, and that is told.
    zero_is_unset
        The app writes 0 for what was not recorded.
    blank_is_not_done
        The app writes planned sets too: a set without repetitions was not done.
    repair
        Puts a row with too many cells right, or gives None.
    """

    id: str
    name: str
    columns: ColumnNames
    required: tuple[str, ...]
    telling: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    spellings: Mapping[str, str] = field(default_factory=dict)
    sought: Mapping[str, str] = field(default_factory=dict)
    kind: Callable[[str], str] = set_type
    any_kind: bool = False
    zero_is_unset: bool = False
    blank_is_not_done: bool = False
    repair: Repair | None = None

    @property
    def known(self) -> frozenset[str]:
        """Every column of the layout."""
        return self.columns.names | self.others | {*WEIGHTS, *DISTANCES, *UNITS} | self.spellings.keys()

    def recognise(self, file: File) -> bool:
        """Whether the header is this layout's."""
        if file.is_json:
            return False
        return {*self.required} <= {*self.named(self.table(file))}

    def table(self, file: File) -> Table:
        """The file as a table, by the delimiter that fits this layout best."""
        return read_table(file, self.known)

    def named(self, table: Table) -> list[str]:
        """The plain names of the header's columns, as this layout spells them."""
        return [self.spellings.get(column(cell), column(cell)) for cell in table.header]

    def missing(self, table: Table) -> list[Problem]:
        """What a header that is meant to be this layout's lacks."""
        names = self.named(table)
        return [self._missing(table, name, names) for name in self.required if name not in names]

    def _missing(self, table: Table, name: str, names: list[str]) -> Problem:
        name = self.sought.get(name, name)
        guess = nearest(name, [other for other in names if other not in self.known])
        fix = f"Rename the column {guess!r} to {name!r}?" if guess else f"Export the log from {self.name} again."
        found = f"the columns {shown(', '.join(table.header), 300)}"
        return Problem(table.place, found, f"the column {name!r}", fix, code="missing")

    def read(self, file: File, options: Options) -> Iterator[Row | Skipped]:
        """Yield what each row says, or why it is no set.

        Raises
        ------
        FactError
            A column that is read stands twice.
        """
        return ColumnLayout(self, self.table(file), options).rows()


class ColumnLayout:
    """A format in one file: where its columns stand there."""

    def __init__(self, form: TableFormat, table: Table, options: Options) -> None:
        self.form, self.table, self.options = form, table, options
        self.names = form.named(table)
        self.width = len(self.names)
        read = form.columns.names | {*WEIGHTS, *DISTANCES, *UNITS}
        twice = sorted(name for name in {*self.names} & read if self.names.count(name) > 1)
        if twice:
            raise FactError([_twice(table, name, self.names.count(name)) for name in twice])
        self.position = {name: self.names.index(name) for name in self.names}
        self._weights = [(self.position[n], unit) for n, unit in WEIGHTS.items() if n in self.position]
        self._distances = [(self.position[n], unit) for n, unit in DISTANCES.items() if n in self.position]
        self._note_last = self.names[-1] in ("comment", "comments", "note", "notes", "workout_notes")

    def at(self, name: str) -> int:
        """Where a column stands; one past the row for a column that is absent, where a blank cell is put."""
        return self.position.get(name, self.width)

    def rows(self) -> Iterator[Row | Skipped]:
        """Yield what each row says, or why it is no set."""
        columns = self.form.columns
        start, *rest = map(self.at, columns.start)
        workout, index = self.at(columns.workout), self.at(columns.index)
        sets = self.at(columns.sets) if columns.sets else None
        header, width, done_of = [*self.table.header], self.width, self._reader()
        part, full = 0, False
        for line, cells in self.table.rows():
            if len(cells) != width:
                repaired = self._repaired(line, cells, full)
                if type(repaired) is Skipped:
                    yield repaired
                    continue
                cells = repaired  # type: ignore[assignment]
            full = True
            if cells == header:
                part += 1
                yield Skipped(line, "repeated_header", shown(", ".join(cells)))
                continue
            cells.append("")
            done = done_of(cells)
            begun, named = cells[start].strip(), intern(cells[workout].strip())
            if rest:
                begun = " ".join([begun, *(cells[other].strip() for other in rest)]).strip()
            if type(done) is Skipped:
                text = shown(" ".join(cells)) if done.reason == "missing_exercise" else done.text
                yield Skipped(line, done.reason, text, "", begun, named)
                continue
            row = Row(line, named, intern(begun), done, intern(cells[index].strip()), part)  # type: ignore[arg-type]
            yield row
            if sets is not None:
                yield from [row] * (int(amount(cells[sets]) or 1) - 1)

    def _reader(self) -> Callable[[list[str]], Done | Skipped]:
        """What reads the cells of a row that tell what was done; each text is read once, and each row's sum kept.

        Titles, kinds and exertions are few and stand together; repetitions and weights come in every combination.
        """
        c = self.form.columns
        names = (c.title, c.set_type, c.duration, c.rpe, c.rir, c.note, c.sets, *UNITS)
        fewer = itemgetter(*map(self.at, names), *(at for at, _ in self._distances))
        heavy = itemgetter(self.at(c.reps), self.at("weight_unit"), *(at for at, _ in self._weights))
        heads: dict[tuple[str, ...], Done | Skipped] = {}
        loads: dict[tuple[str, ...], _Load | ValueError] = {}
        known: dict[tuple[int, int], Done | Skipped] = {}

        def done(cells: list[str]) -> Done | Skipped:
            few, many = fewer(cells), heavy(cells)
            head, load = heads.get(few), loads.get(many)
            if head is None or load is None:
                if len(heads) + len(loads) > _KEPT:
                    for kept in (known, heads, loads):
                        kept.clear()
                head, load = heads.get(few), loads.get(many)
                head = heads[few] = head or self._head(*few)
                load = loads[many] = load or self._load(*many)
            both = id(head), id(load)
            if (whole := known.get(both)) is None:
                if len(known) > _KEPT:
                    known.clear()
                whole = known[both] = self._whole(head, load)
            return whole

        return done

    def _repaired(self, line: int, cells: list[str], after_full: bool) -> list[str] | Skipped:
        if self.form.repair and (repaired := self.form.repair(cells, self)):
            return repaired
        if len(cells) > self.width and not "".join(cells[self.width :]).strip():  # a comma at the end of the row
            return cells[: self.width]
        if len(cells) == 1 and after_full and self._note_last:
            return Skipped(line, "note_line", shown(cells[0]))
        return Skipped(line, "shifted_row", f"{len(cells)} cells for {self.width} columns")

    def _head(
        self,
        title: str,
        kind: str,
        duration: str,
        rpe: str,
        rir: str,
        note: str,
        sets: str,
        weight_unit: str,
        distance_unit: str,
        *distances: str,
    ) -> Done | Skipped:
        """What a row says was done, but for repetitions and weight; without a line, since many rows share it."""
        title = intern(title.strip())
        if not title:
            return Skipped(0, "missing_exercise", "")
        unread: list[Unread] = []
        meant = self.form.kind(kind.strip()) if self.form.columns.set_type in self.position else "normal"
        if meant == UNKNOWN_KIND and self.form.any_kind:
            meant = "normal"
            if says_something(kind):
                unread.append(Unread("kind", shown(kind)))
        if meant not in SET_TYPES:
            return Skipped(0, meant, shown(kind.strip() or title))
        try:
            times = number(sets)
            if times is not None and (times != int(times) or not 1 <= times <= MAX_SETS):
                raise ValueError(sets)
        except ValueError as error:
            return Skipped(0, "invalid_number", shown(str(error)))
        metres, felt = self._metres(distances, distance_unit, unread), felt_exertion(rpe, rir, unread)
        length = _duration(duration, unread)
        return Done(title, meant, None, length, metres, None, felt, side_of(title, note.strip()), tuple(unread))

    def _load(self, reps: str, unit: str, *weights: str) -> _Load | ValueError:
        try:
            count = number(reps)
        except ValueError as error:
            return error
        if count is not None and (count != int(count) or count > MOST_REPETITIONS):
            return ValueError(reps)
        if not count and self.form.zero_is_unset:
            count = None
        unread: list[Unread] = []
        weight = self._weight(weights, unit, unread)
        return None if count is None else int(count), weight, tuple(unread)

    def _whole(self, head: Done | Skipped, load: _Load | ValueError) -> Done | Skipped:
        if isinstance(head, Skipped):
            return head
        if isinstance(load, ValueError):
            return Skipped(0, "invalid_number", shown(str(load)))
        reps, weight, unread = load
        length = head.duration_seconds
        if length == _UNREAD:  # beside repetitions nothing hangs on the seconds
            if not reps:
                return Skipped(0, "invalid_number", "a duration that cannot be read")
            length = None
        if self.form.blank_is_not_done and reps is None and not length and not head.distance_m:
            return Skipped(0, "not_done", shown(head.title))
        done = head._replace(reps=reps, duration_seconds=length, weight_kg=weight, unread=head.unread + unread)
        return without_slips(done)

    def _metres(self, cells: tuple[str, ...], unit: str, unread: list[Unread]) -> Decimal | None:
        """The first distance that is written, in metres; of an unknown unit it is only known that it is not 0."""
        for cell, (_, size) in zip(cells, self._distances, strict=True):
            if value := read_amount("distance", cell, unread):
                size = size or is_unit(unit, DISTANCE_UNITS)
                if not size:
                    unread.append(Unread("distance_unit", shown(f"{cell} {unit}")))
                return _times(value, size or Decimal(1))
        return None

    def _weight(self, cells: tuple[str, ...], unit: str, unread: list[Unread]) -> Decimal | None:
        """The weight in kg; None for body weight, and where the unit or the number is in doubt."""
        written = [(value, size) for cell, (_, size) in zip(cells, self._weights, strict=False)
                   if (value := read_amount("weight", cell, unread)) is not None]  # fmt: skip
        known = [_times(value, size) for value, size in written if size]
        if not known and written:
            value = written[0][0]
            size = is_unit(unit, WEIGHT_UNITS) or is_unit(self.options.weight_unit or "", WEIGHT_UNITS)
            if value and not size:
                unread.append(Unread("weight_unit", shown(f"{value} {unit}")))
            return _times(value, size) if size else value if not value else None
        if len(known) == 2 and abs(known[0] - known[1]) > max(_ROUNDING_KG, known[0] * _ROUNDING_SHARE):
            unread.append(Unread("two_weights", " and ".join(shown(cell) for cell in cells if cell.strip())))
            return None
        return known[0] if known else None


def _duration(cell: str, unread: list[Unread]) -> Decimal | None:
    """The seconds of a set; `_UNREAD` where the cell says something else, which joins `unread`."""
    try:
        return seconds(cell) or None
    except ValueError:
        if not says_something(cell):
            return None
        unread.append(Unread("duration", shown(cell)))
        return _UNREAD


@lru_cache(maxsize=8192)
def _times(value: Decimal, size: Decimal) -> Decimal:
    return value if size == 1 else _EXACT.multiply(value, size)


WEIGHT_UNITS = {"kg": Decimal(1), "kgs": Decimal(1), "lb": POUND, "lbs": POUND}
DISTANCE_UNITS = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), Decimal(1)),
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), Decimal(1000)),
    **dict.fromkeys(("mi", "mile", "miles"), Decimal("1609.344")),
    **dict.fromkeys(("ft", "feet", "foot"), Decimal("0.3048")),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), Decimal("0.9144")),
    **dict.fromkeys(("cm",), Decimal("0.01")),
}


def _twice(table: Table, name: str, count: int) -> Problem:
    found = f"{count} columns {name!r}"
    return Problem(table.place, found, "each column once", "Remove or rename the one that is wrong.", code="duplicate")


def all_columns(formats: Collection[TableFormat]) -> frozenset[str]:
    """Every column that any of the layouts has."""
    return frozenset().union(*(form.known for form in formats))
