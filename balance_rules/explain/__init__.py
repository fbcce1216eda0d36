"""Explanations: how, why, why not, what if, the smallest change, what is missing, contrast and trace.

Each question is a function of the `Grounds` of an assessment and returns frozen data, which has texts for
three readers and JSON of the format ``balance_rules.explanation/1``.
"""

from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from balance_rules.explain.basis import Grounds
from balance_rules.explain.blockers import Blocker
from balance_rules.explain.change import Change, Plan, PlanStep, change
from balance_rules.explain.derivation import Link, Step
from balance_rules.explain.difference import Difference, FactChange, OutcomeChange, contrast, supposed, what_if
from balance_rules.explain.explained import Explained
from balance_rules.explain.explanation import AUDIENCES, FORMAT, Audience, Explanation, FactShown
from balance_rules.explain.forms import to_dot, to_graphml, to_mermaid, to_prov, to_prov_json
from balance_rules.explain.how import How, how
from balance_rules.explain.missing import Missing, missing
from balance_rules.explain.recorded import how_recorded
from balance_rules.explain.revision import Reread, Revision, revision
from balance_rules.explain.trace import Activation, ScoreClosed, Trace, activations, trace
from balance_rules.explain.why import Why, WhyFact, why
from balance_rules.explain.why_asked import Branch, Hanging, WhyAsked, why_asked
from balance_rules.explain.why_not import Unmet, WhyNot, why_not

AnyExplanation = Annotated[
    How | Why | WhyNot | Difference | Change | Missing | WhyAsked | Trace | Revision, Field(discriminator="kind")
]


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(AnyExplanation)


def read_explanation(text: str | bytes) -> Explanation:
    """Return an explanation from its JSON.

    Raises
    ------
    pydantic.ValidationError
        When the JSON is not of the format.
    """
    return _adapter().validate_json(text)  # type: ignore[no-any-return]


__all__ = [
    "AUDIENCES",
    "FORMAT",
    "Activation",
    "AnyExplanation",
    "Audience",
    "Blocker",
    "Branch",
    "Change",
    "Difference",
    "Explained",
    "Explanation",
    "FactChange",
    "FactShown",
    "Grounds",
    "Hanging",
    "How",
    "Link",
    "Missing",
    "OutcomeChange",
    "Plan",
    "PlanStep",
    "Reread",
    "Revision",
    "ScoreClosed",
    "Step",
    "Trace",
    "Unmet",
    "Why",
    "WhyAsked",
    "WhyFact",
    "WhyNot",
    "activations",
    "change",
    "contrast",
    "how",
    "how_recorded",
    "missing",
    "read_explanation",
    "revision",
    "supposed",
    "to_dot",
    "to_graphml",
    "to_mermaid",
    "to_prov",
    "to_prov_json",
    "trace",
    "what_if",
    "why",
    "why_asked",
    "why_not",
]
