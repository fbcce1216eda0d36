"""The solver, which is an extra: without it, what would need it says how to install it."""

from __future__ import annotations

from typing import Any

from balance_rules.errors import Problem, UnsupportedError

try:
    import z3
except ImportError as error:  # pragma: no cover - shown by a test that hides the module
    fix = "Install it: pip install 'balance-rules[verify]'."
    raise UnsupportedError(
        [Problem("verify", "no solver", "the package z3-solver", fix, code="needs-extra")]
    ) from error

Bool = Any
Integer = Any

__all__ = ["Bool", "Integer", "z3"]
