"""What can be asked of an assessment: the questions as methods, each answered by its own module."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from balance_rules.explain.basis import Grounds
from balance_rules.explain.change import Change, change
from balance_rules.explain.difference import Difference, contrast, what_if
from balance_rules.explain.how import How, how
from balance_rules.explain.missing import Missing, missing
from balance_rules.explain.trace import Activation, Trace, activations, trace
from balance_rules.explain.why import Why, why
from balance_rules.explain.why_asked import WhyAsked, why_asked
from balance_rules.explain.why_not import WhyNot, why_not


class Explained(ABC):
    """One person's facts and what was judged from them, of which anything can be asked."""

    @property
    @abstractmethod
    def _grounds(self) -> Grounds: ...

    def how(self, name: str, *, depth: int | None = None) -> How:
        """How a finding, rule, referral, restriction, exercise or prescription was derived.

        Parameters
        ----------
        name
            Its id; without an instance (``"hamstring_weakness"``), that with most evidence.
        depth
            How far to go down from it; None goes down to facts and sources.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "9 h/day"})
        >>> sits.how("prolonged_sitting", depth=2).level
        'moderate'
        """
        return how(self._grounds, name, depth=depth)

    def why(self, name: str, *, level: str | None = None, most: int = 5) -> Why:
        """The minimal sets of stated facts that suffice for a conclusion, up to `most` of them.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "9 h/day", "age": 40})
        >>> [[item.fact.fact for item in facts] for facts in sits.why("prolonged_sitting").sufficient]
        [['sedentary_hours']]
        """
        return why(self._grounds, name, level=level, most=most)

    def why_not(self, name: str, *, level: str | None = None) -> WhyNot:
        """What stands between the person and a conclusion, the nearest miss first.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "5 h/day"})
        >>> [b.distance for b in sits.why_not("prolonged_sitting").blockers if b.what == "sedentary_hours"]
        [2.25]
        """
        return why_not(self._grounds, name, level=level)

    def what_if(self, facts: Mapping[str, Any] | None = None, /, **named: Any) -> Difference:
        """What would change with other facts: findings, prescriptions, referrals and rules.

        Raises
        ------
        FactError
            When a fact cannot be read, or contradicts what others say.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "9 h/day"})
        >>> [(c.id, c.after) for c in sits.what_if(sedentary_hours=5).findings if c.id == "prolonged_sitting"]
        [('prolonged_sitting', 'none, may reach high')]
        """
        return what_if(self._grounds, {**(facts or {}), **named})

    def change(
        self,
        name: str,
        *,
        below: str | None = None,
        above: str | None = None,
        frozen: Collection[str] = (),
        cost: Mapping[str, float] | None = None,
        k: int = 3,
    ) -> Change:
        """The exact smallest realistic changes that would clear or reach a conclusion.

        Parameters
        ----------
        below, above
            The level a finding is to fall below, or to rise above (``above="none"`` for any level).
        frozen
            Facts or attributes that must stay as they are.
        cost
            What a step of a fact or attribute costs, instead of what its attribute declares.
        k
            How many different changes to find.

        Examples
        --------
        >>> import balance_rules as br
        >>> sits = br.load().assess({"sedentary_hours": "9 h/day"})
        >>> plan = sits.change("prolonged_sitting", below="moderate").plans[0]
        >>> [(step.change.fact, step.change.after.shown) for step in plan.steps]
        [('sedentary_hours', '7 h/day')]
        """
        return change(self._grounds, name, below=below, above=above, frozen=frozen, cost=cost, k=k)

    def missing(self, *, findings: bool = False) -> Missing:
        """The unknown facts that can still change the advice, the most useful question first.

        Examples
        --------
        >>> import balance_rules as br
        >>> br.load().assess({}).missing().questions[0].rank  # what hurts comes first, and what could be a red flag
        0
        """
        return missing(self._grounds, findings=findings)

    def why_asked(self, fact: str) -> WhyAsked:
        """Which outcomes hang on a fact, and what each answer would do to them.

        Examples
        --------
        >>> import balance_rules as br
        >>> len(br.load().assess({}).why_asked("sedentary_hours").outcomes) > 0
        True
        """
        return why_asked(self._grounds, fact)

    def contrast(self, other: Explained) -> Difference:
        """What sets another assessment apart, and which facts made each outcome differ.

        Raises
        ------
        BalanceRulesError
            When it was made with other knowledge.

        Examples
        --------
        >>> import balance_rules as br
        >>> kb = br.load()
        >>> march, may = kb.assess({"sedentary_hours": 9}), kb.assess({"sedentary_hours": 5, "age": 40})
        >>> [c.because for c in march.contrast(may).findings if c.id == "prolonged_sitting"]
        [('sedentary_hours',)]
        """
        return contrast(self._grounds, other._grounds)

    def trace(self) -> Trace:
        """The run itself: every activation in the order of firing, the agenda, the strata closed.

        Examples
        --------
        >>> import balance_rules as br
        >>> br.load().assess({"sedentary_hours": "9 h/day"}).trace().activations[0].kind
        'rule'
        """
        return trace(self._grounds)

    def activations(self) -> Iterator[Activation]:
        """Yield the activations of the run while they fire, one at a time."""
        return activations(self._grounds)
