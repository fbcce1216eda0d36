"""How an assessment is arranged for a reader, whatever it is written on: what stands together, and how it is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from balance_rules.advice import Priority
from balance_rules.advice.results import Advice, Finding, Question, Reason, SetChange, State
from balance_rules.assessment import Assessment
from balance_rules.model import Attribute, Kind, instance_of, name_of
from balance_rules.report.content import Reader
from balance_rules.text.gathering import gathered

HASH_PREFIX = 12
KNOWN_AT_ONCE = 1  # the effort of an answer that needs neither a look nor a device
MOST_ALSO = 8  # answers that one question names; beyond them it asks for the whole list
LONG = 110  # signs of a sentence that says several numbers
_LEVELS = ("high", "moderate", "low")
_BETWEEN = {"for", "the", "of", "on", "over", "in", "at"}  # what joins a title to its side or muscle


# ---------------------------------------------------------------- findings


def findings_by_name(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return the findings that reached a level, those of one name (its sides, its muscles) together."""
    return list(gathered((name_of(finding.id), finding) for finding in findings if finding.level).values())


def open_by_level(findings: Iterable[Finding]) -> list[tuple[str, list[str]]]:
    """Return the titles of what is not established and not ruled out, by the level it may still reach."""
    by_level = gathered((f.may_reach, f) for f in findings if not f.level and f.may_reach)
    return [(level, _merged(by_level[level])) for level in sorted(by_level, key=_LEVELS.index)]


def too_weak(findings: Iterable[Finding]) -> list[Finding]:
    """What something speaks of, though too little for any level: it fired, so it is shown."""
    return [finding for finding in findings if not finding.level and finding.reasons]


def graded(finding: Finding) -> list[str]:
    """Return how good the evidence is, for what is said and against it, in words."""
    for_it = [f"evidence {finding.grade}{', indirect' if finding.indirect else ''}"] if finding.grade else []
    return for_it + ([f"against it {finding.grade_against or 'a source'}"] if finding.contested else [])


def strongest(finding: Finding) -> list[Reason]:
    """Return the reasons that count for a finding, the weightiest first; those that take long to say stand last."""
    counting = [reason for reason in finding.reasons if reason.outweighed_by is None and reason.weight > 0]
    return sorted(counting, key=lambda reason: (len(reason.because) > LONG, -reason.weight))


def _merged(findings: Sequence[Finding]) -> list[str]:
    """Return titles, those that differ only in their last words as one: ``Weak calf (left, right)``."""
    instances: dict[str, list[str]] = {}
    for finding in findings:
        base, comma, instance = finding.title.rpartition(", ")
        if comma and finding.id.endswith("]"):
            instances.setdefault(base, []).append(instance)
        else:
            instances[finding.title] = []
    return [f"{base} ({', '.join(names)})" if names else base for base, names in instances.items()]


def shared_title(titles: Sequence[str]) -> tuple[str, list[str]]:
    """What titles have in common at their beginning, and the rest of each.

    >>> shared_title(["Short hip flexors, left", "Short hip flexors, right"])
    ('Short hip flexors', ['left', 'right'])
    >>> shared_title(["Few weekly sets for the calves", "Few weekly sets for the abs"])
    ('Few weekly sets', ['calves', 'abs'])
    """
    words = [title.split() for title in titles]
    shared = 0
    while shared < min(map(len, words)) and len({parts[shared] for parts in words}) == 1:
        shared += 1
    if len(titles) == 1 or shared == 0:
        return (titles[0], [""]) if len(titles) == 1 else ("; ".join(titles), list(titles))
    lead = words[0][:shared]
    while len(lead) > 1 and lead[-1] in _BETWEEN:
        lead.pop()
    return " ".join(lead).rstrip(","), [" ".join(parts[shared:]) for parts in words]


# ---------------------------------------------------------------- prescriptions


def in_state(assessment: Assessment, state: State) -> list[Advice]:
    """Return the prescriptions that are given, withheld or refused."""
    return [advice for advice in assessment.prescriptions if advice.state == state]


def answered(assessment: Assessment, advice: Advice) -> list[Finding]:
    """Return the findings that a prescription answers and that reached a level."""
    names = _answers(advice)
    return [finding for finding in assessment.findings if finding.id in names and finding.level]


def _answers(advice: Advice) -> set[str]:
    """The findings that a prescription answers; one that is told as one has the name of its instances."""
    return {*advice.answers, *map(name_of, advice.answers)}


# ---------------------------------------------------------------- themes


def findings_of(assessment: Assessment, theme: Priority) -> list[Finding]:
    """Return the findings of a theme, the most certain first."""
    by_id = {finding.id: finding for finding in assessment.findings}
    found = [by_id[name] for name in theme.findings if name in by_id]
    return sorted(found, key=lambda finding: -finding.score[0])


def remedies_of(assessment: Assessment, theme: Priority) -> list[Advice]:
    """What is prescribed for a theme, in its order."""
    given = [advice for advice in assessment._called_for if advice.state == "given"]
    named = [advice for name in theme.prescriptions for advice in given if advice.id == name]
    return named or [advice for advice in given if advice.called_for and answers_theme(advice, theme)]


def answers_theme(advice: Advice, theme: Priority) -> bool:
    """Return whether a prescription answers a finding of a theme, or care for one of its sites."""
    return not _answers(advice).isdisjoint(theme.findings) or not set(advice.sites).isdisjoint(theme.sites)


@dataclass(frozen=True, slots=True)
class WeeklySets:
    """What all given prescriptions together do to the sets of a muscle; `numbers` are theirs."""

    change: SetChange
    numbers: tuple[int, ...]


def weekly_sets(assessment: Assessment) -> list[WeeklySets]:
    """Return the next step in weekly sets: each muscle, before and after once, with the prescriptions that say so."""
    given = enumerate(in_state(assessment, "given"), 1)
    said = ((change, number) for number, advice in given for change in advice.weekly_sets)
    groups = gathered(((c.change, c.muscle, c.before, c.after), (c, number)) for c, number in said)
    return [WeeklySets(group[0][0], tuple(number for _, number in group)) for group in groups.values()]


def needed(assessment: Assessment, facts: Iterable[str]) -> list[str]:
    """Return the facts that would settle something; many of one attribute are one entry."""
    names: list[str] = []
    for name, keys in gathered((name_of(fact), fact) for fact in facts).items():
        attribute = assessment.knowledge.attributes[name]
        names += [attribute.label(fact) for fact in keys] if len(keys) < 3 else [_whole(attribute, len(keys))]
    return names


# ---------------------------------------------------------------- questions


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions about one attribute as one: what to ask, and the name under which a profile gives the answer.

    `of_anybody` says that the person can be asked it, without an examiner, or has to be for a red flag.
    """

    text: str
    name: str
    how: str
    reason: str
    of_anybody: bool


def questions(assessment: Assessment, reader: Reader = "coach") -> list[Asked]:
    """Return the questions in their order, those about one attribute at the place of the first.

    A coach is told how a profile answers many at once, a client only what is asked. What is computed from two others
    that are asked too is no question of its own.
    """
    told = {question.fact for question in assessment.questions} | assessment.sheet.values.keys()
    computed = {measure.fact for measure in assessment.knowledge.measures if told.issuperset(measure.inputs)}
    own = (question for question in assessment.questions if question.fact not in computed)
    groups = gathered((name_of(question.fact), question) for question in own).values()
    return [
        Asked(
            *_asked(assessment, group, reader),
            how=group[0].how,
            reason=group[0].reason,
            of_anybody=group[0].effort <= KNOWN_AT_ONCE or not group[0].rank,
        )
        for group in groups
    ]


def _asked(assessment: Assessment, asked: Sequence[Question], reader: Reader) -> tuple[str, str]:
    first, *others = asked
    attribute = assessment.knowledge.facts[first.fact]
    long = len(asked) > MOST_ALSO
    if long and attribute.absent is not None and reader == "client":
        return f"{attribute.title_of_all}: your coach reads you a list; say what applies, or none.", attribute.id
    many = long or (attribute.kind is Kind.BOOLEAN and len(asked) > 2)
    if many and attribute.absent is not None and reader == "coach":
        return f"{_whole(attribute, len(asked))}: one list answers them all, 'none' if none applies.", attribute.id
    labels: Mapping[str, str] = dict(attribute.instances)
    also = "; ".join(labels[instance_of(question.fact) or ""] for question in others)
    if also:
        return f"{first.question} (Also: {also}.)", attribute.id
    return first.question, first.fact


def _whole(attribute: Attribute, answers: int) -> str:
    return f"{attribute.title_of_all} ({answers} answers)"


# ---------------------------------------------------------------- sources


class Citations:
    """Numbers the sources in the order in which a report cites them."""

    def __init__(self, assessment: Assessment) -> None:
        self.records = {source.id: source for source in assessment.sources}
        self.numbers: dict[str, int] = {}

    def number(self, sources: Iterable[str]) -> list[int]:
        """Return the numbers of sources, in order; what is no source of the assessment has none."""
        known = (source for source in sources if source in self.records)
        return sorted({self.numbers.setdefault(source, len(self.numbers) + 1) for source in known})

    def cite(self, sources: Iterable[str], against: Iterable[str] = ()) -> str:
        """Return `` [1, 2; against: 3]``, or nothing where no source is known."""
        parts = [", ".join(map(str, self.number(sources)))]
        parts += [f"against: {', '.join(map(str, found))}" for found in [self.number(against)] if found]
        text = "; ".join(part for part in parts if part)
        return f" [{text}]" if text else ""


def repeated(texts: Iterable[Iterable[str]]) -> Iterator[tuple[str, list[int]]]:
    """Yield the texts that several of the lists hold, with the numbers, from 1, of those that do.

    >>> list(repeated([["a", "b"], ["b"], ["c", "b"]]))
    [('b', [1, 2, 3])]
    """
    held = gathered((text, number) for number, group in enumerate(texts, 1) for text in dict.fromkeys(group))
    yield from ((text, numbers) for text, numbers in held.items() if len(numbers) > 1)
