"""What is proved about a knowledge base, over every possible person, whatever is known of them.

The checks have stable codes (`CODES`); each claim passes, fails with a person who shows it, or stays open.
Proofs cover the encoding of the knowledge for the solver; that the encoding says what the running code
does is not proved but tested: every person found is judged again by the reference and by the engine, and
random knowledge bases are compared in the tests.

The solver is an extra: ``pip install 'balance-rules[verify]'``.
"""

from __future__ import annotations

from balance_rules.verify.difference import VersionDifference
from balance_rules.verify.results import CODES, Alteration, Altered, Outcome, Report, Result, Witness
from balance_rules.verify.running import verify

__all__ = ["CODES", "Alteration", "Altered", "Outcome", "Report", "Result", "VersionDifference", "Witness", "verify"]
