// Generated from inventory-1.json by `python -m docs.generate`: do not edit.

/** A popular claim: what the evidence says of it, what deals with it, and whether it is told to somebody. */
export interface ClaimStatus {
  id: string;
  claim: string;
  verdict: string;
  carried_by: string[];
  live: boolean;
}

/** A number in a condition that no source gives: our own, with the reason for it. */
export interface ConventionalThreshold {
  statement: string;
  attribute: string;
  threshold: string;
  reason: string;
}

/** How many entries of a kind are written, and for how many sides, muscles or sites they stand. */
export interface Count {
  kind: string;
  written: number;
  grounded: number;
}

/** The rules that cut a difference between the sides, by how the cut-off lies to the error of that difference. Of `inside` nobody says why; `on_purpose` are those that say so; of `unknown` no error is known, of the difference or of one side. `by_basis` counts all of them by where the error is from. */
export interface Differences {
  beyond: string[];
  inside: string[];
  on_purpose: string[];
  unknown: string[];
  by_basis: [string, number][];
}

/** How many rules rest on one kind of evidence, and how many of them on indirect evidence alone. */
export interface Resting {
  role: string;
  rules: number;
  indirect: number;
}

/** How well the sources are known: identified, recent (of 2022 or later), and how many were read in which part. */
export interface SourceAccount {
  written: number;
  identified: number;
  recent: number;
  by_reading: [string, number][];
  unread: number;
}

/** The account of a knowledge base; names are ids, in the order of the files. */
export interface Inventory {
  name: string;
  version: string;
  hash: string;
  counts: Count[];
  sources_by_grade: [string, number][];
  sources: SourceAccount;
  rules_by_grade: [string, number][];
  rules_by_role: Resting[];
  side_differences: Differences;
  claims: ClaimStatus[];
  without_prospective_support: string[];
  conventional_thresholds: ConventionalThreshold[];
  unread_attributes: string[];
  format?: "balance_rules.inventory/1";
}

export type Format = "balance_rules.inventory/1";
