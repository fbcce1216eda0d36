"""Conditions and facts in words: the one place where a comparison becomes a phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial, wraps
from types import MappingProxyType
from typing import Concatenate, ParamSpec, TypeVar

from balance_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    Kind,
    Knowledge,
    Not,
    Proof,
    Truth,
    Within,
)

_IN_WORDS = {
    Comparison.LT: "below",
    Comparison.LE: "at most",
    Comparison.GE: "at least",
    Comparison.GT: "above",
}
P = ParamSpec("P")
T = TypeVar("T")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def once_for_each(said: Callable[Concatenate[Knowledge, P], T]) -> Callable[Concatenate[Knowledge, P], T]:
    """Make what is said of parts of a knowledge base once for each of the latest ones; older ones are let go."""

    @lru_cache(maxsize=16)
    def kept(knowledge: Knowledge) -> Callable[..., T]:
        return cache(partial(said, knowledge))

    @wraps(said)
    def of(knowledge: Knowledge, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return kept(knowledge)(*args, **kwargs)

    return of


@once_for_each
def phrase(knowledge: Knowledge, leaf: Compare | Within | AtLeast) -> str:
    """Return a comparison in words: ``Left knee pain ≥ 4 of 10``, ``Weak hamstrings, left: at least moderate``."""
    if isinstance(leaf, AtLeast):
        return f"{knowledge.conclusions[leaf.conclusion].title}: at least {leaf.level}"
    attribute = knowledge.facts[leaf.fact]
    label = attribute.label(leaf.fact)
    if isinstance(leaf, Within):
        return f"{label} is {requirement(knowledge, leaf, wanted=True)}"
    if leaf.comparison is not Comparison.EQ:
        return f"{label} {requirement(knowledge, leaf, wanted=True)}"
    if attribute.kind is Kind.NUMBER:
        return f"{label} = {attribute.show(leaf.value)}"
    return f"{label}: {attribute.show(leaf.value)}"


def named(knowledge: Knowledge, leaf: Compare | Within | AtLeast) -> str:
    """What a comparison is about, in words; a fact that is asked to be true by its name alone.

    >>> import balance_rules as br
    >>> named(br.load().knowledge, Compare("acute_strain[gastrocnemius]", Comparison.EQ, 1))
    'Fresh strain, calf'
    """
    if isinstance(leaf, Compare) and leaf.comparison is Comparison.EQ and leaf.value:
        attribute = knowledge.facts[leaf.fact]
        if attribute.kind is Kind.BOOLEAN:
            return attribute.label(leaf.fact)
    return phrase(knowledge, leaf)


def sentence(knowledge: Knowledge, condition: Condition) -> str:
    """Return a whole condition in words, parts joined by *and*, *or* and *not*."""
    match condition:
        case Not(part):
            return f"not ({sentence(knowledge, part)})"
        case AllOf(parts):
            return " and ".join(_bracketed(knowledge, part) for part in parts) or "always"
        case AnyOf(parts):
            return " or ".join(_bracketed(knowledge, part) for part in parts) or "never"
        case _:
            return phrase(knowledge, condition)


def _bracketed(knowledge: Knowledge, part: Condition) -> str:
    text = sentence(knowledge, part)
    return f"({text})" if isinstance(part, (AllOf, AnyOf)) and len(part.parts) > 1 else text


def fill(knowledge: Knowledge, text: str, facts: Mapping[str, int]) -> str:
    """Return a text with each fact's placeholder replaced by the person's value, or "not recorded"."""
    if "{" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        fact = match.group(1)
        if fact not in knowledge.facts:
            return fact
        return knowledge.facts[fact].show(facts[fact]) if fact in facts else "not recorded"

    return _PLACEHOLDER.sub(value, text)


def without_values(text: str) -> str:
    """Return a text in which a person's values are left open.

    >>> without_values("Sits {sedentary_hours}.")
    'Sits ….'
    """
    return _PLACEHOLDER.sub("…", text)


def deciding(proof: Proof, truth: Truth) -> Iterator[Proof]:
    """Yield the comparisons that make a proof's truth what it is; parts that do not matter are left out.

    For an unknown proof these are the unknown comparisons whose answer could still change it.
    """
    if proof.truth is not truth:
        return
    match proof.condition:
        case Not():
            yield from deciding(proof.parts[0], Truth(-truth))
        case AllOf() | AnyOf():
            for part in proof.parts:
                yield from deciding(part, truth)
        case _:
            yield proof


# ---------------------------------------------------------------- explanations


HOLDS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "rule": ("it fires", "it does not fire", "it is not known whether it fires"),
        "referral": ("it is raised", "it is ruled out", "it is not ruled out"),
        "claim": ("it is about this person", "it is not about this person", "it is not known whether it is about them"),
        "restriction": ("it applies", "it does not apply", "it is not known whether it applies"),
        "exercise": ("it is allowed", "it is not allowed", "it is not known whether it is allowed"),
        "prescription": ("it is given", "it is refused", "it is withheld, for something is not known"),
    }
)


def holds_text(title: str, kind: str, level: str | None, truth: str) -> str:
    """Return that something is true, false or unknown: three sentences, so that none is read as another.

    >>> holds_text("Weak hamstrings, left", "finding", "moderate", "unknown")
    'Weak hamstrings, left: it is not known whether it is at least moderate.'
    >>> holds_text("Nordic curls", "prescription", None, "false")
    'Nordic curls: it is refused.'
    """
    words = HOLDS.get(
        kind,
        (f"it is at least {level}", f"it is not {level} or higher", f"it is not known whether it is at least {level}"),
    )
    return f"{title}: {words[('true', 'false', 'unknown').index(truth)]}."


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list in a sentence; semicolons part words that have commas of their own.

    >>> listed(["pain", "age", "sport"])
    'pain, age and sport'
    >>> listed(["Torque, left", "Torque, right", "age"])
    'Torque, left; Torque, right; and age'
    """
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    if any("," in item for item in items):
        return f"{'; '.join(items[:-1])}; {last} {items[-1]}"
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def lower(text: str) -> str:
    """Return a text as it stands inside a sentence, its first letter small.

    >>> lower("Weak calf, left"), capital("it takes 12 minutes")
    ('weak calf, left', 'It takes 12 minutes')
    """
    return text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """Return a text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "rule"), counted(3, "stratum", "strata")
    ('1 rule', '3 strata')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


_DEGREES = ("", "moderate or heavy ", "heavy ", "maximal ", "deep ")  # of loading, each within those before it


def widest(loads: Iterable[str]) -> list[str]:
    """Each kind of loading once, in its order, without those that another of them covers.

    >>> widest(["heavy effort", "heavy impact", "maximal effort", "moderate or heavy impact"])
    ['heavy effort', 'moderate or heavy impact']
    >>> widest(["heavy effort that loads the back", "work overhead", "heavy effort"])
    ['work overhead', 'heavy effort']
    """
    kinds = list(dict.fromkeys(loads))
    return [kind for kind in kinds if not any(other != kind and _covers(other, kind) for other in kinds)]


def _covers(wide: str, narrow: str) -> bool:
    what, _, where = narrow.partition(" that loads ")
    degree = next(words for words in reversed(_DEGREES) if what.startswith(words))
    wider = [f"{words}{what.removeprefix(degree)}" for words in _DEGREES[: _DEGREES.index(degree) + 1]]
    return wide in wider or (bool(where) and wide in [f"{words} that loads {where}" for words in wider])


def briefly(words: Iterable[str], most: int) -> str:
    """Return the first words as a list in a sentence, and how many there are beside.

    >>> briefly(["pain", "age", "sport"], 1)
    'pain and 2 more'
    """
    items = list(words)
    return listed([*items[:most], f"{len(items) - most} more"] if len(items) > most else items)


def requirement(knowledge: Knowledge, leaf: Compare | Within | AtLeast, *, wanted: bool) -> str:
    """What a comparison asks of its fact or finding, or that it be otherwise: ``< 4 of 10``, ``yes``."""
    if isinstance(leaf, AtLeast):
        return f"at least {leaf.level}" if wanted else f"less than {leaf.level}"
    attribute = knowledge.facts[leaf.fact]
    if isinstance(leaf, Compare) and (opposite := leaf.comparison.opposite):
        comparison = leaf.comparison if wanted else opposite
        symbol = comparison.symbol if attribute.kind is Kind.NUMBER else _IN_WORDS[comparison]
        return f"{symbol} {attribute.show(leaf.value)}"
    values = leaf.values if isinstance(leaf, Within) else (leaf.value,)
    if attribute.kind is Kind.BOOLEAN and len(values) == 1:
        return attribute.show(values[0] if wanted else 1 - values[0])
    return f"{'' if wanted else 'other than '}{listed([attribute.show(value) for value in values], 'or')}"
