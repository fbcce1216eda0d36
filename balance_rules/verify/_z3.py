"""The solver, which is an extra: without it, what would need it says how to install it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from balance_rules.errors import UnsupportedError

try:
    import z3
except ImportError as error:  # pragma: no cover - shown by a test that hides the module
    raise UnsupportedError.without("verify", "no solver", "the package z3-solver") from error

Bool = Any
Integer = Any

# What Z3's own functions make, without their conversions: every part is a Boolean formula already, and there are
# hundreds of thousands of them.


_BOOLEAN = z3.BoolSort()


def symbol(name: str) -> Bool:
    """Whether something is so, by a name."""
    context = z3.main_ctx()
    return z3.BoolRef(z3.Z3_mk_const(context.ref(), z3.to_symbol(name, context), _BOOLEAN.ast), context)


def conj(*parts: Bool | list[Bool]) -> Bool:
    """All of some formulas, or of those in a list."""
    return _joined(z3.Z3_mk_and, parts)


def disj(*parts: Bool | list[Bool]) -> Bool:
    """Any of some formulas, or of those in a list."""
    return _joined(z3.Z3_mk_or, parts)


def neg(part: Bool) -> Bool:
    """That a formula does not hold."""
    return z3.BoolRef(z3.Z3_mk_not(part.ctx.ref(), part.ast), part.ctx)


def implies(one: Bool, other: Bool) -> Bool:
    """That a formula holds wherever another does."""
    return z3.BoolRef(z3.Z3_mk_implies(one.ctx.ref(), one.ast, other.ast), one.ctx)


def same(one: Bool, other: Bool) -> Bool:
    """That two formulas hold together or not at all."""
    return z3.BoolRef(z3.Z3_mk_iff(one.ctx.ref(), one.ast, other.ast), one.ctx)


def unlike(one: Bool, other: Bool) -> Bool:
    """That one of two formulas holds and the other does not."""
    return z3.BoolRef(z3.Z3_mk_xor(one.ctx.ref(), one.ast, other.ast), one.ctx)


def _joined(make: Callable[..., Any], parts: Sequence[Bool]) -> Bool:
    context = z3.main_ctx()
    if len(parts) == 1 and isinstance(parts[0], list):
        (parts,) = parts
    asts = (z3.Ast * len(parts))(*[part.ast for part in parts])
    return z3.BoolRef(make(context.ref(), len(parts), asts), context)


__all__ = ["Bool", "Integer", "conj", "disj", "implies", "neg", "same", "symbol", "unlike", "z3"]
