"""Many people at once: the knowledge as columns, over the tables people have."""

from balance_rules.cohort.cohort import Cohort, Layout

__all__ = ["Cohort", "Layout"]
