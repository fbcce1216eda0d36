// Generated from assessment-2.json by `python -m docs.generate`: do not edit.

/** A prescription and its state for this person. `given`: do it. `refused`: something stands against it. `withheld`: what is not known could. Reasons say why; `needed` names the facts that would settle it. `called_for` says that a finding calls for it, not only that one still may; `sites` are the painful sites that it answers. `retest` names what to measure again, `retest_waits` what would be measured again if its test were not forbidden now. `benefit` is None where no source that was read gives the effect of the remedy. */
export interface Advice {
  id: string;
  title: string;
  kind: string;
  state: "given" | "refused" | "withheld";
  called_for: boolean;
  answers: string[];
  sites: string[];
  reasons: string[];
  needed: string[];
  exercises: ExerciseAdvice[];
  weekly_sets: SetChange[];
  instructions: string[];
  stop_when: string;
  weeks: number | null;
  retest: string[];
  retest_waits: string[];
  retest_after_weeks: number | null;
  sources: string[];
  conventions: string[];
  benefit?: Benefit | null;
}

/** What a source gives as the effect of a remedy: on what, how large, and how good the evidence for that is. */
export interface Benefit {
  outcome: string;
  size: "none" | "small" | "moderate" | "large";
  grade: string | null;
  source: string;
}

/** A popular claim that is about this person: what the evidence says of it, and the sources on both sides. It counts for nothing; `because` says why it is told here. */
export interface ClaimResult {
  id: string;
  claim: string;
  verdict: string;
  because: string[];
  note: string;
  sources: string[];
  against: string[];
}

/** An exercise of a prescription: may it be done, why, and how much of it. */
export interface ExerciseAdvice {
  id: string;
  name: string;
  state: "given" | "refused" | "withheld";
  reasons: string[];
  dose: string;
  technique: string[];
  regressions: string[];
}

/** A fact as it was known: its stored value, the value in its unit, its words, and where they stood. */
export interface FactRecord {
  fact: string;
  value: number;
  shown: string;
  text: string;
  origin: string;
}

/** A finding that reached a level, still may, or has reasons too weak for one. `level` is what the known facts establish, `may_reach` the highest level that the unknown ones leave open; where both are None something speaks of the finding and is too little. `certainty` is the certainty factor of the established score: a degree of belief in the finding, never a probability of anything. `grade` is how good the best science for the thing said is, `indirect` that it was found for something near it, `contested` whether sources speak against it, `grade_against` how good the best of these is. */
export interface Finding {
  id: string;
  title: string;
  level: string | null;
  may_reach: string | null;
  certainty: number;
  score: [number, number];
  grade: string | null;
  indirect: boolean;
  contested: boolean;
  grade_against: string | null;
  family: string;
  muscles: string[];
  meaning: string;
  reasons: Reason[];
}

/** The next fact worth knowing: how to ask, how to measure, and how many outcomes hang on it. `rank` is the lowest of these outcomes: 0 a red flag, 1 an answer to what hurts or is wanted, 2 another prescription that a finding calls for, 3 an exercise of one that is given, 4 any other prescription, 5 a finding that no advice hangs on. */
export interface Question {
  fact: string;
  label: string;
  question: string;
  how: string;
  effort: number;
  settles: number;
  reason: string;
  rank?: number;
}

/** A rule that fired: why, for how much, and whether a stronger rule of its group stands in its place. */
export interface Reason {
  rule: string;
  title: string;
  because: string;
  certainty: number;
  weight: number;
  group: string;
  facts: Record<string, number>;
  sources: string[];
  against: string[];
  outweighed_by: string | null;
}

/** A reason to be seen by a doctor. `refer`: it holds, and nobody has looked at it yet. `seen`: it holds, and a doctor has looked at it. `unanswered`: nobody has ruled it out. `stopped` says whether it still stops some loading, `complaints` under which names `seen` tells of the visit. */
export interface ReferralResult {
  id: string;
  title: string;
  urgency: "emergency" | "same_day" | "soon" | "routine";
  state: "refer" | "seen" | "unanswered";
  action: string;
  because: string;
  stopped: boolean;
  complaints: string[];
  needed: string[];
  sources: string[];
}

/** Loading that the person must not do now (`active`), or that is not ruled out yet (`open`). `until_seen` is the referral that it comes from, None for one that stands by itself; `everything` says that it forbids all that loads. */
export interface RestrictionResult {
  id: string;
  title: string;
  state: "active" | "open";
  because: string;
  until_seen: string | null;
  everything: boolean;
  needed: string[];
  sources: string[];
}

/** Weekly sets of a muscle, before and after; `before` is None where no log or answer tells. */
export interface SetChange {
  muscle: string;
  name: string;
  change: "add" | "hold" | "reduce";
  before: number | null;
  after: number | null;
  text: string;
}

/** A source that something in the assessment rests on. */
export interface SourceRecord {
  id: string;
  citation: string;
  link: string;
  grade: string;
  design: string;
  finding: string;
  limits: string;
}

/** A whole assessment as data, under the versioned format ``balance_rules.assessment/2``. `left_out` counts what a short record does not spell out, by field: what nothing has called for yet, and questions after the first. `untold` names what an older format of the record had no place for. */
export interface AssessmentRecord {
  format: "balance_rules.assessment/2";
  engine_version: string;
  knowledge_name: string;
  knowledge_version: string;
  knowledge_hash: string;
  person: string;
  date: string | null;
  facts: FactRecord[];
  referrals: ReferralResult[];
  restrictions: RestrictionResult[];
  findings: Finding[];
  claims: ClaimResult[];
  prescriptions: Advice[];
  questions: Question[];
  notes: string[];
  sources: SourceRecord[];
  truths: Record<string, number>;
  scores: Record<string, [number, number]>;
  left_out?: Record<string, number>;
  untold?: string[];
}

export type Format = "balance_rules.assessment/2";
