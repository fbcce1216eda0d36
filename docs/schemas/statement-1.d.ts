// Generated from statement-1.json by `python -m docs.generate`: do not edit.

/** A source of a statement, and what it says to it. */
export interface Cited {
  source: string;
  grade: string;
  citation: string;
  link: string;
  says: string;
  supports: string[];
}

/** A rule-sized example: facts and levels as shown, and what is expected of them. */
export interface Example {
  name: string;
  given: Record<string, string>;
  expect: string;
}

/** How far a rule leads by itself: the level of its finding when nothing but some facts is known. */
export interface Reached {
  level: string;
  given: Record<string, string>;
}

/** What `balance-rules rules show ID --json` prints: a statement in full; what another kind has is left out. */
export interface StatementReport {
  id: string;
  kind: "rule" | "referral" | "contradiction" | "restriction" | "claim" | "prescription";
  title: string;
  stands_for: string[];
  when: string;
  avoid?: string[] | null;
  status?: string | null;
  concludes?: string | null;
  finding?: string | null;
  certainty?: number | null;
  group?: string | null;
  parameters?: string[] | null;
  urgency?: string | null;
  action?: string | null;
  fix?: string | null;
  verdict?: string | null;
  note?: string | null;
  forbids?: string[] | null;
  answers?: string[] | null;
  exercises?: string[] | null;
  dose?: string | null;
  weekly_sets?: string[] | null;
  instructions?: string[] | null;
  stop_when?: string | null;
  weeks?: number | null;
  retest?: string[] | null;
  because: string;
  evidence_for: Cited[];
  evidence_against: Cited[];
  conventions: string[];
  caveats: string[];
  cases: Example[];
  rungs?: Reached[] | null;
  place: string;
}

export type Format = "balance_rules.statement/1";
