"""Training-log exports → working sets → weekly sets per muscle.

```python
log = read_log("workouts.csv", exercises=knowledge.exercises, not_counted=knowledge.not_counted)
facts = training_facts(log, knowledge)
```
"""

from __future__ import annotations

from balance_rules.person.logs.coverage import counting_of, covered_days
from balance_rules.person.logs.files import File
from balance_rules.person.logs.importer import read_log
from balance_rules.person.logs.log import (
    Guessed,
    LoggedSession,
    LoggedSet,
    NotCounted,
    ReadFile,
    Skipped,
    TrainingLog,
    Unmapped,
)
from balance_rules.person.logs.notes import log_notes
from balance_rules.person.logs.titles import Catalogue, Match, catalogue, read_titles
from balance_rules.person.logs.volume import set_credits, training_facts, weekly_sets

__all__ = [
    "Catalogue",
    "File",
    "Guessed",
    "LoggedSession",
    "LoggedSet",
    "Match",
    "NotCounted",
    "ReadFile",
    "Skipped",
    "TrainingLog",
    "Unmapped",
    "catalogue",
    "counting_of",
    "covered_days",
    "log_notes",
    "read_log",
    "read_titles",
    "set_credits",
    "training_facts",
    "weekly_sets",
]
