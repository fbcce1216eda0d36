"""The rules in CLIPS, through clipspy: deftemplates, defrules, salience by stratum.

A call of `observe` judges every comparison and asserts it as a three-valued literal; as text, the literals
took nine times as long. Each rule is two defrules, for that it certainly holds and that it may; what fires
asserts `fired` and raises its group's share of the score, and a barrier below the stratum's salience adds up
the scores and asserts the literals of the levels they reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import clips

from balance_rules.model import AtLeast, Compare, Knowledge, Rule, Within, leaves
from benchmarks.peers import Run, Scores
from benchmarks.peers.notation import SIGNS, Leaf, Notation


def clips_rules(knowledge: Knowledge) -> Run:
    """Return what resets the environment, observes a person and runs it."""
    environment = clips.Environment()
    for construct in _Constructs(knowledge):
        environment.build(construct)
    observe, scores = (environment.find_function(name) for name in ("observe", "scores"))
    order = list(knowledge.facts)

    def run(facts: Mapping[str, int]) -> Scores:
        environment.reset()
        observe(*map(facts.get, order))
        environment.run()
        ends = scores()
        return tuple(zip(ends[::2], ends[1::2], strict=True))

    return run


class _Constructs:
    """A knowledge base as CLIPS constructs, in the order in which they must be built."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        found = dict.fromkeys(leaf for rule in knowledge.rules for leaf in leaves(rule.condition))
        self.literals = {leaf: i for i, leaf in enumerate(found)}
        self.facts = {fact: i for i, fact in enumerate(knowledge.facts, start=1)}
        self.findings = {name: i for i, name in enumerate(knowledge.conclusions)}
        sides = dict.fromkeys((rule.conclusion, rule.group, rule.weight > 0) for rule in knowledge.rules)
        self.sides = {side: i for i, side in enumerate(sides)}
        self.notation = Notation(self._leaf, lambda p: f"(and {' '.join(p)})", lambda p: f"(or {' '.join(p)})")

    def __iter__(self) -> Iterator[str]:
        for i in self.findings.values():
            yield f"(defglobal ?*low{i}* = 0 ?*high{i}* = 0)"
        for i in self.sides.values():
            yield f"(defglobal ?*certain{i}* = 0 ?*maybe{i}* = 0)"
        yield "(deftemplate literal (slot id (type INTEGER)) (slot truth (type INTEGER)))"
        yield "(deftemplate fired (slot rule) (slot certain))"
        yield (
            "(deffunction reaches (?low ?high ?cut) (if (>= ?low ?cut) then 1 else (if (< ?high ?cut) then -1 else 0)))"
        )
        for i, rule in enumerate(self.knowledge.rules):
            yield self._rule(f"rule{i}-holds", rule, True)
            yield self._rule(f"rule{i}-may", rule, False)
        for stratum in range(self.knowledge.strata):
            yield self._barrier(stratum)
        observed = [
            self._literal(leaf, self._observed(leaf)) for leaf in self.literals if not isinstance(leaf, AtLeast)
        ]
        yield f"(deffunction observe ($?values) {' '.join(observed)})"
        ends = " ".join(f"?*low{i}* ?*high{i}*" for i in self.findings.values())
        yield f"(deffunction scores () (create$ {ends}))"

    def _literal(self, leaf: Leaf, truth: str) -> str:
        return f"(assert (literal (id {self.literals[leaf]}) (truth {truth})))"

    def _observed(self, leaf: Compare | Within) -> str:
        """Return the expression of a comparison's truth."""
        value = f"(nth$ {self.facts[leaf.fact]} ?values)"
        if isinstance(leaf, Compare):
            holds = f"({SIGNS[leaf.comparison].replace('==', '=')} {value} {leaf.value})"
        else:
            holds = f"(or {' '.join(f'(= {value} {one})' for one in leaf.values)} FALSE)"
        return f"(if (eq {value} nil) then 0 else (if {holds} then 1 else -1))"

    def _leaf(self, leaf: Leaf, wanted: bool, certain: bool) -> str:
        truth = 1 if wanted else -1
        return f"(literal (id {self.literals[leaf]}) (truth {truth if certain else f'~{-truth}'}))"

    def _rule(self, name: str, rule: Rule, certain: bool) -> str:
        share = f"?*{'certain' if certain else 'maybe'}{self.sides[rule.conclusion, rule.group, rule.weight > 0]}*"
        stronger = f"(bind {share} ({'max' if rule.weight > 0 else 'min'} {share} {rule.weight}))"
        fired = f"(assert (fired (rule {name}) (certain {str(certain).upper()})))"
        condition = self.notation.write(rule.condition, certain)
        return f"(defrule {name} (declare (salience {-10 * rule.stratum})) {condition} => {fired} {stronger})"

    def _barrier(self, stratum: int) -> str:
        closing = [name for name, c in self.knowledge.conclusions.items() if c.stratum == stratum]
        actions = [action for name in closing for action in self._close(name)]
        for leaf in self.literals:
            if isinstance(leaf, AtLeast) and leaf.conclusion in closing:
                i = self.findings[leaf.conclusion]
                actions.append(self._literal(leaf, f"(reaches ?*low{i}* ?*high{i}* {leaf.cut})"))
        return f"(defrule barrier{stratum} (declare (salience {-10 * stratum - 5})) => {' '.join(actions)})"

    def _close(self, conclusion: str) -> Iterator[str]:
        """Yield what sets a finding's score: support that is certain and opposition that may be make it low."""
        sides = [(supports, i) for (name, _, supports), i in self.sides.items() if name == conclusion]
        for end, low in (("low", True), ("high", False)):
            shares = " ".join(f"?*{'certain' if supports == low else 'maybe'}{i}*" for supports, i in sides)
            yield f"(bind ?*{end}{self.findings[conclusion]}* (+ 0 0 {shares}))"
