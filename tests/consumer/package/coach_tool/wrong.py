"""Names that do not exist: a type checker has to find every one of them. One mistake a line, marked so."""

from __future__ import annotations

import balance_rules as br
from balance_rules.advice.results import Findings  # noqa: F401  # wrong

kb = br.load()
br.asess_typo({})  # wrong
assessment = kb.asess({})  # wrong
other = kb.assess({})
print(other.finding)  # wrong
print(other.findings[0].levle)  # wrong
other.to_json(ful=True)  # wrong
print(br.Problem("a", "b", "c", "d", code="out-of-rage"))  # wrong
print(br.FactErorr)  # wrong
