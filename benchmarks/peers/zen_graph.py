"""The rules as a decision graph of zen-engine, GoRules' engine in Rust.

Two expression nodes a stratum: one gives every rule its truth (−1, 0 or 1), the next adds up low and high
of the findings that close. Decision tables give the same answer and take longer. An expression node reads
what earlier nodes wrote.

`zen_graph` is used as in the engine's quick start, `engine.create_decision(text)`, which compiles the
expressions anew in each evaluation. `zen_graph_cached` keeps the graph behind a static loader, where they
are compiled once. `zen_scores` returns scores alone: what a rule came to is not kept, as in `straight_line`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import zen

from balance_rules.model import AllOf, AnyOf, AtLeast, Compare, Condition, Knowledge, Not, Rule, Within, facts_read
from benchmarks.peers import Run, Scores
from benchmarks.peers.notation import SIGNS, Leaf, Notation, Term, terms

Expressions = list[tuple[str, str]]
Evaluate = Callable[[dict[str, int]], Any]
CHOICE = "({test} ? {then} : {other})"


def zen_graph(knowledge: Knowledge) -> Run:
    """Return what evaluates a decision that is created from text."""
    graph = _Graph(knowledge)
    decision = zen.ZenEngine().create_decision(json.dumps(graph.with_truths()))
    return graph.reader(decision.evaluate)


def zen_graph_cached(knowledge: Knowledge) -> Run:
    """Return what evaluates a decision that stays compiled."""
    graph = _Graph(knowledge)
    return graph.reader(_cached(graph.with_truths()))


def zen_scores(knowledge: Knowledge) -> Run:
    """Return what evaluates a decision that stays compiled and computes scores alone."""
    graph = _Graph(knowledge)
    return graph.reader(_cached(graph.scores_alone()))


def _cached(content: dict[str, Any]) -> Evaluate:
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": content}}})
    return lambda context: engine.evaluate("rules", context)


class _Graph:
    """A knowledge base in zen's expression language."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        read = {fact for rule in knowledge.rules for fact in facts_read(rule.condition)}
        self.facts = {fact: f"x{i}" for i, fact in enumerate(knowledge.facts) if fact in read}
        self.findings = {name: str(i) for i, name in enumerate(knowledge.conclusions)}
        self.truths = {rule.id: f"r{i}" for i, rule in enumerate(knowledge.rules)}

    def reader(self, evaluate: Evaluate) -> Run:
        """Return the function from a person's facts to scores; facts that no rule reads are left out."""
        names, ends = self.facts, [(f"low{i}", f"high{i}") for i in self.findings.values()]

        def run(facts: Mapping[str, int]) -> Scores:
            result = evaluate({names[fact]: value for fact, value in facts.items() if fact in names})["result"]
            return tuple([(result[low], result[high]) for low, high in ends])

        return run

    def with_truths(self) -> dict[str, Any]:
        """Return the graph that gives every rule its truth."""
        nodes: list[Expressions] = []
        for stratum in range(self.knowledge.strata):
            rules = [rule for rule in self.knowledge.rules if rule.stratum == stratum]
            nodes.append([(self.truths[rule.id], self._truth(rule.condition)) for rule in rules])
            nodes.append(self._scores(stratum, lambda rule, sure: f"{self.truths[rule.id]} {'>' if sure else '>='} 0"))
        return _content(nodes)

    def scores_alone(self) -> dict[str, Any]:
        """Return the graph that computes scores and nothing else."""
        notation = Notation(self._leaf, lambda p: f"({' and '.join(p)})", lambda p: f"({' or '.join(p)})")
        strata = range(self.knowledge.strata)
        return _content(self._scores(s, lambda rule, sure: notation.write(rule.condition, sure)) for s in strata)

    def _scores(self, stratum: int, write: Callable[[Rule, bool], str]) -> Expressions:
        def total(parts: Iterable[Term]) -> str:
            return " + ".join(term.nested(write, CHOICE) for term in parts) or "0"

        closing = {c.id for c in self.knowledge.conclusions.values() if c.stratum == stratum}
        found = [
            (self.findings[name], low, high) for name, (low, high) in terms(self.knowledge).items() if name in closing
        ]
        return [pair for i, low, high in found for pair in ((f"low{i}", total(low)), (f"high{i}", total(high)))]

    def _holds(self, leaf: Compare | Within) -> str:
        """Return a comparison of a fact that is known."""
        if isinstance(leaf, Compare):
            return f"{self.facts[leaf.fact]} {SIGNS[leaf.comparison]} {leaf.value}"
        return f"{self.facts[leaf.fact]} in {list(leaf.values)}"

    def _truth(self, condition: Condition) -> str:
        """Return a condition's truth as a number."""
        match condition:
            case Not(part):
                return f"(-{self._truth(part)})"
            case AllOf(parts) | AnyOf(parts):
                name = "min" if isinstance(condition, AllOf) else "max"
                return f"{name}([{', '.join(self._truth(part) for part in parts)}])"
            case AtLeast(conclusion, _, cut):
                i = self.findings[conclusion]
                return f"(low{i} >= {cut} ? 1 : (high{i} < {cut} ? -1 : 0))"
            case leaf:
                return f"({self.facts[leaf.fact]} == null ? 0 : ({self._holds(leaf)} ? 1 : -1))"

    def _leaf(self, leaf: Leaf, wanted: bool, certain: bool) -> str:
        if isinstance(leaf, AtLeast):
            end = "low" if certain == wanted else "high"
            return f"{end}{self.findings[leaf.conclusion]} {'>=' if wanted else '<'} {leaf.cut}"
        holds = self._holds(leaf) if wanted else f"not ({self._holds(leaf)})"
        name = self.facts[leaf.fact]
        return f"({name} != null and {holds})" if certain else f"({name} == null or {holds})"


def _content(nodes: Iterable[Expressions]) -> dict[str, Any]:
    """Return a JDM graph: input, one expression node after another, output."""
    graph: list[dict[str, Any]] = [
        {"id": "input", "name": "input", "type": "inputNode"},
        *({"id": f"n{i}", "name": f"n{i}", "type": "expressionNode", "content": _node(n)} for i, n in enumerate(nodes)),
        {"id": "output", "name": "output", "type": "outputNode"},
    ]
    edges = [
        {"id": f"e{i}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
        for i, (a, b) in enumerate(pairwise(graph))
    ]
    return {"nodes": [{**node, "position": {"x": 0, "y": 0}} for node in graph], "edges": edges}


def _node(expressions: Expressions) -> dict[str, Any]:
    written = [{"id": key, "key": key, "value": value} for key, value in expressions]
    return {"expressions": written, "passThrough": True, "executionMode": "single"}
