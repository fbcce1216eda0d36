"""Polars data frames of one schema, judged: what a pipeline has an engine do, done here in arrays and bits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import polars as pl

from balance_rules.cohort.bits import Stored, Words, as_column, counted, everybody, stored, unpacked
from balance_rules.cohort.compiling import judged_in_tables
from balance_rules.cohort.measuring import Measuring
from balance_rules.cohort.outputs import Arrays
from balance_rules.cohort.pipeline import Pipeline
from balance_rules.cohort.planes import Planes
from balance_rules.cohort.quick import QuickReading
from balance_rules.cohort.standing_out import to_see, worst
from balance_rules.cohort.tally import MOST_SHOWN, Tally, outcome_counts, tallied
from balance_rules.cohort.undecided import Readers, Undecided

Frame = Any
Column = Any  # a Polars series


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of the rows of a data frame, measures included, and whom each marking column marks.

    `people` has their ids and what is carried along, by position.
    """

    people: Frame
    facts: dict[str, Stored]
    marks: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Judged:
    """A data frame that was judged.

    Attributes
    ----------
    people
        The ids and what is carried along, by position.
    planes
        What is true of those who are not bad.
    marks, bad
        Whom each marking column marks, and who cannot be judged.
    """

    people: Frame
    planes: Planes
    marks: Mapping[str, Words]
    bad: Words

    @property
    def sound(self) -> Column:
        """Who could be judged."""
        return as_column("good", Stored(self.planes.among), self.planes.rows)

    def good(self, frame: Frame) -> Frame:
        """Return those rows of a frame of these people that could be judged."""
        among = self.planes.among
        return frame if counted(among, among) == self.planes.rows else frame.filter(self.sound)


class Judging:
    """Judges the data frames of the schema that a pipeline was made for."""

    def __init__(self, pipeline: Pipeline, schema: Any) -> None:
        self.schema = schema
        self.pipeline, self.program = pipeline, judged_in_tables(pipeline.knowledge)
        self.reading, self.measuring = QuickReading(pipeline.intake), Measuring(pipeline.deriving)
        self.readers = Readers(self.program)

    def measured(self, frame: Frame) -> Measured:
        """The facts of the rows of a data frame, and whom they mark."""
        with np.errstate(all="ignore"):  # where nothing is known any number may stand
            read = self.reading.read(frame)
            marks = read.bad | self.measuring.derive(read.facts, read.frame, frame.height)
        return Measured(read.frame, read.facts, marks | dict(self._impossible(read.facts, frame.height)))

    def judge(self, measured: Measured) -> Judged:
        """Return rows judged, and let go of what is known of them."""
        people, marks, rows = measured.people, measured.marks, measured.people.height
        bad = stored(people["id"].is_null()).values
        bad = reduce(np.bitwise_or, (words for name, words in marks.items() if name[0] != "z"), bad)
        planes = Planes(self.program, measured.facts, rows, everybody(rows) & ~bad)
        measured.facts.clear()
        return Judged(people, planes.judge(), marks, bad)

    def _impossible(self, facts: Mapping[str, Stored], rows: int) -> Iterator[tuple[str, Words]]:
        """Yield whom each contradiction marks."""
        planes = Planes(self.pipeline.program, facts, rows).judge()
        for name, truth in zip(self.pipeline.contradictions, planes.truths, strict=True):
            words = planes.certainly(truth) & planes.among
            if words.any():
                yield name, words

    # ------------------------------------------------------------ what is told of those who are judged

    def results(self, judged: Judged, *, coded: bool) -> Frame:
        """Return the result under the names that people read."""
        return judged.good(self.told(judged, coded=coded))

    def told(self, judged: Judged, *, coded: bool) -> Frame:
        """Return the result with a row for everybody, whether or not they could be judged."""
        shown = Arrays(judged.planes, coded=coded).frame(self.pipeline.columns)
        return pl.concat([self._named(judged.people), shown], how="horizontal")

    def facts(self, measured: Measured) -> Frame:
        """What is known of the rows, by the keys of the facts."""
        columns = (
            as_column(fact, measured.facts[fact], measured.people.height) for fact in self.pipeline.deriving.facts
        )
        return self._named(measured.people).with_columns(column.cast(pl.Int64) for column in columns)

    def tally(self, judged: Judged, frame: Frame, *, counted: bool) -> Tally:
        """Return the tally of a frame that was judged, of its intake alone unless `counted`."""
        planes, intake, everyone = judged.planes, self.pipeline.intake, everybody(judged.planes.rows)
        counts = {name: int(np.bitwise_count(words & everyone).sum()) for name, words in judged.marks.items()}
        bad = judged.bad & everyone
        counts |= {"rows": planes.rows, "bad": int(np.bitwise_count(bad).sum())}
        counts["nameless"] = judged.people["id"].null_count()
        rows: list[dict[str, Any]] = []
        if counts["bad"]:
            refused = frame[np.flatnonzero(unpacked(bad, planes.rows))[:MOST_SHOWN]]
            rows = intake.chosen(refused, as_told=intake.raws).rows(named=True)
        if not counted:
            return tallied(self.pipeline, counts, {}, rows)
        truths = outcome_counts(planes, Undecided(planes, self.readers))
        tally = tallied(self.pipeline, counts, {name: planes.count(truth) for name, truth in truths.items()}, rows)
        tally.to_see = to_see(planes, judged.people, intake.keep)
        tally.worst = worst(planes, judged.people, intake.keep)
        return tally

    def _named(self, people: Frame) -> Frame:
        intake = self.pipeline.intake
        names = {"id": intake.person, **{f"k{i}": column for i, column in enumerate(intake.keep)}}
        return people.select(pl.col(name).alias(column) for name, column in names.items())
