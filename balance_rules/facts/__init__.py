"""A person's input → quantised facts, each with where it came from; measures derived."""

from balance_rules.facts.answers import NONE, OTHERS
from balance_rules.facts.measures import computed_from
from balance_rules.facts.profiles import (
    ProfileModel,
    Source,
    derived,
    profile_model,
    profile_schema,
    profile_titles,
    read_profile,
    read_stated,
)
from balance_rules.facts.recorded import NotCarried, read_again, recorded_sheet
from balance_rules.facts.sheet import FactSheet, Stated

__all__ = [
    "NONE",
    "OTHERS",
    "FactSheet",
    "NotCarried",
    "ProfileModel",
    "Source",
    "Stated",
    "computed_from",
    "derived",
    "profile_model",
    "profile_schema",
    "profile_titles",
    "read_again",
    "read_profile",
    "read_stated",
    "recorded_sheet",
]
