"""In words, what a person should know about a training log that an assessment reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from balance_rules.model import Counting, Knowledge, key
from balance_rules.person.logs.coverage import counting_of, coverage
from balance_rules.person.logs.formats import place_of
from balance_rules.person.logs.log import TrainingLog
from balance_rules.text.wording import counted

SET_ASIDE = "The training log was set aside:"  # how the notes begin that take a whole log away
_MOST_TITLES = 5
_HARMLESS_WORDS = {
    "failed_set": ("failed set without a repetition", "failed sets without a repetition"),
    "not_done": ("planned set that was not done", "planned sets that were not done"),
    "rest_timer": ("rest timer", "rest timers"),
    "repeated_header": ("header that stands again", "headers that stand again"),
    "counted_before": ("row of a session that was exported twice", "rows of sessions that were exported twice"),
    "other_side": ("set of the other side", "sets of the other side"),
    "note_line": ("line of a note", "lines of notes"),
}


def log_notes(
    log: TrainingLog,
    knowledge: Knowledge,
    until: date | None = None,
    weeks: int | None = None,
    facts: Mapping[str, object] | None = None,
    *,
    undated: bool = False,
) -> tuple[str, ...]:
    """What of a log was not counted and why, how old it is, and which weeks of it were read.

    Parameters
    ----------
    knowledge, until, weeks
        As for `training_facts`.
    facts
        What `training_facts` gave: with them, for how many muscles the sets stay unknown.
    undated
        Whether the log stands beside a profile without a date: `until` is then today, or None where nobody has a clock.
    """
    notes = [*map(str, log.notes), *_age(log, counting_of(knowledge), until, weeks, undated=undated)]
    notes += _skipped(log)
    unmapped = [(title.title, title.sets) for title in log.unmapped]
    unknown = "of exercises the catalogue does not know"
    notes += _titles(unmapped, f"{unknown} are not counted", f"{unknown} is not counted")
    work = [(title.title, title.sets) for title in log.not_counted if title.work]
    shares = "muscles in shares nobody can give and"
    notes += _titles(work, f"train {shares} are unknown work", f"trains {shares} is unknown work")
    guessed = [(f"{title.title} as {title.exercise}", title.sets) for title in log.guessed]
    notes += _titles(guessed, "count for an exercise that was guessed", "counts for an exercise that was guessed")
    if facts:
        notes += _left_out(facts, knowledge)
    return tuple(notes)


def before_life(log: TrainingLog, unborn: date | None) -> Iterator[str]:
    """Yield that sessions lie before the birth of the person whose log it is said to be.

    `unborn` is the last day before birth, as far as it is known (`facts.unborn_until`).
    """
    days = [session.start.date() for session in log.sessions]
    if unborn is not None and (early := [day for day in days if day <= unborn]):
        sessions = counted(len(early), "session")
        yield (
            f"{sessions} of the log, the first on {early[0]}, before the person was born (by the age after {unborn}): "
            "the dates are wrong, or the log is another person's."
        )


def _age(
    log: TrainingLog, counting: Counting, until: date | None, weeks: int | None, *, undated: bool
) -> Iterator[str]:
    if not log.sessions:
        return
    days = [session.start.date() for session in log.sessions]
    if undated and until is None:
        yield (
            f"{SET_ASIDE} the profile has no date, and nobody can tell whether a log that ends on {days[-1]} says what "
            f"is trained now. Write the day of the assessment into the profile, for instance 'date: {days[-1]}'."
        )
        return
    if undated:
        yield f"The profile has no date: the log is read up to today, {until}."
    if until is None and log.today is not None and (later := sum(day > log.today for day in days)):
        yield f"{counted(later, 'session')} of the log {'is' if later == 1 else 'are'} dated after today, {log.today}."
    if until is not None and (later := sum(day > until for day in days)):
        verb = "does" if later == 1 else "do"
        yield f"{counted(later, 'session')} of the log after {until} {verb} not count."
    past = [day for day in days if until is None or day <= until]
    if not past:
        yield f"{SET_ASIDE} it begins on {days[0]}, after {until}."
        return
    covered = coverage(log, counting, until, weeks)
    if until is not None and until > past[-1]:
        yield _ended(past[-1], until, counting, known=covered is not None)
    if covered is None:
        return
    if weeks is not None and (past[-1] - past[0]).days >= 7 * weeks:
        length = (past[-1] - past[0]).days // 7 + 1
        last = f"the last {weeks} are read: they show" if weeks > 1 else "the last is read: it shows"
        yield f"Of the log's {length} weeks {last} what is trained now."
    if covered.days < 7:
        yield f"The log covers {counted(covered.days, 'day')}: counted as one week, which says little of a usual one."
    for before, after in covered.breaks:
        yield (
            f"The log has no session between {before} and {after}. Nobody can tell a holiday from workouts that were "
            "not logged: those days are not covered."
        )


def _ended(last: date, until: date, counting: Counting, *, known: bool) -> str:
    days = (until - last).days
    ago = counted(days, "day") if days < 14 else counted(days // 7, "week")
    if not known:
        return f"{SET_ASIDE} it ended {ago} ago, on {last}, and says nothing of training on {until}."
    if days > 7 * counting.log_current:
        return f"The log ended {ago} ago, on {last}: what was trained since is not known."
    return f"The log ended {ago} ago, on {last}."


def _skipped(log: TrainingLog) -> Iterator[str]:
    reasons = Counter(row.reason for row in log.skipped)
    firsts = {row.reason: row for row in reversed(log.skipped)}
    layouts = {file.path: file.layout for file in log.files}
    for reason, count in reasons.most_common():
        if words := _HARMLESS_WORDS.get(reason):
            yield f"Not counted: {counted(count, *words)}."
        else:
            rows, first = counted(count, "row"), firsts[reason]
            which, at = ("it", "") if count == 1 else ("them", "first ")
            place = place_of(layouts.get(first.path, ""), first.line) + (
                f" of {first.path}" if len(layouts) > 1 else ""
            )
            why, what = reason.replace("_", " "), f" ({first.text!r})" if first.text else ""
            yield f"{rows} of the log skipped: {why}, {at}in {place}{what}. The work in {which} is unknown."


def _titles(titles: list[tuple[str, int]], what: str, single: str) -> Iterator[str]:
    if titles:
        named = ", ".join(f"{title} ({count})" for title, count in titles[:_MOST_TITLES])
        more = f" and {len(titles) - _MOST_TITLES} more" if len(titles) > _MOST_TITLES else ""
        sets = sum(count for _, count in titles)
        yield f"{counted(sets, 'set')} {what if sets != 1 else single}: {named}{more}."


def _left_out(facts: Mapping[str, object], knowledge: Knowledge) -> Iterator[str]:
    whole = [muscle.id for muscle in knowledge.muscles.values() if muscle.parent is None]
    missing = [muscle for muscle in whole if key(knowledge.roles.weekly_sets, muscle) not in facts]
    if missing:
        which = "every muscle" if len(missing) == len(whole) else f"{len(missing)} of {len(whole)} muscles"
        yield f"Weekly sets stay unknown for {which}: the work that could not be counted might have trained them."
