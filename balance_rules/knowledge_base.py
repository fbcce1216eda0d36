"""The face that a coaching tool holds: a knowledge base that assesses people."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from balance_rules.assessment import Assessment
from balance_rules.inference.kernel import Kernel, compiled
from balance_rules.knowledge import load_knowledge
from balance_rules.model import Knowledge
from balance_rules.person.facts import FactSheet, Source
from balance_rules.person.reading import Log, ReadsPeople, Tests

# What a person's profile alone does not need is imported where it is used: experta, the readers of logs and sheets,
# tables, weeks and visits together take longer to import than to assess a person.
if TYPE_CHECKING:
    from balance_rules.assessment.many import Refused
    from balance_rules.cohort import Cohort, Layout, Sets
    from balance_rules.follow_up import FollowUp, ProgrammeSource, VisitSource
    from balance_rules.inference.forward import ForwardEngine
    from balance_rules.inference.session import Session
    from balance_rules.programme import Programme, Week

Engine = Literal["experta", "compiled"]


class KnowledgeBase(ReadsPeople):
    """Loaded knowledge, compiled once: immutable in use and safe to share between threads.

    What assesses, and the model of profiles, are made when they are first needed: who only looks a rule up waits
    for neither.

    Examples
    --------
    >>> import balance_rules as br
    >>> kb = br.load()
    >>> assessment = kb.assess({"screening": "none", "sedentary_hours": "9 h/day"})
    >>> [referral for referral in assessment.referrals if referral.state == "refer"]
    []
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._idle: deque[ForwardEngine] = deque()

    def __repr__(self) -> str:
        return f"<KnowledgeBase {self.knowledge.name} {self.version} ({self.hash[:12]})>"

    def __reduce__(self) -> tuple[type[KnowledgeBase], tuple[Knowledge]]:
        return type(self), (self.knowledge,)

    def __deepcopy__(self, memo: object) -> KnowledgeBase:
        return self  # nothing that it says can change

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KnowledgeBase) and self.knowledge == other.knowledge

    def __hash__(self) -> int:
        return hash(self.knowledge)

    @property
    def version(self) -> str:
        """The version that the knowledge states."""
        return self.knowledge.version

    @property
    def hash(self) -> str:
        """The content hash of the knowledge: the same for the same content, whatever its files."""
        return self.knowledge.hash

    @cached_property
    def kernel(self) -> Kernel:
        """The predicates of the knowledge, compiled."""
        return compiled(self.knowledge)

    def assess(
        self,
        profile: Source,
        log: Log | None = None,
        *,
        tests: Sequence[Tests] = (),
        engine: Engine = "experta",
    ) -> Assessment:
        """What the knowledge says of a person.

        Parameters
        ----------
        profile
            The path of a YAML or JSON file, a mapping, or an instance of `Profile`.
        log
            The path of a training-log export, several paths, or a log that was read already. The twelve weeks
            before the profile's date count (as many as the named number `log_weeks` says), and what lies after it
            does not. A log that ended more than four weeks before (`log_break`) is set aside, and so is every log
            beside a profile without a date, unless the log says which day is meant (`TrainingLog.today`). For other
            weeks put `logs.training_facts` into the profile.
        tests
            Files of tests or health exports, read or to be read; of a file that needs options give what
            `read_tests` returns, or the profile that `balance-rules import` writes. What is later than the
            profile's date does not count.
        engine
            ``"experta"`` fires activation by activation, ``"compiled"`` runs the same kernel straight to
            the fixpoint. Both give the same assessment.

        Raises
        ------
        FactError
            With every problem of the input.
        """
        sheet, notes = self._read(profile, log, tests)
        return self.assess_facts(sheet, notes=notes, engine=engine)

    def assess_facts(self, sheet: FactSheet, *, notes: Sequence[str] = (), engine: Engine = "experta") -> Assessment:
        """What the knowledge says of facts that were read already."""
        if engine == "compiled":
            inference, justifications = self.kernel.assess(sheet.values)
        else:
            forward = self._engine()
            inference = forward.infer(sheet.values)
            self._idle.append(forward)
            justifications = self.kernel.justify(self.kernel.values(sheet.values), inference.truths)
        return Assessment(self.knowledge, sheet, inference, justifications, (*sheet.notes, *notes))

    def follow_up(
        self,
        before: VisitSource,
        after: VisitSource,
        *later: VisitSource,
        programme: ProgrammeSource | None = None,
        log: Log | None = None,
        any_dates: bool = False,
    ) -> FollowUp:
        """What changed since the visit before, beyond which error, and what becomes of each prescription.

        Parameters
        ----------
        before, after, later
            Two visits or more, oldest first: assessments, records of any version of the knowledge (as a mapping or
            the path of their JSON), or profiles with a date. All are judged with this knowledge; where a record says
            otherwise of the same facts, that is told as owed to the knowledge. Everything compares the last visit
            with the one before it; three and more give each measure a trend.
        programme
            The programme that was given for the block: the JSON that `balance-rules programme` writes, or its path.
        log
            The training log of the block; what lies between the last two visits counts.
        any_dates
            Take the order as given, whatever the dates say.

        Raises
        ------
        FactError
            When a visit cannot be used, when they are of two people, or are not one after another.
        UnsupportedError
            When a prescription was given and the knowledge has no rules for the next visit.

        Examples
        --------
        >>> import balance_rules as br
        >>> first, second = {"date": "2026-03-01", "pain": {"low_back": 6}}, {"date": "2026-05-01", "pain": "none"}
        >>> [(m.label, m.verdict) for m in br.load().follow_up(first, second).measures]
        [('Pain, low back', 'better')]
        """
        from balance_rules.follow_up import make_follow_up

        training = None if log is None else self._log_of(None, log)
        return make_follow_up(
            self.knowledge,
            (before, after, *later),
            lambda source: self.assess(source, engine="compiled"),
            programme=programme,
            log=training,
            any_dates=any_dates,
        )

    def programme(
        self,
        assessment: Assessment,
        week: Week | None = None,
        *,
        sessions: int | None = None,
        minutes: int | None = None,
        days: Sequence[str] | None = None,
    ) -> Programme:
        """Return a week to train: the person's own week, changed by what was found; needs the extra ``programme``.

        Parameters
        ----------
        week
            The week as it is: a training log that was read, or the sets a week by the id of the exercise. A log that
            is set aside for its age shows no week.
        sessions, minutes, days
            How many sessions, how long each may last with its warm-up, and on which days. By default the sessions
            that the profile states or the log shows, and the minutes of the knowledge.

        Raises
        ------
        FactError
            When the number of sessions is neither given nor known, or a limit makes no sense.
        UnsupportedError
            When the solver is missing; the error names the extra.
        """
        from balance_rules.programme import Task, as_of, make_plan, make_programme

        week = as_of(week, self.knowledge, assessment.sheet.date)
        plan = make_plan(assessment, week, sessions=sessions, minutes=minutes, days=days)
        return make_programme(Task(assessment, week, plan))

    def _engine(self) -> ForwardEngine:
        """Return an engine nobody else is using: a knowledge base may assess in many threads at once."""
        try:
            return self._idle.pop()
        except IndexError:
            from balance_rules.inference.forward import ForwardEngine

            return ForwardEngine(self.kernel)

    def assess_many(
        self,
        profiles: Iterable[Source],
        *,
        processes: int | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Iterator[Assessment | Refused]:
        """Yield the assessment of each person, in the order given; of one whose facts cannot be used, a `Refused`.

        Parameters
        ----------
        profiles
            Paths or mappings; read as they are needed, so that the input may be endless.
        processes
            How many processes to use, by default one for each processor; 1 stays in this one. A script that uses
            several must do its work under ``if __name__ == "__main__":``, for each process imports the script.
        progress
            Called after each person with how many are done.

        Examples
        --------
        >>> import balance_rules as br
        >>> people = [{"sedentary_hours": "9 h/day"}, {"sedentary_hours": "90 h/day"}]
        >>> [type(answer).__name__ for answer in br.load().assess_many(people, processes=1)]
        ['Assessment', 'Refused']
        """
        from balance_rules.assessment.many import assess_many

        return assess_many(self.knowledge, profiles, processes=processes, progress=progress)

    def cohort(
        self,
        table: Any,
        *,
        id: str = "id",
        date: str | None = None,
        keep: Sequence[str] = (),
        layout: Layout = "auto",
        mapping: Mapping[str, Any] | Path | str | None = None,
        columns: Sets | Sequence[str] = "squad",
    ) -> Cohort:
        """What the knowledge says of a table of people; needs the extra ``cohort``.

        Parameters
        ----------
        table
            A table of Polars, pandas, Arrow, DuckDB, Ibis or PySpark, or the path or glob of Parquet or CSV
            files. Columns are named by facts: ``sitting``, ``pain__left_knee`` or ``pain[left_knee]``.
        id, date, keep
            The column that tells people apart; that of dates, where people stand in it several times; columns
            to carry along.
        layout
            ``"long"`` has a row for each person and fact, in columns ``attribute`` and ``value``.
        mapping
            Which columns of a spreadsheet hold what, and what its words mean: a YAML file, or the same as a mapping.
        columns
            The columns of the result: ``"squad"`` for the level of every finding and the state of every referral and
            prescription; ``"all"`` for scores, certainties and fired rules too; or names of columns.

        Raises
        ------
        FactError
            When no column of the result has a name in `columns`, or the table as a whole cannot be read.
        UnsupportedError
            When a library is missing; the error names the extra.
        """
        from balance_rules.cohort import Cohort

        return Cohort(
            self.knowledge,
            table,
            person=id,
            date=date,
            keep=keep,
            layout=layout,
            mapping=mapping,
            columns=columns,
            assess=self.assess_facts,
        )

    def session(self, profile: Source | FactSheet | None = None) -> Session:
        """Return a session: working memory to declare to, retract from, and step through."""
        from balance_rules.inference.session import Session

        session = Session(self.kernel, self.Profile)
        if profile is not None:
            session.declare(profile)
        return session


def load(*folders: Path | str, bundled: bool = True, drafts: bool = False) -> KnowledgeBase:
    """Load a knowledge base: the bundled knowledge, extended or overridden by `folders`.

    Raises
    ------
    KnowledgeError
        With every problem of the load.

    Examples
    --------
    >>> import balance_rules as br
    >>> br.load().knowledge.name
    'balance_rules'
    """
    return KnowledgeBase(load_knowledge(folders, bundled=bundled, drafts=drafts))
