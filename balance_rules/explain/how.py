"""How: the derivation of a conclusion as a provenance graph, from facts to level, with sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import networkx as nx

from balance_rules.explain.explanation import TRUTH_NAMES, Audience, Explanation, TruthName
from balance_rules.explain.grounds import Grounds, Target, measures_of
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
from balance_rules.wording import deciding, fill, holds_text, listed, phrase

StepKind = Literal[
    "finding", "rule", "group", "referral", "restriction", "exercise", "prescription", "condition", "fact", "source"
]
Role = Literal["concludes", "counts", "outweighed", "requires", "satisfies", "derives", "cites", "speaks_against"]


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a derivation: a fact, a condition judged, a rule, an evidence group, a finding, a source.

    `text` says it in a coach's words, `plain` in an athlete's, `detail` adds what an auditor checks.
    """

    id: str
    kind: StepKind
    truth: TruthName
    text: str
    plain: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One edge of a derivation, from what supports to what is supported; `says` is what a source says to it."""

    source: str
    target: str
    role: Role
    says: str = ""


@dataclass(frozen=True, slots=True)
class How(Explanation):
    """How a conclusion was derived: every derivation, as the nodes and edges of one acyclic graph.

    `score` is the interval of the evidence score in milli-nats, `certainty` the certainty factor its low end
    stands for: a degree of belief in the finding, never a probability. `in_spite_of` names the facts that
    are unknown and did not stop the conclusion. `cut` says that a depth limit left something out.
    """

    target: str
    title: str
    truth: TruthName
    level: str | None
    score: tuple[int, int] | None
    certainty: float | None
    statement: str
    steps: tuple[Step, ...]
    links: tuple[Link, ...]
    in_spite_of: tuple[str, ...]
    cut: bool
    kind: Literal["how"] = "how"

    def graph(self) -> nx.DiGraph[str]:
        """Return the derivation as a networkx graph, edges from what supports to what is supported."""
        graph: nx.DiGraph[str] = nx.DiGraph(target=self.target)
        for step in self.steps:
            graph.add_node(step.id, kind=step.kind, truth=step.truth, text=step.text, detail=step.detail)
        for link in self.links:
            graph.add_edge(link.source, link.target, role=link.role, says=link.says)
        return graph

    def tree(self) -> Iterator[tuple[int, Link | None, Step, bool]]:
        """Yield the derivation as an indented tree: depth, link upwards, step, and whether it was shown before."""
        steps = {step.id: step for step in self.steps}
        below: dict[str, list[Link]] = {}
        for link in self.links:
            below.setdefault(link.target, []).append(link)
        shown: set[str] = set()
        todo: list[tuple[int, Link | None, str]] = [(0, None, self.target)]
        while todo:
            depth, above, name = todo.pop()
            again = name in shown
            yield depth, above, steps[name], again
            if not again:
                shown.add(name)
                todo += [(depth + 1, link, link.source) for link in reversed(below.get(name, ()))]

    def lines(self, audience: Audience) -> Iterator[str]:
        yield self.statement
        if audience != "athlete" and self.score is not None and self.certainty is not None:
            yield f"  evidence score {_interval(self.score)}, certainty {self.certainty:.2f}"
        for depth, link, step, again in self.tree():
            if depth == 0 or (audience == "athlete" and step.kind in ("group", "source", "condition")):
                continue
            indent = "  " * (depth if audience != "athlete" else 1 + (step.kind == "fact"))
            yield indent + line(step, link, audience) + (" (see above)" if again and step.kind != "source" else "")
        if self.in_spite_of:
            words = listed(self.in_spite_of[:6]) + (" and more" if len(self.in_spite_of) > 6 else "")
            if audience == "athlete":
                yield f"  This stands although these are not known: {words}."
            else:
                yield f"  Held in spite of unknown facts: {words}."
        if self.cut:
            yield "  … (depth limit reached)"


_ROLE_WORDS = {
    "outweighed": "outweighed: ",
    "cites": "source: ",
    "speaks_against": "speaks against: ",
    "derives": "from ",
}


def line(step: Step, link: Link | None, audience: Audience) -> str:
    """Return one step of a derivation in words, with what the link above it adds."""
    if audience == "athlete":
        return step.plain
    words = _ROLE_WORDS.get(link.role, "") if link else ""
    says = f": {link.says}" if link and link.says else ""
    detail = f" [{step.detail}]" if audience == "auditor" and step.detail else ""
    return f"{words}{step.text}{says}{detail}"


def how(grounds: Grounds, name: str, *, depth: int | None = None) -> How:
    """Return how a conclusion was derived: see `How`.

    Parameters
    ----------
    name
        A finding, rule, referral, restriction, exercise or prescription.
    depth
        How many edges from the conclusion to go down; None goes down to facts and sources.
    """
    target = grounds.target(name)
    builder = _Builder(grounds)
    builder.add(target)
    steps, links = tuple(builder.steps.values()), tuple(builder.links)
    cut = False
    if depth is not None:
        near = _near(links, target.id, depth)
        cut = len(near) < len(steps)
        steps = tuple(step for step in steps if step.id in near)
        links = tuple(link for link in links if link.source in near and link.target in near)
    level, score = builder.level(target)
    truth = builder.steps[target.id].truth
    return How(
        target=target.id,
        title=target.title,
        truth=truth,
        level=level,
        score=score,
        certainty=None if score is None else round(certainty(score[0]), 3) + 0.0,
        statement=_statement(grounds, target, level, truth),
        steps=steps,
        links=links,
        in_spite_of=tuple(grounds.knowledge.facts[fact].label(fact) for fact in builder.unknown),
        cut=cut,
        knowledge_hash=grounds.knowledge.hash,
    )


def _statement(grounds: Grounds, target: Target, level: str | None, truth: TruthName) -> str:
    if not isinstance(target.what, Conclusion):
        return holds_text(target.title, target.kind, None, truth)
    if level:
        return f"{target.title}: {level}."
    return holds_text(target.title, target.kind, target.what.levels[0].name, truth)


def _near(links: tuple[Link, ...], root: str, depth: int) -> set[str]:
    near, edge = {root}, {root}
    for _ in range(depth):
        edge = {link.source for link in links if link.target in edge} - near
        near |= edge
    return near


def _interval(score: tuple[int, int]) -> str:
    low, high = score
    return str(low) if low == high else f"{low} to {high}"


@dataclass
class _Builder:
    """Walks down from a conclusion, each node once."""

    grounds: Grounds
    steps: dict[str, Step] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        return measures_of(self.grounds.knowledge)

    def level(self, target: Target) -> tuple[str | None, tuple[int, int] | None]:
        if not isinstance(target.what, Conclusion):
            return None, None
        score = self.grounds.judged.scores[target.id]
        return target.what.level(score[0]), score

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
        link = Link(source, target, role, says)
        if link not in self.links:
            self.links.append(link)

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
            f"{conclusion.id}, score {_interval((low, high))}; {cuts}",
        )
        if not self._step(step):
            return
        for group, rules in self._groups(conclusion.id).items():
            self._group(conclusion, group, rules)

    def _groups(self, conclusion: str) -> dict[str, list[Rule]]:
        """Return the rules of a finding that count or may count, by evidence group, the strongest first."""
        judged = self.grounds.judged
        groups: dict[str, list[Rule]] = {}
        for rule in judged.rules_for.get(conclusion, ()):
            if judged.truths[rule.id] >= 0:
                groups.setdefault(rule.group, []).append(rule)
        for rules in groups.values():
            rules.sort(key=lambda rule: (-judged.truths[rule.id], -abs(rule.weight), rule.id))
        return groups

    def _group(self, conclusion: Conclusion, group: str, rules: list[Rule]) -> None:
        judged = self.grounds.judged
        fired = [rule for rule in rules if judged.truths[rule.id] > 0]
        if not fired:
            for rule in rules:
                self.unknown |= dict.fromkeys(judged.open_facts(judged.prove(rule.condition)))
            return
        winners: dict[bool, Rule] = {}
        for rule in fired:
            winners.setdefault(rule.weight > 0, rule)
        total = sum(rule.weight for rule in winners.values())
        name = f"{conclusion.id} · {group}"
        words = f"evidence of the group '{group.replace('_', ' ')}'"
        self._step(Step(name, "group", "true", words, "", f"counts {total:+d}"))
        self._link(name, conclusion.id, "counts")
        for rule in fired:
            self.rule(rule)
            self._link(rule.id, name, "concludes" if rule in winners.values() else "outweighed")

    def rule(self, rule: Rule) -> None:
        grounds = self.grounds
        truth = grounds.judged.truths[rule.id]
        because = fill(grounds.knowledge, rule.rationale.because, grounds.sheet.values)
        side = "for" if rule.weight > 0 else "against"
        text = f"{rule.title} ({side}, certainty {float(rule.certainty):+.2f}): {because}"
        step = Step(
            rule.id,
            "rule",
            TRUTH_NAMES[truth],
            text,
            _sentence(because),
            f"{rule.id}, weight {rule.weight:+d}, group {rule.group}, {rule.place}",
        )
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
        if isinstance(leaf, AtLeast):
            conclusion = knowledge.conclusions[leaf.conclusion]
            actual = conclusion.level(judged.scores[leaf.conclusion][0]) or "none"
        else:
            shown = self.grounds.show(leaf.fact)
            actual = shown.shown if shown.state != "unknown" else "not recorded"
        said = {"true": "true", "false": "false", "unknown": "unknown"}[TRUTH_NAMES[proof.truth]]
        name = f"{parent} ? {words}"
        text = f"{words}: {said} (actual {actual})"
        self._step(Step(name, "condition", TRUTH_NAMES[proof.truth], text, text))
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
        if self._step(Step(fact, "fact", truth, coach, shown.said("athlete"), auditor)) and shown.state == "derived":
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


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
