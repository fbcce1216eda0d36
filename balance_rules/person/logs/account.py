"""Where each row of the files ends: the account that `read_log` keeps."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from balance_rules.errors import FactError, Problem
from balance_rules.model import Exercise
from balance_rules.person.logs.copies import about_same_sessions, copies_within, same_sessions
from balance_rules.person.logs.dates import Dates, Moment, read_dates
from balance_rules.person.logs.files import File, refusal
from balance_rules.person.logs.formats import LogFormat, Options
from balance_rules.person.logs.formats.columns import TableFormat
from balance_rules.person.logs.formats.doubts import doubts
from balance_rules.person.logs.log import (
    WARMUP,
    Done,
    Guessed,
    LoggedSession,
    LoggedSet,
    NotCounted,
    ReadFile,
    Row,
    Skipped,
    TrainingLog,
    Unmapped,
)
from balance_rules.person.logs.sides import one_of_two
from balance_rules.person.logs.table import DELIMITERS, MAX_ROWS
from balance_rules.person.logs.titles import NOT_COUNTED, Catalogue, plain
from balance_rules.person.logs.unread import UnreadCells
from balance_rules.text.gathering import gathered

PROGRESS_EVERY = 5_000
# Where distance alone is the work, by pattern or by a word of the name; a bench press of 10 m is a slip.
BY_DISTANCE = frozenset({"carry", "locomotion", "lunge"})
BY_DISTANCE_WORDS = frozenset(
    {"carry", "carries", "walk", "walks", "walking", "lunge", "lunges", "crawl", "crawls", "sled", "drag", "yoke"}
    | {"prowler", "farmer", "farmers"}
)
MOST_STARTS = 100_000  # of a file; nobody trained on so many days, and to read a date takes long
_MOST_SUGGESTED = 100  # a hostile file may hold a million titles, and each suggestion takes milliseconds

_TAKEN = Row(0, "", "", Done("", ""))


class _Verdict(NamedTuple):
    """What becomes of every row that says the same: `group` is what it is counted as."""

    place: str  # "set", "warmup", "not counted", "unmapped" or "skipped"
    group: str
    exercise: Exercise | None = None
    reason: str = ""
    assistance: bool = False


class _Judged(NamedTuple):
    """A row with its session and what becomes of it."""

    line: int
    session: int
    part: int
    done: Done
    verdict: _Verdict


@dataclass(slots=True)
class LogAccount:
    """Where each row of the files ends."""

    known: Catalogue
    exercises: Mapping[str, Exercise]
    sided: bool
    rows: int = 0
    parts: int = 0
    judged: list[_Judged] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sessions: list[LoggedSession] = field(default_factory=list)
    parts_of: list[int] = field(default_factory=list)
    paths: dict[int, str] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    files: list[ReadFile] = field(default_factory=list)

    def read(
        self,
        file: File,
        form: LogFormat,
        options: Options,
        day_first: bool | None,
        progress: Callable[[int], None] | None,
    ) -> None:
        """Take the rows of a file."""
        _check_packed(file, form, options)
        before = self.rows
        rows: list[Row] = []
        skipped: list[Skipped] = []
        starts: set[str] = set()
        for item in form.read(file, options):
            if type(item) is Row:
                rows.append(item)
            else:
                skipped.append(item)  # type: ignore[arg-type]
            starts.add(item.start)
            if len(starts) > MOST_STARTS:
                limit, fix = f"{MOST_STARTS:,} different dates", "Export a shorter period, or split the file."
                raise refusal(file.path, f"more than {limit}", f"at most {limit}", fix, code="too-large")
            self.rows += 1
            if self.rows - before > MAX_ROWS:
                raise _too_many_rows(file)
            if progress and self.rows % PROGRESS_EVERY == 0:
                progress(self.rows)
        dates = read_dates(starts, file.path, day_first=day_first)
        self.notes += dates.notes
        self.files.append(ReadFile(file.path, form.id, self.rows - before))
        if self.rows == before:
            found, fix = "a header without rows", "Export the log after a workout was saved."
            self.notes.append(Problem(file.path, found, "a row per set", fix, code="nothing-there"))
        unread = UnreadCells(file.path, "row" if file.is_json else "line")
        self._judge(file.path, rows, skipped, dates, unread)
        self.notes += [*unread.notes(), *doubts(file, form)]

    def _judge(self, path: str, rows: list[Row], skipped: list[Skipped], dates: Dates, unread: UnreadCells) -> None:
        verdicts: dict[tuple[object, ...], _Verdict] = {}
        sessions: dict[tuple[str, str, int], int] = {}
        base, copies = self.parts, copies_within(rows)
        judged, moments = self.judged, dates.moments
        for at, copy in enumerate(copies):
            row = rows[at]
            rows[at] = _TAKEN  # so that a long log does not stand in memory twice
            moment = moments.get(row.start)
            if moment is None:
                self.skipped.append(Skipped(row.line, dates.unread[row.start], row.start[:80], path=path))
                continue
            self.parts = max(self.parts, base + copy)
            key = (row.workout, row.start, copy)
            session = sessions.get(key)
            if session is None:
                session = sessions[key] = self._session(row.workout, row.start, moment, base + copy)
            done = row.done
            content = done.title, done.set_type, done.reps and 1, not done.duration_seconds, not done.distance_m
            verdict = verdicts.get(content)
            if verdict is None:
                verdict = verdicts[content] = self._verdict(done)
            if done.unread and verdict.place != "skipped":
                unread.add(row.line, done.unread)
            judged.append(_Judged(row.line, session, base + copy, done, verdict))
        for item in skipped:
            moment = moments.get(item.start)
            session = sessions.get((item.workout, item.start, 0))
            if moment and session is None:
                session = sessions[item.workout, item.start, 0] = self._session(item.workout, item.start, moment, base)
            of = self.sessions[session].id if moment and session is not None else ""
            self.skipped.append(item._replace(session=of, path=path))
        self.paths |= dict.fromkeys(range(base, self.parts + 1), path)
        self.parts += 1

    def _session(self, workout: str, start: str, moment: Moment, part: int) -> int:
        digest = hashlib.sha256(f"{start}\n{workout}".encode(errors="surrogatepass")).hexdigest()
        self.sessions.append(LoggedSession(digest[:16], workout, moment.start, moment.timed))
        self.parts_of.append(part)
        return len(self.sessions) - 1

    def _verdict(self, done: Done) -> _Verdict:
        """Where every row with this content belongs; `read_log` says in which order."""
        if done.set_type == WARMUP:
            return _Verdict("warmup", plain(done.title))
        meaning = self.known.meaning(done.title)
        if meaning == NOT_COUNTED:
            return _Verdict("not counted", plain(done.title))
        if self.known.warms_up(done.title):
            return _Verdict("warmup", plain(done.title))
        exercise = self.exercises[meaning] if meaning else None
        group = exercise.id if exercise else plain(done.title)
        if reason := _not_performed(done, exercise):
            return _Verdict("skipped", group, reason=reason)
        if exercise is None:
            return _Verdict("unmapped", group)
        assisted = "assisted" in plain(f"{done.title} {exercise.name}").split()
        return _Verdict("set", group, exercise, assistance=assisted)

    # ---------------------------------------------------------------- the whole log

    def log(self, path: str) -> TrainingLog:
        """The account as a log, everything in its order."""
        self._once()
        self._one_side()
        sets: list[LoggedSet] = []
        warmups = 0
        unmapped: dict[str, list[str]] = defaultdict(list)
        not_counted: dict[str, list[str]] = defaultdict(list)
        self.judged.reverse()
        while self.judged:  # taken away one by one, so that a long log does not stand in memory twice
            line, at, part, done, verdict = self.judged.pop()
            session = self.sessions[at]
            if verdict.exercise is not None:
                sets.append(_set(line, session, done, verdict, verdict.exercise))
            elif verdict.place == "warmup":
                warmups += 1
            elif verdict.place == "skipped":
                self.skipped.append(self._left_out(_Judged(line, at, part, done, verdict), verdict.reason))
            else:
                (unmapped if verdict.place == "unmapped" else not_counted)[done.title].append(session.id)
        sets.sort(key=attrgetter("start", "line"))
        order = {file.path: place for place, file in enumerate(self.files)}
        kept = {session.id: session for session in self.sessions}  # each once
        self._doubt(path, sets, unmapped)
        return TrainingLog(
            path=path,
            layout=", ".join(dict.fromkeys(file.layout for file in self.files)),
            rows=self.rows,
            sets=tuple(sets),
            sessions=tuple(sorted(kept.values(), key=lambda s: (s.start, s.title, s.id))),
            warmups=warmups,
            skipped=tuple(sorted(self.skipped, key=lambda s: (order[s.path], s.line))),
            unmapped=tuple(self._unmapped(unmapped)),
            not_counted=tuple(self._not_counted(not_counted)),
            notes=tuple(self.notes),
            files=tuple(self.files),
            guessed=tuple(self._guessed(sets)),
        )

    def _doubt(self, path: str, sets: list[LoggedSet], unmapped: Mapping[str, list[str]]) -> None:
        """Note what makes a log look as if it were read otherwise than it was meant."""
        if unmapped and not sets:
            title = _most_first(unmapped)[0][0]
            fix = "Say which exercises the titles mean: --titles FILE with lines such as "
            fix += f"'{title}: <id of the exercise>' (in Python titles={{{title!r}: …}}); apps translate the names."
            found = f"no known exercise, but {title!r}"
            self.notes.append(Problem(path, found, "titles that name known exercises", fix, code="unknown-name"))
        if not self.sided and (name := _perhaps_sided(sets, self.exercises)):
            fix = "If each side was logged as a set of its own, say --sided (in Python sided=True)."
            found = f"{name} always in even numbers"
            self.notes.append(Problem(path, found, "one set for both sides", fix, code="ambiguous"))

    def _unmapped(self, titles: Mapping[str, list[str]]) -> Iterator[Unmapped]:
        for place, (title, sessions) in enumerate(_most_first(titles)):
            yield Unmapped(title, tuple(sessions), self.known.nearest(title) if place < _MOST_SUGGESTED else ())

    def _not_counted(self, titles: Mapping[str, list[str]]) -> Iterator[NotCounted]:
        for title, sessions in _most_first(titles):
            match = self.known.match(title)
            yield NotCounted(title, len(sessions), match.unknown_work, tuple(sessions), match.could_train)

    def _guessed(self, sets: list[LoggedSet]) -> Iterator[Guessed]:
        """Yield the titles whose exercise was guessed, with the most sets first."""
        for title, count in sorted(Counter(s.title for s in sets).items(), key=lambda item: (-item[1], item[0])):
            match = self.known.match(title)
            if match.guessed:
                yield Guessed(title, str(match.exercise), count, match.reason, match.score)

    def _once(self) -> None:
        """Count what was exported twice once: of every exercise the copy with the most sets."""
        if self.parts <= 1:
            return
        rows: dict[int, Counter[str]] = defaultdict(Counter)
        for judged in self.judged:
            rows[judged.session][f"{judged.verdict.group}\n{judged.done.reps}"] += 1
        same = same_sessions(self.sessions, self.parts_of, rows)
        self.notes += about_same_sessions(self.sessions, same)
        self.sessions = [self.sessions[first] for first in same]
        counts: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        for judged in self.judged:
            counts[self.sessions[judged.session].id, judged.verdict.group][judged.part] += 1
        believed = {key: max(parts, key=lambda p: (parts[p], -p)) for key, parts in counts.items() if len(parts) > 1}
        if not believed:
            return
        kept = []
        for judged in self.judged:
            session = self.sessions[judged.session].id
            if believed.get((session, judged.verdict.group), judged.part) == judged.part:
                kept.append(judged)
            else:
                self.skipped.append(self._left_out(judged, "counted_before"))
        self.judged = kept

    def _left_out(self, judged: _Judged, reason: str) -> Skipped:
        session = self.sessions[judged.session].id
        return Skipped(judged.line, reason, judged.done.title[:80], session, path=self.paths[judged.part])

    def _one_side(self) -> None:
        """Count the sets of the left and those of the right as one."""
        groups: dict[tuple[str, str], list[_Judged]] = defaultdict(list)
        for judged in self.judged:
            exercise = judged.verdict.exercise
            if exercise and (judged.done.side or (self.sided and exercise.unilateral)):
                groups[self.sessions[judged.session].id, judged.verdict.group].append(judged)
        other = {id(judged) for rows in groups.values() for judged in one_of_two(rows, lambda j: j.done.side)}
        self.skipped += [self._left_out(judged, "other_side") for judged in self.judged if id(judged) in other]
        self.judged = [judged for judged in self.judged if id(judged) not in other]


def _check_packed(file: File, form: LogFormat, options: Options) -> None:
    """Refuse a file of too many sets before one of them is kept: each of its lines may hold thousands.

    Of a table, which has a row for each set, and of JSON too many are refused where they are read.
    """
    if file.is_json or isinstance(form, TableFormat):
        return
    most_sets = sum(file.data.count(mark.encode()) for mark in (*DELIMITERS, "\n", "\r"))
    if most_sets > MAX_ROWS and next(islice(form.read(file, options), MAX_ROWS, None), None):
        raise _too_many_rows(file)


def _too_many_rows(file: File) -> FactError:
    limit, fix = f"{MAX_ROWS:,} rows", "Export a shorter period, or split the file."
    return refusal(file.path, f"more than {limit}", f"at most {limit}", fix, code="too-large")


def _most_first(titles: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    return sorted(titles.items(), key=lambda item: (-len(item[1]), item[0]))


def _not_performed(done: Done, exercise: Exercise | None) -> str:
    """Why a row is no set that was done, or nothing.

    Distance alone is work in a carry or a walking lunge; of an exercise nobody knows it might be, so that set is lost.
    """
    if done.reps or done.duration_seconds:
        return ""
    if done.distance_m and (exercise is None or _by_distance(done.title, exercise)):
        return ""
    return "failed_set" if done.reps == 0 else "no_reps_or_duration"


def _by_distance(title: str, exercise: Exercise) -> bool:
    words = {*plain(f"{title} {exercise.name}").split()}
    return exercise.movement_pattern in BY_DISTANCE or not BY_DISTANCE_WORDS.isdisjoint(words)


def _set(line: int, session: LoggedSession, done: Done, verdict: _Verdict, exercise: Exercise) -> LoggedSet:
    return LoggedSet(
        line,
        session.id,
        session.start,
        exercise.id,
        done.title,
        done.set_type,
        done.weight_kg,
        verdict.assistance,
        done.reps,
        done.duration_seconds,
        done.distance_m,
        done.rpe,
        done.side,
    )


def _perhaps_sided(sets: list[LoggedSet], exercises: Mapping[str, Exercise]) -> str:
    """The title of a one-sided exercise that looks as if each side had been logged by itself, or nothing."""
    counts = Counter((s.exercise, s.session) for s in sets if exercises[s.exercise].unilateral and not s.side)
    by_exercise = gathered((exercise, count) for (exercise, _), count in counts.items())
    for exercise, numbers in sorted(by_exercise.items()):
        if len(numbers) >= 3 and all(n % 2 == 0 for n in numbers) and max(numbers) >= 6:
            return exercises[exercise].name
    return ""
