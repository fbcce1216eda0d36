"""The limit: the rules as one straight line of generated Python that computes scores and nothing else.

No truth is kept, no rule is named and nothing is justified; a rule that cannot change its group's score is
not judged.
"""

from __future__ import annotations

from balance_rules.model import AtLeast, Compare, Knowledge, Rule
from benchmarks.peers import Run
from benchmarks.peers.notation import SIGNS, Leaf, Notation, terms

OPPOSITE = {"<": ">=", "<=": ">", "==": "!=", ">=": "<", ">": "<="}


def straight_line(knowledge: Knowledge) -> Run:
    """Return the function that computes every score of a person."""
    facts = {fact: f"x{i}" for i, fact in enumerate(knowledge.facts)}
    findings = {name: str(i) for i, name in enumerate(knowledge.conclusions)}

    def leaf(leaf: Leaf, wanted: bool, certain: bool) -> str:
        if isinstance(leaf, AtLeast):
            end = "low" if certain == wanted else "high"
            return f"{end}{findings[leaf.conclusion]} {'>=' if wanted else '<'} {leaf.cut}"
        name = facts[leaf.fact]
        if isinstance(leaf, Compare):
            sign = SIGNS[leaf.comparison]
            holds = f"{name} {sign if wanted else OPPOSITE[sign]} {leaf.value}"
        else:
            holds = f"{name} {'in' if wanted else 'not in'} {leaf.values}"
        return f"({name} is not None and {holds})" if certain else f"({name} is None or {holds})"

    notation = Notation(leaf, lambda parts: f"({' and '.join(parts)})", lambda parts: f"({' or '.join(parts)})")

    def write(rule: Rule, certain: bool) -> str:
        return notation.write(rule.condition, certain)

    lines = [f"{name} = get({fact!r})" for fact, name in facts.items()]
    for name, ends in terms(knowledge).items():
        for end, parts in zip(("low", "high"), ends, strict=True):
            added = [term.nested(write, "({then} if {test} else {other})") for term in parts]
            lines.append(f"{end}{findings[name]} = {' + '.join(added) or '0'}")
    lines.append(f"return ({''.join(f'(low{i}, high{i}), ' for i in findings.values())})")
    namespace: dict[str, Run] = {}
    exec("def scores(facts):\n    get = facts.get\n" + "\n".join(f"    {line}" for line in lines), namespace)
    return namespace["scores"]
