"""New statements as files with blanks: every key that is needed, and beside it what to write.

A file with a blank does not load: loading names each blank that is left, so that none reaches a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from balance_rules.errors import FactError, unknown_name
from balance_rules.model import Knowledge, Rule, conclusions_read, facts_read, instance_of, name_of

Kind = Literal["rule", "referral", "restriction", "prescription"]

FOLDERS: Mapping[Kind, str] = {
    "rule": "rules/1_from_facts",
    "referral": "referrals",
    "restriction": "restrictions",
    "prescription": "prescriptions",
}

_HEAD = """\
# Fill in every ___, with quotes where they stand, and run: balance-rules knowledge check {id}
# How each key is read: docs/reference/knowledge-format.md. What lint asks: docs/reference/lint.md.
id: {id}
"""

_WHEN = """\
when:                     # facts: balance-rules facts list --search WORDS
  all:                    # all, any or not, nested as you like
    - "___": ___          # a fact and what it must be: {{lt: 5 cm}}, le, eq, ge, gt; true; the word of a choice
"""

_EVIDENCE = """\
evidence:                 # files of knowledge/evidence; a source that is new comes first
  - {{source: ___, for: ___, supports: [___], says: "___"}}    # supports: the facts whose numbers it gives; [] for none
  - {{source: ___, for: ___, against: true, says: "___"}}      # what speaks against it, or limits it
conventions:              # numbers that no source gives; {{}} where there is none
  ___: "___"              # the fact, and why this number
caveats:
  - "___"                 # what a coach must bear in mind
"""

_CASES = """\
cases:                    # one whose outcome turns on each comparison, and one exactly at each threshold
  - {{name: "___", given: {{"___": ___}}, expect: {yes}}}
  - {{name: exactly at the threshold, given: {{"___": ___}}, expect: ___}}
  - {{name: "___", given: {{"___": ___}}, expect: {no}}}
  - {{name: not known, given: {{}}, expect: {open}}}
"""

_BODIES: Mapping[Kind, str] = {
    "rule": """\
status: stable            # draft: loaded on request only; deprecated: named by replaced_by
title: "___"              # what is seen, in a few words{sided}
{bound}"""
    + _WHEN
    + """\
conclude:
  finding: "{finding}"
  certainty: ___          # 0.99 to -0.99: how strongly it speaks for the finding, or against it
  group: ___              # of one group only the strongest rule counts{groups}
because: "___"            # the sentence that a coach reads aloud, the person's values in braces: {{sitting_hours}}
rests_on: ___             # cut_off, association, effect, mechanism or convention: what the rule stands on
"""
    + _EVIDENCE
    + _CASES
    + """\
rungs:                    # what it does by itself: the level when nothing else is known
  - {{level: ___, given: {{"___": ___}}}}    # {levels} or none
""",
    "referral": """\
title: "___"              # what is seen, in a few words
urgency: ___              # emergency, same_day, soon or routine
stops: all                # what waits until a doctor has looked: all, nothing, or a list as a restriction forbids
"""
    + _WHEN
    + """\
action: "___"             # what to do; the first sentence says how soon, as the urgency does
because: "___"            # why, in a sentence
"""
    + _EVIDENCE
    + _CASES,
    "restriction": """\
title: "___"              # what is not done, and for whom
"""
    + _WHEN
    + """\
forbids:                  # every exercise that has all the properties of one line
  - {{___: ___}}          # {{impact: {{ge: moderate}}}}, {{movement_pattern: [hinge]}}, …
because: "___"            # why, in a sentence
"""
    + _EVIDENCE
    + _CASES,
    "prescription": """\
title: "___"              # what to do, in a few words
kind: ___                 # strength, mobility, technique, habit, recovery, retest, education, care or safety_net
answers: ["{finding}"]
prescribe:                # each line is a reason by itself
  - "{finding}": {{at_least: ___}}
avoid: []                 # conditions under which it is refused
exercises:                # remove it where nothing is exercised
  list: [___]             # or choose: {{movement_pattern: [hinge]}}
  most: 3
dose: ___                 # of knowledge/doses.yaml
weekly_sets: {{}}         # a muscle: add, hold or reduce
instructions:
  - "___"                 # a sentence to act on
stop_when: "___"
weeks: ___                # until it is looked at again
retest: {{measures: [___], after_weeks: ___}}
"""
    + _EVIDENCE
    + _CASES,
}

_OUTCOMES = {"prescription": ("given", "refused", "withheld")}


def new_statement(knowledge: Knowledge, kind: Kind, identity: str, finding: str | None = None) -> str:
    """The text of a file for a new statement, with a blank for whatever only its author knows.

    Parameters
    ----------
    finding
        What a rule concludes or a prescription answers.

    Raises
    ------
    FactError
        When the id is taken or of another form, or there is no such finding.

    Examples
    --------
    >>> import balance_rules as br
    >>> text = new_statement(br.load().knowledge, "rule", "sits_at_school", "prolonged_sitting")
    >>> text.count("___") > 10
    True
    """
    _check_id(knowledge, identity)
    said = {"sided": "", "bound": "", "finding": "", "groups": "", "levels": ""}
    if kind in {"rule", "prescription"}:
        said |= _about(knowledge, kind, finding)
    yes, no, undecided = _OUTCOMES.get(kind, ("fires", "silent", "undecided"))
    text = (_HEAD + _BODIES[kind]).format(id=identity, yes=yes, no=no, open=undecided, **said)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _check_id(knowledge: Knowledge, identity: str) -> None:
    plain = identity.replace("_", "")
    if not (plain.isascii() and plain.isalnum() and identity == identity.lower() and identity[0].isalpha()):
        fix = "Write it like 'short_rest_after_failure'."
        raise FactError.of("ID", repr(identity), "small letters, digits and _", fix, code="wrong-type")
    names = {one.name for one in knowledge.statements} | {*knowledge.attributes, *knowledge.exercises}
    if identity in names | {one.name for one in knowledge.conclusions.values()}:
        fix = "Choose another name, or change what is there."
        raise FactError.of("ID", repr(identity), "a name that nothing bears yet", fix, code="duplicate")


def _about(knowledge: Knowledge, kind: Kind, finding: str | None) -> dict[str, str]:
    """What a template says of the finding: how it is written for each side or site, its levels and its groups."""
    names = list(dict.fromkeys(one.name for one in knowledge.conclusions.values()))
    if finding is None:
        fix = f"Add --finding F; {len(names)} are declared in knowledge/conclusions."
        raise FactError.of("--finding", "nothing", f"the finding that a {kind} is about", fix, code="missing")
    conclusions = [one for one in knowledge.conclusions.values() if one.name == name_of(finding)]
    if not conclusions:
        raise FactError([unknown_name("--finding", finding, names, "finding")])
    instances = [instance for one in conclusions if (instance := instance_of(one.id)) is not None]
    variable = "side" if set(instances) == {"left", "right"} else "site"
    rules = [rule for one in conclusions for rule in knowledge.rules_for.get(one.id, ())]
    every = bool(instances) and kind == "rule"
    return {
        "sided": f"; {{{variable}}} stands for the {variable}" if every else "",
        "bound": f"for: {{{variable}: [{', '.join(instances)}]}}\n" if every else "",
        "finding": f"{conclusions[0].name}[{variable}]" if every else conclusions[0].id,
        "groups": "; there are:" + "".join(f"\n{'':26}# {line}" for line in _groups(rules)) if rules else "",
        "levels": ", ".join(level.name for level in conclusions[0].levels),
    }


def _groups(rules: Sequence[Rule]) -> Iterator[str]:
    """Yield what the rules of each group read, and how strong they are: a rule that reads the same joins them."""
    for group in sorted({rule.group for rule in rules}):
        of_group = [rule for rule in rules if rule.group == group]
        read = [name for one in of_group for name in facts_read(one.condition) + conclusions_read(one.condition)]
        strongest = max((one.certainty for one in of_group), key=abs)
        yield f"{group}, up to {strongest}, of {', '.join(dict.fromkeys(map(name_of, read)))}"
