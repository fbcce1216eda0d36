"""The derivation of a conclusion, walked down from it: every step once, and the links between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from balance_rules.explain.basis import Grounds, Target, measures_of
from balance_rules.explain.explanation import TRUTH_NAMES, FactShown, TruthName
from balance_rules.model import (
    AtLeast,
    Citation,
    Compare,
    Conclusion,
    Exercise,
    Measure,
    Prescription,
    Proof,
    Rule,
    Statement,
    Truth,
    Within,
    leaves,
)
from balance_rules.semantics import certainty
from balance_rules.semantics import score as combined
from balance_rules.text.wording import briefly, deciding, fill, holds_text, phrase

StepKind = Literal[
    "finding",
    "rule",
    "group",
    "referral",
    "restriction",
    "claim",
    "exercise",
    "prescription",
    "condition",
    "fact",
    "source",
]
Role = Literal[
    "concludes", "may_conclude", "counts", "outweighed", "requires", "satisfies", "derives", "cites", "speaks_against"
]
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a derivation: a fact, a condition judged, a rule, an evidence group, a finding, a source.

    `text` says it in a coach's words, `plain` in an athlete's, `detail` adds what an auditor checks. `denied` are, of a
    fact that was denied and of a condition on it, the title of its list and the fact.
    """

    id: str
    kind: StepKind
    truth: TruthName
    text: str
    plain: str
    detail: str = ""
    denied: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One edge of a derivation, from what supports to what is supported; `says` is what a source says to it."""

    source: str
    target: str
    role: Role
    says: str = ""


def interval(score: tuple[int, int], *, signed: bool = False) -> str:
    low, high = (f"{end:+d}" if signed and end else str(end) for end in score)
    return low if low == high else f"{low} to {high}"


def _headed(rule: Rule) -> str:
    return f"{rule.title} ({'for' if rule.weight > 0 else 'against'}, certainty {float(rule.certainty):+.2f})"


def _detail(rule: Rule) -> str:
    return f"{rule.id}, weight {rule.weight:+d}, group {rule.group}, {rule.place}"


@dataclass
class Derivation:
    """Walks down from a conclusion, each node once."""

    grounds: Grounds
    steps: dict[str, Step] = field(default_factory=dict)
    links: dict[Link, None] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        return measures_of(self.grounds.knowledge)

    def level(self, target: Target) -> tuple[str | None, tuple[int, int] | None, dict[str, int]]:
        if not isinstance(target.what, Conclusion):
            return None, None, {}
        score = self.grounds.judged.scores[target.id]
        return target.what.level(score[0]), score, {item.name: item.cut for item in target.what.levels}

    def add(self, target: Target) -> None:
        if isinstance(target.what, Conclusion):
            self.finding(target.what)
        elif isinstance(target.what, Rule):
            self.rule(target.what)
        else:
            self.statement(target)

    def _step(self, step: Step) -> bool:
        """Add a step; return whether it is new, so that its grounds are to be walked."""
        if step.id in self.steps:
            return False
        self.steps[step.id] = step
        return True

    def _link(self, source: str, target: str, role: Role, says: str = "") -> None:
        self.links[Link(source, target, role, says)] = None

    # ------------------------------------------------------------ findings and rules

    def finding(self, conclusion: Conclusion) -> None:
        judged = self.grounds.judged
        low, high = judged.scores[conclusion.id]
        level = conclusion.level(low)
        highest = conclusion.level(high)
        truth = "true" if level else "unknown" if highest else "false"
        words = level or ("not established" if highest else "not found")
        open_end = f", may reach {highest}" if highest and highest != level else ""
        cuts = ", ".join(f"{item.name} from {item.cut}" for item in conclusion.levels)
        step = Step(
            conclusion.id,
            "finding",
            truth,  # type: ignore[arg-type]
            f"{conclusion.title}: {words}{open_end} (certainty {certainty(low) + 0.0:.2f})",
            f"{conclusion.title}: {words}",
            f"{conclusion.id}, score {interval((low, high))}; {cuts}",
        )
        if not self._step(step):
            return
        for group, rules in self._groups(conclusion.id).items():
            self._group(conclusion, group, rules)

    def _groups(self, conclusion: str) -> dict[str, list[Rule]]:
        """Return the rules of a finding that count or may count, by evidence group, what fired first."""
        judged = self.grounds.judged
        groups: dict[str, list[Rule]] = {}
        for rule in judged.knowledge.rules_for.get(conclusion, ()):
            if judged.truths[rule.id] >= 0:
                groups.setdefault(rule.group, []).append(rule)
        for rules in groups.values():
            rules.sort(key=lambda rule: (-judged.truths[rule.id], -abs(rule.weight), rule.id))
        return dict(sorted(groups.items(), key=lambda item: -judged.truths[item[1][0].id]))

    def _group(self, conclusion: Conclusion, group: str, rules: list[Rule]) -> None:
        judged = self.grounds.judged
        fired = [rule for rule in rules if judged.truths[rule.id] > 0]
        undecided = [rule for rule in rules if judged.truths[rule.id] == 0]
        winners: dict[bool, Rule] = {}
        for rule in fired:
            winners.setdefault(rule.weight > 0, rule)
        total = combined((rule, judged.truths[rule.id]) for rule in rules)
        name = f"{conclusion.id} · {group}"
        words = f"evidence of the group '{group.replace('_', ' ')}', {'' if fired else 'not decided, '}counts "
        truth: TruthName = "true" if fired else "unknown"
        self._step(Step(name, "group", truth, words + interval(total, signed=True), ""))
        self._link(name, conclusion.id, "counts")
        for rule in fired:
            self.rule(rule)
            self._link(rule.id, name, "concludes" if rule in winners.values() else "outweighed")
        for rule in undecided:
            self._undecided(rule)
            self._link(rule.id, name, "may_conclude")

    def _undecided(self, rule: Rule) -> None:
        """Add a rule of which nobody knows whether it fires, without its grounds, and what would settle it."""
        judged = self.grounds.judged
        needed = dict.fromkeys(judged.open_facts(judged.prove(rule.condition)))
        self.unknown |= needed
        labels = [self.grounds.knowledge.facts[fact].label(fact) for fact in needed]
        hangs = f", hangs on {briefly(labels, SHOWN)}" if labels else ""
        self._step(Step(rule.id, "rule", "unknown", f"{_headed(rule)}{hangs}", "", _detail(rule)))

    def rule(self, rule: Rule) -> None:
        grounds = self.grounds
        truth = grounds.judged.truths[rule.id]
        because = fill(grounds.knowledge, rule.rationale.because, grounds.sheet.values)
        text = f"{_headed(rule)}: {because}"
        step = Step(rule.id, "rule", TRUTH_NAMES[truth], text, _sentence(because), _detail(rule))
        if self._step(step):
            self.proof(rule.id, grounds.judged.prove(rule.condition))
            self.sources(rule.id, rule.rationale.evidence)

    def statement(self, target: Target) -> None:
        judged, what = self.grounds.judged, target.what
        truth = TRUTH_NAMES[judged.truths[target.id]]
        text = holds_text(target.title, target.kind, None, truth)
        detail = f"{target.id}, {what.place}" if isinstance(what, Statement) else target.id
        if self._step(Step(target.id, target.kind, truth, text, text, detail)):
            self.proof(target.id, judged.prove(target.aim()))
            if isinstance(what, Exercise):
                self.sources(target.id, tuple(Citation(source) for source in what.evidence))
            elif isinstance(what, (Statement, Prescription)):
                self.sources(target.id, what.rationale.evidence)

    # ------------------------------------------------------------ conditions and facts

    def proof(self, parent: str, proof: Proof) -> None:
        """Add the comparisons that decide a proof, and remember the unknown ones that do not."""
        decisive = list(deciding(proof, proof.truth))
        for part in decisive:
            self._condition(parent, part)
        if proof.truth is not Truth.UNKNOWN:
            known = self.grounds.sheet.values
            for leaf in leaves(proof.condition):
                if not isinstance(leaf, AtLeast) and leaf.fact not in known:
                    self.unknown[leaf.fact] = None

    def _condition(self, parent: str, proof: Proof) -> None:
        leaf = proof.condition
        assert isinstance(leaf, (Compare, Within, AtLeast))
        knowledge, judged = self.grounds.knowledge, self.grounds.judged
        words = phrase(knowledge, leaf)
        name = f"{parent} ? {words}"
        if name in self.steps:  # a prescription asks the same of each of its exercises
            return
        denied = None
        if isinstance(leaf, AtLeast):
            conclusion = knowledge.conclusions[leaf.conclusion]
            actual = conclusion.level(judged.scores[leaf.conclusion][0]) or "none"
        else:
            shown = self.grounds.show(leaf.fact)
            actual = shown.shown if shown.state != "unknown" else "not recorded"
            denied = _denied(shown)
        text = f"{words}: {TRUTH_NAMES[proof.truth]} (actual {actual})"
        self._step(Step(name, "condition", TRUTH_NAMES[proof.truth], text, text, denied=denied))
        self._link(name, parent, "requires")
        if isinstance(leaf, AtLeast):
            self.finding(knowledge.conclusions[leaf.conclusion])
            self._link(leaf.conclusion, name, "satisfies")
        else:
            self.fact(leaf.fact)
            self._link(leaf.fact, name, "satisfies")

    def fact(self, fact: str) -> None:
        shown = self.grounds.show(fact)
        truth: TruthName = "unknown" if shown.state == "unknown" else "true"
        coach = shown.said("coach")
        auditor = shown.said("auditor").removeprefix(coach).strip(" []")
        step = Step(fact, "fact", truth, coach, shown.said("athlete"), auditor, _denied(shown))
        if self._step(step) and shown.state == "derived":
            for name in self.measures[fact].inputs:
                self.fact(name)
                self._link(name, fact, "derives")

    def sources(self, parent: str, citations: tuple[Citation, ...]) -> None:
        for citation in citations:
            evidence = self.grounds.knowledge.evidence.get(citation.source)
            if evidence is None:
                continue
            text = f"{evidence.citation} (grade {evidence.grade}, {evidence.grade.meaning})"
            name = f"source {evidence.id}"
            self._step(Step(name, "source", "true", text, text, f"{evidence.link}; {evidence.limits}"))
            self._link(name, parent, "speaks_against" if citation.against else "cites", citation.says)


def _denied(shown: FactShown) -> tuple[str, str] | None:
    return (shown.denied, shown.fact) if shown.denied else None


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
