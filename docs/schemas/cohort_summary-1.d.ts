// Generated from cohort_summary-1.json by `python -m docs.generate`: do not edit.

/** Why somebody stands out: a referral with its urgency, or a finding with its title. */
export interface CountedReason {
  id: string;
  title: string;
  urgency?: string;
}

/** A fact that could still settle something, the people it is unknown of, and the effort of asking. */
export interface MissingFact {
  fact: string;
  label: string;
  people: number;
  effort: number;
}

/** How many people a finding reaches at least each of its levels in, from the lowest. */
export interface Prevalence {
  id: string;
  title: string;
  at_least: Record<string, number>;
}

/** A row that cannot be judged: its id, the column, and the problem as one person would read it. */
export interface Refusal {
  id: string;
  column: string;
  problem: string;
}

/** In how many people a red flag is raised or a prescription given, and in how many it is undecided. */
export interface Share {
  id: string;
  title: string;
  yes: number;
  open: number;
}

/** Somebody to look at first: the id, the columns that were carried along, and why. */
export interface StandingOut {
  id: string;
  kept: Record<string, string>;
  reasons: CountedReason[];
}

/** A squad in counts; people are rows that could be judged. `to_refer` counts those whom a doctor should see and has not, `seen` those with a reason that one has looked at. `to_see` are those with a referral, the most urgent first, `worst` those with the most findings at a high level; both are the first of them, and empty for a table whose rows stay in a warehouse. */
export interface CohortSummary {
  knowledge: string;
  knowledge_hash: string;
  rows: number;
  refused: number;
  people: number;
  to_refer: number;
  seen: number;
  findings: Prevalence[];
  referrals: Share[];
  prescriptions: Share[];
  missing: MissingFact[];
  faults: Record<string, number>;
  refusals: Refusal[];
  notes: string[];
  to_see?: StandingOut[];
  worst?: StandingOut[];
  format?: "balance_rules.cohort_summary/1";
}

export type Format = "balance_rules.cohort_summary/1";
