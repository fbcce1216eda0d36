// Generated from verification-1.json by `python -m docs.generate`: do not edit.

/** A place that bears on a result, and what stands there. */
export interface Related {
  what: string;
  place: string;
}

/** One claim about the knowledge with its outcome. */
export interface ResultShape {
  code: string;
  outcome: "pass" | "fail" | "open";
  subject: string;
  beside: string | null;
  claim: string;
  place: string | null;
  related: Related[];
  witness: WitnessShape | null;
  effect: string;
  fix: string;
  also: string[];
  suppressed: string | null;
  fingerprint: string;
}

/** A person who shows a defect, as stored values; `changed` is what differs in a second one. */
export interface WitnessShape {
  facts: Record<string, number>;
  changed: Record<string, number | null>;
}

/** What `balance-rules verify --json` prints: all that was asked of a knowledge base, with what was refuted. */
export interface Verification {
  format: "balance_rules.verification/1";
  knowledge: Record<string, string | number>;
  solver: string;
  questions: number;
  kept: number;
  seconds: number;
  outcome: "pass" | "fail" | "open";
  counts: Record<string, Record<string, number>>;
  results: ResultShape[];
  notes: string[];
}

export type Format = "balance_rules.verification/1";
