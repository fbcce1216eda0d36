"""The one representation of knowledge that every back end reads: frozen values, standard library only.

Everything here is *grounded*: a rule written for both sides is two rules, `…[left]` and `…[right]`, and
every value is an integer (a number counts multiples of its attribute's resolution, a category its
position, a boolean is 0 or 1), so that no back end can round differently from another.
"""

from balance_rules.model.attributes import (
    UNIT_SIGNS,
    Attribute,
    Changeable,
    Direction,
    Kind,
    Measure,
)
from balance_rules.model.catalogue import AdaptedDose, Claim, Dose, Exercise, Muscle, Progression, Quantities, Verdict
from balance_rules.model.conditions import (
    ALWAYS,
    COMPARE,
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    Leaf,
    Not,
    Proof,
    Truth,
    Within,
    conclusions_read,
    facts_read,
    known_where_sure,
    leaf_holds,
    leaves,
    surely,
    with_leaves,
)
from balance_rules.model.cuts import cells, cells_begin
from balance_rules.model.evidence import Citation, Evidence, Grade, Rationale, Reading, Role, Verified
from balance_rules.model.following import Decision, FollowUpRule
from balance_rules.model.invariants import Alone, Invariant, Suppression
from balance_rules.model.measuring import Better, MeasurementError
from balance_rules.model.names import Place, instance_of, key, name_of
from balance_rules.model.operations import MOST_REPETITIONS, Operation, Trait
from balance_rules.model.parameters import Counting, Parameter
from balance_rules.model.programming import Programming, Theme
from balance_rules.model.read_only import read_only
from balance_rules.model.roles import Roles
from balance_rules.model.statements import (
    AT_ONCE,
    Case,
    Conclusion,
    Contradiction,
    Effect,
    Family,
    Instruction,
    Level,
    LoadingPattern,
    Prescription,
    Referral,
    Restriction,
    Rule,
    Rung,
    Statement,
    Urgency,
)
from balance_rules.model.whole import Knowledge
from balance_rules.model.words import TitleWords, Words

__all__ = [
    "ALWAYS",
    "AT_ONCE",
    "COMPARE",
    "MOST_REPETITIONS",
    "UNIT_SIGNS",
    "AdaptedDose",
    "AllOf",
    "Alone",
    "AnyOf",
    "AtLeast",
    "Attribute",
    "Better",
    "Case",
    "Changeable",
    "Citation",
    "Claim",
    "Compare",
    "Comparison",
    "Conclusion",
    "Condition",
    "Contradiction",
    "Counting",
    "Decision",
    "Direction",
    "Dose",
    "Effect",
    "Evidence",
    "Exercise",
    "Family",
    "FollowUpRule",
    "Grade",
    "Instruction",
    "Invariant",
    "Kind",
    "Knowledge",
    "Leaf",
    "Level",
    "LoadingPattern",
    "Measure",
    "MeasurementError",
    "Muscle",
    "Not",
    "Operation",
    "Parameter",
    "Place",
    "Prescription",
    "Programming",
    "Progression",
    "Proof",
    "Quantities",
    "Rationale",
    "Reading",
    "Referral",
    "Restriction",
    "Role",
    "Roles",
    "Rule",
    "Rung",
    "Statement",
    "Suppression",
    "Theme",
    "TitleWords",
    "Trait",
    "Truth",
    "Urgency",
    "Verdict",
    "Verified",
    "Within",
    "Words",
    "cells",
    "cells_begin",
    "conclusions_read",
    "facts_read",
    "instance_of",
    "key",
    "known_where_sure",
    "leaf_holds",
    "leaves",
    "name_of",
    "read_only",
    "surely",
    "with_leaves",
]
