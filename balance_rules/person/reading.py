"""All that is known of a person, from a profile, training logs and files of tests → one sheet of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from balance_rules.model import Knowledge
from balance_rules.person.facts import (
    FactSheet,
    ProfileModel,
    Source,
    Stated,
    profile_model,
    profile_schema,
    profile_titles,
    read_profile,
    read_stated,
)
from balance_rules.person.facts.birth import unborn_until
from balance_rules.text.documents import read_document

if TYPE_CHECKING:  # a profile alone needs neither readers of logs nor of sheets, which take long to import
    from balance_rules.person.logs import Catalogue, File, TrainingLog
    from balance_rules.person.sheets import Sheet

Log: TypeAlias = "Path | str | Sequence[Path | str] | TrainingLog"
Tests: TypeAlias = "Path | str | Sheet"


class ReadsPeople:
    """What reads a person by some knowledge; what it makes of the knowledge is made once."""

    knowledge: Knowledge

    @cached_property
    def Profile(self) -> type[ProfileModel]:
        """The model of a profile: each attribute of the knowledge is a field, and each may be left out."""
        return profile_model(self.knowledge)

    @cached_property
    def profile_schema(self) -> dict[str, Any]:
        """The JSON Schema of a profile."""
        return profile_schema(self.Profile)

    def read_facts(self, profile: Source, log: Log | None = None, tests: Sequence[Tests] = ()) -> FactSheet:
        """Return a person's facts from a profile, a training log and files of tests, measures derived.

        Raises
        ------
        FactError
            With every problem of the input.
        """
        sheet, _ = self._read(profile, log, tests)
        return sheet

    def read_log(self, path: Path | str | File | Sequence[Path | str | File], **options: Any) -> TrainingLog:
        """Read a training log, of one file or several, with this knowledge's exercises; see `logs.read_log`."""
        from balance_rules.person.logs import read_log

        knowledge = self.knowledge
        return read_log(
            path,
            exercises=knowledge.exercises,
            not_counted=knowledge.not_counted,
            known=self._titles,
            **options,
        )

    def titles(self, own: Mapping[str, str] | None = None) -> Catalogue:
        """What the titles of a training log mean; `own` is a person's own list (`logs.read_titles`)."""
        return self._titles.with_own(own or {}, self.knowledge.exercises)

    @property
    def _titles(self) -> Catalogue:
        from balance_rules.person.logs.titles import catalogue_of

        return catalogue_of(self.knowledge)

    def read_tests(self, path: Path | str, **options: Any) -> Sheet:
        """Read a file of tests or a health export; see `balance_rules.person.sheets.read_sheet`."""
        from balance_rules.person.sheets import read_sheet

        return read_sheet(path, self.knowledge, **options)

    def _read(self, profile: Source, log: Log | None, tests: Sequence[Tests] = ()) -> tuple[FactSheet, tuple[str, ...]]:
        knowledge, notes = self.knowledge, list[str]()
        training = None if log is None else self._log_of(profile, log)

        def trained(until: date | None) -> Mapping[str, Fraction]:
            if training is None:
                return {}
            from balance_rules.person.logs import counting_of, log_notes, training_facts

            weeks, day = counting_of(knowledge).log_weeks, until or training.today
            facts = training_facts(training, knowledge, day, weeks) if day else {}
            notes.extend(log_notes(training, knowledge, day, weeks, facts, undated=until is None))
            return facts

        def tested(until: date | None) -> list[Stated]:
            stated, own = self._tested(tests, until)
            notes.extend(own)
            return stated

        sheet = read_profile(knowledge, profile, log=trained, tests=tested if tests else None, model=self.Profile)
        if training is not None:
            from balance_rules.person.logs.notes import before_life

            unborn = unborn_until(knowledge, sheet.values, sheet.date or training.today)
            notes.extend(before_life(training, unborn))
        return sheet, tuple(notes)

    def _log_of(self, profile: Source | None, log: Log) -> TrainingLog:
        """Return a log, read where it is not; a profile says what titles in it mean."""
        from balance_rules.person.logs import TrainingLog

        if isinstance(log, TrainingLog):
            return log
        return self.read_log(log) if profile is None else self.read_log(log, titles=profile_titles(profile))

    def _tested(self, tests: Sequence[Tests], until: date | None) -> tuple[list[Stated], list[str]]:
        """Return the facts of files of tests up to a day, with notes; a file may be a profile that was written."""
        from balance_rules.person.sheets import Sheet, merged, told

        sheets: list[Sheet] = []
        stated: list[Stated] = []
        notes: list[str] = []
        for test in tests:
            if isinstance(test, Sheet):
                sheets.append(test)
            elif Path(test).suffix in (".yaml", ".yml"):
                stated += read_stated(self.knowledge, test, self.Profile).values()
                notes += filter(None, [read_document(Path(test)).value.get("notes")])
            else:
                sheets.append(self.read_tests(test))
        facts, unfilled = merged(sheets, until)
        notes += [line.strip() for sheet in sheets for line in told(sheet)]
        return [*stated, *(fact.stated for fact in facts)], [*notes, *unfilled]
