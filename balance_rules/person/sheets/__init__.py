"""Files of tests and health exports → facts, each with its protocol, side and place.

```python
sheet = read_sheet("nordbord.csv", knowledge)
facts, notes = sheet.facts()
```
"""

from __future__ import annotations

from balance_rules.person.sheets.account import SkippedTest
from balance_rules.person.sheets.merging import merged, profile_text, told
from balance_rules.person.sheets.reading import FORMATS, draft_mapping, read_sheet
from balance_rules.person.sheets.sheet import Sheet, SheetFact

__all__ = [
    "FORMATS",
    "Sheet",
    "SheetFact",
    "SkippedTest",
    "draft_mapping",
    "merged",
    "profile_text",
    "read_sheet",
    "told",
]
