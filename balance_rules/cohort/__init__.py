"""Many people at once: the knowledge as columns, over the tables people have."""

from balance_rules.cohort.cohort import Cohort, Layout
from balance_rules.cohort.columns import Sets

__all__ = ["Cohort", "Layout", "Sets"]
