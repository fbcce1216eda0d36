"""How: the derivation of a conclusion as a provenance graph, from facts to level, with sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from balance_rules.explain.basis import Grounds, Target
from balance_rules.explain.derivation import SHOWN, Derivation, Link, Step, interval
from balance_rules.explain.explanation import Audience, Explanation, TruthName, folded, none_of
from balance_rules.model import Conclusion
from balance_rules.semantics import certainty
from balance_rules.text.wording import briefly, holds_text

if TYPE_CHECKING:  # with all its algorithms it takes longer to import than a person to assess
    import networkx as nx


@dataclass(frozen=True, slots=True, repr=False)
class How(Explanation):
    """How a conclusion was derived: every derivation, as the nodes and edges of one acyclic graph.

    `score` is the interval of the evidence score in milli-nats, the sum of what its groups count; `cuts` are the
    least scores of its levels. `certainty` is the certainty factor that the low end of the score stands for: a
    degree of belief in the finding, never a probability. `in_spite_of` names the facts that are unknown and did
    not stop the conclusion; `needed`, where it is not known whether it holds, those that would settle it. `cut`
    says that a depth limit left something out.
    """

    target: str
    title: str
    truth: TruthName
    level: str | None
    score: tuple[int, int] | None
    cuts: dict[str, int] = field(hash=False)
    certainty: float | None
    statement: str
    steps: tuple[Step, ...]
    links: tuple[Link, ...]
    in_spite_of: tuple[str, ...]
    needed: tuple[str, ...]
    cut: bool
    kind: Literal["how"] = "how"

    def graph(self) -> nx.DiGraph[str]:
        """Return the derivation as a networkx graph, edges from what supports to what is supported."""
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph(target=self.target)
        for step in self.steps:
            graph.add_node(step.id, kind=step.kind, truth=step.truth, text=step.text, detail=step.detail)
        for link in self.links:
            graph.add_edge(link.source, link.target, role=link.role, says=link.says)
        return graph

    def tree(self, *, fold: bool = False) -> Iterator[tuple[int, Link | None, Step, bool]]:
        """Yield the derivation as an indented tree: depth, link upwards, step, and whether it was shown before.

        With `fold`, many facts of a list that were denied are one step, with all the conditions on them.
        """
        steps = {step.id: step for step in self.steps}
        below: dict[str, list[Link]] = {}
        for link in self.links:
            below.setdefault(link.target, []).append(link)
        shown: set[str] = set()
        todo: list[tuple[int, Link | None, Step]] = [(0, None, steps[self.target])]
        while todo:
            depth, above, step = todo.pop()
            again = step.id in shown
            yield depth, above, step, again
            if not again:
                shown.add(step.id)
                links = below.get(step.id, [])
                groups = folded(links, lambda link: steps[link.source].denied) if fold else ([link] for link in links)
                todo += [(depth + 1, *_one(group, steps)) for group in reversed(list(groups))]

    def lines(self, audience: Audience) -> Iterator[str]:
        yield self.statement
        if audience != "athlete" and self.score is not None and self.certainty is not None:
            cuts = ", ".join(f"{level} from {cut}" for level, cut in self.cuts.items())
            sure = f", certainty {self.certainty:.2f}" if self.level else ""
            yield f"  evidence score {interval(self.score)}{f' ({cuts})' if cuts else ''}{sure}"
        for depth, link, step, again in self.tree(fold=audience != "auditor"):
            if depth == 0 or (audience == "athlete" and (again or _beside_the_point(step, link))):
                continue
            indent = "  " * (depth if audience != "athlete" else 1 + (step.kind == "fact"))
            yield indent + line(step, link, audience) + (" (see above)" if again and step.kind != "source" else "")
        if self.in_spite_of:
            words = briefly(self.in_spite_of, SHOWN)
            if audience == "athlete":
                yield f"  This stands although these are not known: {words}."
            else:
                yield f"  Held in spite of unknown facts: {words}."
        if self.needed:
            yield f"  To settle it: {briefly(self.needed, SHOWN)}."
        if self.cut:
            yield "  … (depth limit reached)"


def _one(links: list[Link], steps: Mapping[str, Step]) -> tuple[Link, Step]:
    """Return the step of a link, or one that stands for those of many: none of a list."""
    below = [steps[link.source] for link in links]
    if len(below) == 1:
        return links[0], below[0]
    facts = sorted({step.denied for step in below if step.denied})
    words = none_of(facts[0][0], len(facts))
    return links[0], Step(" ".join(fact for _, fact in facts), "fact", "true", words, words)


def _beside_the_point(step: Step, link: Link | None) -> bool:
    """Return whether an athlete can do without a step: what a value is computed from, evidence, sources."""
    return step.kind in ("group", "source", "condition") or (
        link is not None and link.role in ("derives", "outweighed", "may_conclude")
    )


_ROLE_WORDS = {
    "outweighed": "outweighed: ",
    "may_conclude": "not decided: ",
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
    builder = Derivation(grounds)
    builder.add(target)
    steps, links = tuple(builder.steps.values()), tuple(builder.links)
    cut = False
    if depth is not None:
        near = _near(links, target.id, depth)
        cut = len(near) < len(steps)
        steps = tuple(step for step in steps if step.id in near)
        links = tuple(link for link in links if link.source in near and link.target in near)
    level, score, cuts = builder.level(target)
    truth = builder.steps[target.id].truth
    judged = grounds.judged
    unknown = judged.open_facts(judged.prove(target.aim())) if truth == "unknown" else builder.unknown
    labels = tuple(grounds.knowledge.facts[fact].label(fact) for fact in dict.fromkeys(unknown))
    return How(
        target=target.id,
        title=target.title,
        truth=truth,
        level=level,
        score=score,
        cuts=cuts,
        certainty=None if score is None else round(certainty(score[0]), 3) + 0.0,
        statement=_statement(grounds, target, level, truth),
        steps=steps,
        links=links,
        in_spite_of=() if truth == "unknown" else labels,
        needed=labels if truth == "unknown" else (),
        cut=cut,
        knowledge_hash=grounds.knowledge.hash,
        plain_words=grounds.knowledge.words.client,
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
