"""The next visit: what changed beyond the error of measurement, and what becomes of each prescription."""

from balance_rules.follow_up.block import ProgrammeSource
from balance_rules.follow_up.making import make_follow_up
from balance_rules.follow_up.results import FORMAT, FollowUp
from balance_rules.follow_up.visits import VisitSource

__all__ = ["FORMAT", "FollowUp", "ProgrammeSource", "VisitSource", "make_follow_up"]
