// Generated from explanation-1.json by `python -m docs.generate`: do not edit.

/** One activation that was fired. `stratum` counts from 1; `agenda` holds what was ready to fire before it, this first; `values` what it fired on, in the order in which its condition reads; `declared` the fact it added to working memory; `closed` the findings that a barrier closed. */
export interface Activation {
  number: number;
  kind: "rule" | "barrier" | "referral" | "prescription";
  id: string;
  title: string;
  stratum: number;
  salience: number;
  values: [string, string][];
  agenda: string[];
  declared: string;
  closed: ScoreClosed[];
  because: string;
}

/** One comparison that is not as it would have to be. `distance` is how far the actual value is from the nearest that would do, in `unit`; `share` is the same as a share of the attribute's range, which orders blockers of different units. Both are None where a value is unknown or has no order. The distance of a finding is the evidence it lacks, or has too much of, in milli-nats. `via` says what the comparison belongs to, where that has a name of its own; `exercise` which of the exercises of a prescription it holds back; `hangs_on` what would settle a finding that is not decided. */
export interface Blocker {
  what: string;
  label: string;
  truth: "true" | "false" | "unknown";
  required: string;
  actual: string;
  distance: number | null;
  unit: string;
  share: number | null;
  via?: string;
  exercise?: string;
  hangs_on?: string[];
}

/** Answers that make no difference among themselves, and the state an outcome would have after them. */
export interface Branch {
  answers: string;
  state: "true" | "false" | "unknown";
}

/** The smallest changes that reach an aim, the cheapest first; none uses all the facts of an earlier one. `already` says that nothing needs to change. `proved` says that each plan is, and that with fewer plans than asked for there are no more; it is false when not all could be tried. `fixed` names the facts that bear on the aim and cannot change, or were frozen; `unknown` those that nobody recorded and whose answers could settle it as well. */
export interface Change {
  target: string;
  title: string;
  aim: string;
  already: boolean;
  plans: Plan[];
  proved: boolean;
  fixed: string[];
  unknown: string[];
  kind?: "change";
  format?: "balance_rules.explanation/1";
  knowledge_hash?: string;
  plain_words?: Record<string, string>;
}

/** What differs between two assessments under the same knowledge: facts, and what follows from them. */
export interface Difference {
  names: [string, string];
  facts: FactChange[];
  findings: OutcomeChange[];
  prescriptions: OutcomeChange[];
  referrals: OutcomeChange[];
  rules: OutcomeChange[];
  kind?: "difference";
  format?: "balance_rules.explanation/1";
  knowledge_hash?: string;
  plain_words?: Record<string, string>;
}

/** One fact, before and after. */
export interface FactChange {
  fact: string;
  label: string;
  before: FactShown;
  after: FactShown;
}

/** A fact as an explanation shows it. `state` is ``stated``, ``derived`` or ``unknown``; `text` the words it was given in, or the arithmetic it was computed by; `origin` where it stood; `denied` the title of the list of which it was denied, or of which silence says no (nobody tells of a doctor's visit), else empty: many of one list are said in one line. */
export interface FactShown {
  fact: string;
  label: string;
  value: number | null;
  shown: string;
  state: "stated" | "derived" | "unknown";
  text: string;
  origin: string;
  denied?: string;
}

/** An outcome that hangs on a question: what each answer would do to it. */
export interface Hanging {
  id: string;
  kind: "referral" | "prescription" | "exercise" | "finding";
  title: string;
  branches: Branch[];
}

/** What hangs on a question. `at_once` are the outcomes that some answer decides at once, `bears_on` all that hang on it, maybe only with others. `expected` is how many outcomes an answer decides on average over the answers that make a difference. `parts` are the unknown facts that a measure could be computed from instead. */
export interface Hangs {
  at_once: string[];
  bears_on: string[];
  expected: number;
  parts: string[];
}

/** How a conclusion was derived: every derivation, as the nodes and edges of one acyclic graph. `score` is the interval of the evidence score in milli-nats, the sum of what its groups count; `cuts` are the least scores of its levels. `certainty` is the certainty factor that the low end of the score stands for: a degree of belief in the finding, never a probability. `in_spite_of` names the facts that are unknown and did not stop the conclusion; `needed`, where it is not known whether it holds, those that would settle it. `cut` says that a depth limit left something out. */
export interface How {
  target: string;
  title: string;
  truth: "true" | "false" | "unknown";
  level: string | null;
  score: [number, number] | null;
  cuts: Record<string, number>;
  certainty: number | null;
  statement: string;
  steps: Step[];
  links: Link[];
  in_spite_of: string[];
  needed: string[];
  cut: boolean;
  kind?: "how";
  format?: "balance_rules.explanation/1";
  knowledge_hash?: string;
  plain_words?: Record<string, string>;
}

/** One edge of a derivation, from what supports to what is supported; `says` is what a source says to it. */
export interface Link {
  source: string;
  target: string;
  role: "concludes" | "may_conclude" | "counts" | "outweighed" | "requires" | "satisfies" | "derives" | "cites" | "speaks_against";
  says?: string;
}

/** The questions left, in the order in which to ask them; with none left, no answer can change the advice. `hangs` says what hangs on each, by its fact. */
export interface Missing {
  questions: Question[];
  hangs: Record<string, Hangs>;
  titles: Record<string, string>;
  kind?: "missing";
  format?: "balance_rules.explanation/1";
  knowledge_hash?: string;
  plain_words?: Record<string, string>;
}

/** A fact of a record that today's knowledge cannot take: its value as recorded, and why. */
export interface NotCarried {
  fact: string;
  shown: string;
  reason: string;
}

/** One outcome, before and after, with a smallest set of changed facts that suffices for the difference. The state of a finding is its level (with what it may still reach), of a prescription given, withheld or refused, of a referral and a rule true, unknown or false. */
export interface OutcomeChange {
  id: string;
  kind: "finding" | "prescription" | "referral" | "restriction" | "rule";
  title: string;
  before: string;
  after: string;
  because?: string[];
}

/** One way to reach the aim: the facts to change, and the measures that follow. `proved` says that no cheaper one exists (beside those shown before it): the search was finished. */
export interface Plan {
  steps: PlanStep[];
  follows: FactChange[];
  cost: number;
  proved: boolean;
}

/** One fact to change, and at what cost: its steps times what a step costs. */
export interface PlanStep {
  change: FactChange;
  steps: number;
  cost: number;
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

/** A fact that is another value under today's knowledge: a derived measure, or one that is read otherwise. */
export interface Reread {
  fact: string;
  label: string;
  before: string;
  after: string;
}

/** What the same recorded facts come to under other knowledge. Nobody measured anything anew, so all of it is owed to the knowledge: `because` of an outcome says what about the knowledge. `lost` are the facts that the knowledge cannot take any more; they count as unknown. A red flag that the record does not name was *not told*: the knowledge of that time need not have asked for it. */
export interface Revision {
  person: string;
  made_with: string;
  judged_with: string;
  lost: NotCarried[];
  facts: Reread[];
  findings: OutcomeChange[];
  prescriptions: OutcomeChange[];
  referrals: OutcomeChange[];
  restrictions: OutcomeChange[];
  kind?: "revision";
  format?: "balance_rules.explanation/1";
  knowledge_hash?: string;
  plain_words?: Record<string, string>;
}

/** A finding whose score became final when its stratum closed. */
export interface ScoreClosed {
  finding: string;
  title: string;
  level: string | null;
  score: [number, number];
}

/** One node of a derivation: a fact, a condition judged, a rule, an evidence group, a finding, a source. `text` says it in a coach's words, `plain` in an athlete's, `detail` adds what an auditor checks. `denied` are, of a fact that was denied and of a condition on it, the title of its list and the fact. */
export interface Step {
  id: string;
  kind: "finding" | "rule" | "group" | "referral" | "restriction" | "claim" | "exercise" | "prescription" | "condition" | "fact" | "source";
  truth: "true" | "false" | "unknown";
  text: string;
  plain: string;
  detail?: string;
  denied?: [string, string] | null;
}

/** A whole run: the facts declared first, then every activation in the order of firing. */
export interface Trace {
  facts: FactShown[];
  activations: Activation[];
  strata: number;
  kind?: "trace";
  format?: "balance_rules.explanation/1";
  knowledge_hash?: string;
  plain_words?: Record<string, string>;
}

/** A rule that could have concluded it, with every comparison that blocks it. `nearest` are the comparisons that would have to turn at least: where one of several would do, the nearest of them. `blockers` begins with these; the others could turn in their place. `weight` is the evidence that the rule would add; `alone_enough` whether that alone would reach the level. */
export interface Unmet {
  id: string;
  title: string;
  truth: "true" | "false" | "unknown";
  weight: number | null;
  alone_enough: boolean | null;
  nearest: Blocker[];
  blockers: Blocker[];
}

/** The minimal sets of stated facts that suffice for a conclusion. A set suffices when the conclusion stands although every other fact is unknown; no fact of it can be left out. `breaking` are the minimal sets of facts without which the conclusion would not be established: each of them meets every sufficient set. `complete` says whether all sets were found. When the conclusion is unknown, there are none, and `needed` names the facts that would settle it. */
export interface Why {
  target: string;
  title: string;
  level: string | null;
  truth: "true" | "false" | "unknown";
  statement: string;
  sufficient: WhyFact[][];
  always: string[];
  breaking: FactShown[][];
  complete: boolean;
  needed: FactShown[];
  kind?: "why";
  format?: "balance_rules.explanation/1";
  knowledge_hash?: string;
  plain_words?: Record<string, string>;
}

/** Why a question is asked: the outcomes that hang on the answer. */
export interface WhyAsked {
  fact: string;
  label: string;
  question: string;
  how: string;
  known: string | null;
  outcomes: Hanging[];
  kind?: "why_asked";
  format?: "balance_rules.explanation/1";
  knowledge_hash?: string;
  plain_words?: Record<string, string>;
}

/** A fact of a sufficient set: it speaks for the conclusion, or its absence keeps what speaks against away. */
export interface WhyFact {
  fact: FactShown;
  role: "supports" | "absence";
}

/** What stands against a conclusion: for each rule that could bring it about, every blocking condition. `short_by` is the evidence a finding lacks to its level, in milli-nats; `opposing` the rules that fired against it. `standing` are minimal sets of stated facts: what is ruled out could hold only if all facts of one set were otherwise or unknown. They are minimal hitting sets of the sets that `why` finds sufficient for ruling it out, the smallest first. */
export interface WhyNot {
  target: string;
  title: string;
  level: string | null;
  truth: "true" | "false" | "unknown";
  statement: string;
  short_by: number | null;
  unmet: Unmet[];
  opposing: string[];
  standing: FactShown[][];
  kind?: "why_not";
  format?: "balance_rules.explanation/1";
  knowledge_hash?: string;
  plain_words?: Record<string, string>;
}

export type Explanation = How | Why | WhyNot | Difference | Change | Missing | WhyAsked | Trace | Revision;

export type Format = "balance_rules.explanation/1";
