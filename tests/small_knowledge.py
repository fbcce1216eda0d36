"""A small, complete and lint-clean knowledge folder, which tests change one thing at a time.

Its rules are the worked example of `semantics`: five rules for weak hamstrings in four evidence groups, and
the Nordic curl that answers the finding unless the hamstrings hurt.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from balance_rules.model import Knowledge

COUNTING: Mapping[str, object] = {
    "log_weeks": 12,
    "log_break": 4,
    "log_current": 1,
    "log_rise": 4,
    "set_for_a_synergist": 0.5,
    "heavy_session_sets": 4,
    "heavy_repetitions": 6,
    "exertion_of_failure": 10,
    "unknown_sets": 1,
    "unknown_part": "50 %",
    "unknown_share": "10 %",
}


def counting_text(numbers: Mapping[str, object] = COUNTING) -> str:
    """Return the lines of `parameters.yaml` that declare by which numbers a log is counted."""
    lines = (f"- {{id: {name}, value: {value}, title: {name}, convention: Ours.}}\n" for name, value in numbers.items())
    return "".join(lines)


FILES: Mapping[str, str] = {
    "knowledge.yaml": "name: small\nversion: 1.0.0\nlicence: CC0-1.0\n",
    "parameters.yaml": counting_text(),
    "families.yaml": """\
- {id: data_quality, title: Can the numbers be trusted, about: input}
- {id: pain_linked, title: Goes with pain, about: pain}
- {id: weakness, title: Weakness, painted: true}
""",
    "domains.yaml": """\
side:
  left: {label: left}
  right: {label: right}
flag:
  saddle_numbness: {label: numbness around the saddle, question: Is there numbness between the legs?}
  fever: {label: fever}
item:
  barbell: {label: barbell}
  bench: {label: bench}
""",
    "attributes/person.yaml": """\
- id: training_experience
  title: Training experience
  type: category
  values: {beginner: beginner, intermediate: intermediate, advanced: advanced}
  ordered: true
  typical: intermediate
  question: How long have you trained?
  how: As told.
  effort: 1
- id: equipment
  title: Equipment, {item}
  type: boolean
  for: item
  absent: false
  typical: true
  question: Is there a {item}?
  how: As told.
  effort: 1
- id: screening
  title: Red flag, {flag}
  type: boolean
  for: flag
  absent: false
  question: Is there {flag}?
  how: As told.
  effort: 1
- id: hamstring_pain
  title: Hamstring pain, {side}
  type: number
  for: side
  unit: points
  range: [0, 10]
  resolution: 1
  absent: 0
  question: How much do the {side} hamstrings hurt?
  how: From 0 to 10.
  effort: 1
- id: prior_acl
  title: Earlier injury of the anterior cruciate ligament, {side}
  type: boolean
  for: side
  absent: false
  question: Was the ligament of the {side} knee ever injured?
  how: As told.
  effort: 1
- id: sitting
  title: Hours sat a day
  type: number
  unit: h/day
  range: [0, 24]
  resolution: 0.25
  question: How many hours a day do you sit?
  how: As told.
  effort: 1
""",
    "attributes/strength.yaml": """\
- id: hamstring_torque
  title: Hamstring torque, {side}
  type: number
  for: side
  unit: N*m
  range: [0, 400]
  resolution: 1
  question: How strong are the {side} hamstrings?
  how: Dynamometer at 60°/s.
  effort: 4
- id: quadriceps_torque
  title: Quadriceps torque, {side}
  type: number
  for: side
  unit: N*m
  range: [0, 600]
  resolution: 1
  question: How strong is the {side} quadriceps?
  how: Dynamometer at 60°/s.
  effort: 4
- id: hq
  title: Hamstring-to-quadriceps ratio, {side}
  type: number
  for: side
  unit: "1"
  range: [0.1, 2]
  resolution: 0.001
  derive: {ratio: ["hamstring_torque[side]", "quadriceps_torque[side]"]}
  question: What is the ratio on the {side}?
  how: From the two torques.
  effort: 4
- id: hop
  title: Single hop, {side}
  type: number
  for: side
  unit: cm
  range: [0, 400]
  resolution: 1
  question: How far is a hop on the {side} leg?
  how: The best of three.
  effort: 3
- id: hop_asymmetry
  title: Difference between the hops
  type: number
  unit: "%"
  range: [0, 100]
  resolution: 0.1
  derive: {asymmetry: ["hop[left]", "hop[right]"]}
  question: By how much do the hops differ?
  how: From the two hops.
  effort: 3
  error: {mdc95: 20, protocol: Two days, convention: Ours.}
- id: nordic_sessions
  title: Nordic curl sessions
  type: number
  unit: sessions/week
  range: [0, 7]
  resolution: 1
  question: How often a week do you do Nordic curls?
  how: As told.
  effort: 1
- id: weekly_sets
  title: Weekly sets of the {muscle}
  type: number
  for: muscle
  unit: sets/week
  range: [0, 60]
  resolution: 0.5
  question: How many sets a week train the {muscle}?
  how: From the log.
  effort: 2
""",
    "conclusions/weakness.yaml": """\
- id: hamstring_weakness
  title: Weak hamstrings, {side}
  for: side
  family: weakness
  muscles: [hamstrings]
  meaning: The hamstrings are weak for the quadriceps.
- id: posterior_chain_deficit
  title: Weak posterior chain
  family: weakness
  meaning: The muscles of the back of the body are weak.
  levels: {low: 0.2, moderate: 0.5, high: 0.8}
""",
    "rules/1_from_facts/hq_below_convention.yaml": """\
id: hq_below_convention
status: stable
title: Hamstrings are weak for the quadriceps on the {side}
for: {side: [left, right]}
when: {"hq[side]": {lt: 0.60}}
conclude: {finding: "hamstring_weakness[side]", certainty: 0.4, group: strength}
because: the ratio is {hq[side]} on the {side}; the convention is 0.60
evidence:
  - {source: review_2002, supports: [hq], says: 0.60 is the norm}
  - {source: cohort_2016, against: true, says: it foretells no injury}
cases:
  - {name: weak, given: {"hq[left]": 0.5}, expect: fires}
  - {name: at the threshold, given: {"hq[left]": 0.60}, expect: silent}
  - {name: not measured, given: {}, expect: undecided}
""",
    "rules/1_from_facts/hq_far_below_convention.yaml": """\
id: hq_far_below_convention
status: stable
title: Hamstrings are very weak for the quadriceps on the {side}
for: {side: side}
when: {"hq[side]": {lt: 0.47}}
conclude: {finding: "hamstring_weakness[side]", certainty: 0.6, group: strength}
because: the ratio is {hq[side]} on the {side}
evidence: [{source: cohort_2016, supports: [hq]}]
cases:
  - {name: very weak, given: {"hq[left]": 0.45}, expect: fires}
  - {name: at the threshold, given: {"hq[left]": 0.47}, expect: silent}
  - {name: not measured, given: {}, expect: undecided}
""",
    "rules/1_from_facts/hops_differ.yaml": """\
id: hops_differ
status: stable
title: The hops differ
for: {side: side}
when: {hop_asymmetry: {ge: 15 %}}
conclude: {finding: "hamstring_weakness[side]", certainty: 0.5, group: function}
because: the hops differ by {hop_asymmetry}
evidence: [{source: cohort_2016}]
conventions: {hop_asymmetry: Fifteen per cent is ours.}
cases:
  - {name: at the threshold, given: {hop_asymmetry: 15 %}, expect: fires}
  - {name: alike, given: {hop_asymmetry: 5 %}, expect: silent}
  - {name: not measured, given: {}, expect: undecided}
""",
    "rules/1_from_facts/after_ligament_injury.yaml": """\
id: after_ligament_injury
status: stable
title: The {side} knee was injured
for: {side: side}
when: {"prior_acl[side]": true}
conclude: {finding: "hamstring_weakness[side]", certainty: 0.3, group: history}
because: the ligament of the {side} knee was injured
evidence: [{source: cohort_2016}]
cases:
  - {name: injured, given: {"prior_acl[left]": true}, expect: fires}
  - {name: whole, given: {"prior_acl[left]": false}, expect: silent}
  - {name: not asked, given: {}, expect: undecided}
""",
    "rules/1_from_facts/nordics_trained.yaml": """\
id: nordics_trained
status: stable
title: Nordic curls are trained
for: {side: side}
when: {nordic_sessions: {ge: 2 sessions/week}}
conclude: {finding: "hamstring_weakness[side]", certainty: -0.3, group: training}
because: "{nordic_sessions} of Nordic curls"
evidence: [{source: cohort_2016, supports: [nordic_sessions]}]
cases:
  - {name: trained, given: {nordic_sessions: 2}, expect: fires}
  - {name: not trained, given: {nordic_sessions: 0}, expect: silent}
  - {name: not asked, given: {}, expect: undecided}
""",
    "rules/2_from_findings/weak_side_of_the_chain.yaml": """\
id: weak_side_of_the_chain
status: stable
title: Weak hamstrings on the {side}, and much sitting
for: {side: side}
when:
  all:
    - hamstring_weakness[side]: {at_least: moderate}
    - sitting: {gt: 8 h/day}
conclude: {finding: posterior_chain_deficit, certainty: 0.55, group: hamstrings}
because: "{sitting} of sitting and weak {side} hamstrings"
evidence: [{source: review_2002}]
conventions: {sitting: Eight hours are ours.}
cases:
  - {name: weak and sits, given: {"hamstring_weakness[left]": moderate, sitting: 9 h/day}, expect: fires}
  - {name: weak but sits little, given: {"hamstring_weakness[left]": high, sitting: 8 h/day}, expect: silent}
  - {name: strong, given: {"hamstring_weakness[left]": low, sitting: 9 h/day}, expect: silent}
  - {name: sitting not told, given: {"hamstring_weakness[left]": moderate}, expect: undecided}
""",
    "referrals/cauda_equina.yaml": """\
id: cauda_equina
title: Signs of a pressed cauda equina
urgency: emergency
when: {"screening[saddle_numbness]": true}
action: Go to an emergency department now.
because: numbness around the saddle
evidence: [{source: review_2002}]
cases:
  - {name: numb, given: {"screening[saddle_numbness]": true}, expect: fires}
  - {name: not numb, given: {"screening[saddle_numbness]": false}, expect: silent}
  - {name: not asked, given: {}, expect: undecided}
""",
    "restrictions/severe_hamstring_pain.yaml": """\
id: severe_hamstring_pain
title: No hinge with severe hamstring pain on the {side}
for: {side: side}
when: {"hamstring_pain[side]": {ge: 6}}
forbids:
  - {movement_pattern: [hinge], lumbar_shear: {ge: moderate}}
because: the {side} hamstrings hurt {hamstring_pain[side]}
conventions: {hamstring_pain: Six is ours.}
cases:
  - {name: at the threshold, given: {"hamstring_pain[left]": 6}, expect: fires}
  - {name: little pain, given: {"hamstring_pain[left]": 5}, expect: silent}
  - {name: not asked, given: {}, expect: undecided}
""",
    "prescriptions/nordic_curl.yaml": """\
id: nordic_curl
title: Nordic curls for the {side} leg
for: {side: side}
kind: strength
answers: ["hamstring_weakness[side]"]
prescribe:
  - hamstring_weakness[side]: {at_least: moderate}
avoid:
  - hamstring_pain[side]: {ge: 4}
exercises: {list: [nordic_hamstring_curl], most: 2}
weekly_sets: {hamstrings: add}
instructions: ["Stop where the {side} leg hurts.", Two sessions a week.]
stop_when: Pain above 4 of 10.
weeks: 8
retest: {measures: [hop_asymmetry], after_weeks: 8}
evidence: [{source: review_2002, supports: [hamstring_pain]}]
cases:
  - {name: weak, safe: true, given: {"hamstring_weakness[left]": moderate}, expect: given}
  - {name: sore, safe: true, given: {"hamstring_weakness[left]": moderate, "hamstring_pain[left]": 4}, expect: refused}
  - {name: strong, safe: true, given: {"hamstring_weakness[left]": low}, expect: refused}
  - {name: nothing known, given: {}, expect: withheld}
""",
    "prescriptions/hinge_strength.yaml": """\
id: hinge_strength
title: Strengthen the back of the thigh
kind: strength
answers: [hamstring_weakness, posterior_chain_deficit]
prescribe:
  - posterior_chain_deficit: {at_least: low}
exercises: {choose: {movement_pattern: [hinge]}, most: 3}
weekly_sets: {hamstrings: add, quadriceps: hold}
instructions: [Heavy enough.]
evidence: [{source: review_2002}]
cases:
  - {name: weak, safe: true, given: {posterior_chain_deficit: low}, expect: given}
  - {name: strong, safe: true, given: {posterior_chain_deficit: none}, expect: refused}
  - {name: nothing known, given: {}, expect: withheld}
""",
    "prescriptions/sitting_breaks.yaml": """\
id: sitting_breaks
title: Break up sitting
kind: habit
answers: [posterior_chain_deficit]
prescribe:
  - sitting: {ge: 8 h/day}
instructions: ["You sit {sitting}; stand up every half hour."]
conventions: {sitting: Eight hours are ours.}
cases:
  - {name: sits, given: {sitting: 8 h/day}, expect: given}
  - {name: moves, given: {sitting: 4 h/day}, expect: refused}
  - {name: not asked, given: {}, expect: withheld}
""",
    "muscles.yaml": """\
- {id: hamstrings, name: Hamstrings, common_name: hamstrings, region: thigh, chain: posterior, parent: null,
   actions: [knee_flexion], antagonists: [quadriceps], sitting: lengthened}
- {id: biceps_femoris, name: Biceps femoris, common_name: outer hamstring, region: thigh, chain: posterior,
   parent: hamstrings, actions: [knee_flexion], antagonists: [quadriceps], sitting: lengthened}
- {id: quadriceps, name: Quadriceps, common_name: quadriceps, region: thigh, chain: anterior, parent: null,
   actions: [knee_extension], antagonists: [hamstrings], sitting: shortened}
""",
    "exercises/thigh.yaml": """\
- id: nordic_hamstring_curl
  name: Nordic hamstring curl
  category: isolation
  movement_pattern: knee_flexion
  chain: posterior
  prime_movers: [biceps_femoris]
  synergists: []
  stabilizers: []
  equipment: []
  level: beginner
  unilateral: false
  loading: {axial_spine_load: none, lumbar_shear: low, knee_flexion_load: high, hip_flexion_depth: none,
            overhead: false, impact: none, position: standing}
  regressions: [romanian_deadlift]
  progressions: []
  technique: [slow_fall]
  aliases: [Nordic Curl]
  evidence: [cohort_2016]
- id: romanian_deadlift
  name: Romanian deadlift
  category: compound
  movement_pattern: hinge
  chain: posterior
  prime_movers: [hamstrings]
  synergists: []
  stabilizers: [quadriceps]
  equipment: [[barbell]]
  level: intermediate
  unilateral: false
  loading: {axial_spine_load: moderate, lumbar_shear: moderate, knee_flexion_load: none, hip_flexion_depth: moderate,
            overhead: false, impact: none, position: standing}
  regressions: []
  progressions: []
  technique: [hips_back]
  aliases: [Romanian Deadlift (Barbell)]
- id: hip_lift
  name: Hip lift
  category: compound
  movement_pattern: hinge
  chain: posterior
  prime_movers: [hamstrings]
  synergists: [quadriceps]
  stabilizers: []
  equipment: [[bench], []]
  level: beginner
  unilateral: false
  loading: {axial_spine_load: none, lumbar_shear: none, knee_flexion_load: low, hip_flexion_depth: shallow,
            overhead: false, impact: none, position: standing}
  regressions: []
  progressions: [romanian_deadlift]
  technique: []
  aliases: [Hip Lift]
""",
    "exercises/not_counted.yaml": "cardio: [Running]\n",
    "doses.yaml": """\
doses:
  compound: {sets: [2, 4], reps: [5, 12], rest_seconds: [120, 240], tempo: slow, evidence: [{source: review_2002}]}
  isolation: {sets: [2, 2], reps: [8, 15], conventions: {sets: Ours.}}
progression:
  most_sets_added_a_week: 2
  most_share_added_a_week: 30 %
  least_effective_weekly_sets: 4
  target_weekly_sets: [10, 20]
  reduce_above_weekly_sets: 25
  rest_hours_between_heavy: 48
  rest_hours_after_failure: 72
  most_sets_a_session: 11
  load_step_pct: [2, 10]
  trigger: two repetitions more than planned, twice
  evidence: [{source: review_2002}]
""",
    "words/plain.yaml": """\
id: plain
use: client
words:
  hamstring-to-quadriceps ratio: hamstrings-to-quads strength
  quadriceps: quads
  anterior cruciate ligament: cruciate ligament
  cauda equina: nerve bundle at the end of the spine
  asymmetry: difference between the sides
  posterior chain: back of the body
  eccentric: lowering
  torque: turning strength
""",
    "evidence/review_2002.yaml": """\
id: review_2002
authors: Author A
title: A review
journal: A journal
year: 2002
doi: 10.1000/review
pmid: null
pmcid: null
url: null
design: systematic review
population: adults
grade: A
finding: The ratio has a norm.
limits: Few women.
verified: {at: doi.org/10.1000/review, read: full_text}
""",
    "evidence/cohort_2016.yaml": """\
id: cohort_2016
authors: Other B, Author A
title: A cohort
journal: A journal
year: 2016
doi: null
pmid: "12345"
pmcid: null
url: null
design: prospective cohort
population: footballers
grade: B
finding: The ratio foretells little.
limits: One sport.
verified: {at: pubmed.ncbi.nlm.nih.gov/12345, read: abstract}
""",
    "claims.yaml": """\
- id: weak_hamstrings_from_sitting
  claim: Much sitting makes the hamstrings weak.
  verdict: unsupported
  when: {sitting: {gt: 8 h/day}}
  for: [review_2002]
  against: [cohort_2016]
  note: Seen together, no more.
  conventions: {sitting: Eight hours are ours.}
  cases:
    - {name: sits long, given: {sitting: 9 h/day}, expect: fires}
    - {name: sits little, given: {sitting: 8 h/day}, expect: silent}
    - {name: not told, given: {}, expect: undecided}
""",
}


def write_knowledge(
    folder: Path,
    changes: Mapping[str, tuple[str, str]] | None = None,
    files: Mapping[str, str | bytes | None] | None = None,
) -> Path:
    """Write the small knowledge into `folder` and return it.

    Parameters
    ----------
    changes
        By file: a text that stands in it once, and what replaces it.
    files
        Files to add or replace; None leaves one out.
    """
    written: dict[str, str | bytes | None] = {**FILES, **(files or {})}
    for path, (old, new) in (changes or {}).items():
        text = written[path]
        assert isinstance(text, str)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        written[path] = text.replace(old, new)
    contents = {folder / path: content for path, content in written.items() if content is not None}
    for inner in {target.parent for target in contents}:
        inner.mkdir(parents=True, exist_ok=True)
    for target, content in contents.items():
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def altered(knowledge: Knowledge, **parts: Any) -> Knowledge:
    """Knowledge with other parts, under a hash of its own, so that nothing kept of the one is taken for the other."""
    return replace(knowledge, hash=f"{knowledge.hash} altered {next(_numbers)}", **parts)


_numbers = itertools.count()
