// Generated from statements-1.json by `python -m docs.generate`: do not edit.

/** A rule, referral, restriction or prescription in short; what another kind has is left out. */
export interface StatementSummary {
  id: string;
  title: string;
  kind: "rule" | "referral" | "contradiction" | "restriction" | "claim" | "prescription";
  status?: string | null;
  concludes?: string | null;
  certainty?: number | null;
  group?: string | null;
  urgency?: string | null;
  answers?: string[] | null;
  stands_for: string[];
  place: string;
  grade: string | null;
}

export type Statements = StatementSummary[];

export type Format = "balance_rules.statements/1";
