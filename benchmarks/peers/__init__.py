"""Other ways to run a knowledge base's rules: each takes a person's facts and returns every finding's score.

A peer is built once from a `Knowledge` and then called for each person, as its users would do it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from balance_rules.model import Knowledge
from balance_rules.semantics import Interval

Scores = tuple[Interval, ...]
Run = Callable[[Mapping[str, int]], Scores]


@dataclass(frozen=True)
class Peer:
    """A way to run the rules: the function that builds it, and the distribution and module it needs."""

    name: str
    module: str
    function: str
    distribution: str = ""
    needs: str = ""

    @property
    def installed(self) -> bool:
        """Whether what it needs can be imported."""
        return not self.needs or find_spec(self.needs) is not None

    def build(self, knowledge: Knowledge) -> Run:
        """Return what assesses one person; scores stand in the order of `knowledge.conclusions`."""
        run: Run = getattr(import_module(f"{__name__}.{self.module}"), self.function)(knowledge)
        return run


LIMIT = Peer("straight-line Python, scores alone", "straight_line", "straight_line")
STOCK = Peer("stock experta", "stock_experta", "stock_experta")
CLIPS = Peer("CLIPS", "clips_rules", "clips_rules", "clipspy", "clips")
ZEN = Peer("zen-engine", "zen_graph", "zen_graph", "zen-engine", "zen")
ZEN_CACHED = Peer("zen-engine, kept compiled", "zen_graph", "zen_graph_cached", "zen-engine", "zen")
ZEN_SCORES = Peer("zen-engine, kept compiled, scores alone", "zen_graph", "zen_scores", "zen-engine", "zen")
PEERS = (LIMIT, STOCK, CLIPS, ZEN, ZEN_CACHED, ZEN_SCORES)
