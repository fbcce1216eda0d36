// Generated from attributes-1.json by `python -m docs.generate`: do not edit.

/** An attribute: its values, its instances, how to ask for it, how far its measurement can be off. */
export interface AttributeSummary {
  id: string;
  title: string;
  type: "number" | "boolean" | "category";
  unit: string | null;
  range: [number, number] | null;
  values: string[];
  instances: string[];
  derived: boolean;
  takes: string;
  question: string;
  how: string;
  effort: number;
  better: string | null;
  error: ErrorSummary | null;
}

/** How far two measurements of somebody who has not changed may lie apart. */
export interface ErrorSummary {
  smallest_change: number;
  in: string;
  given: string;
  protocol: string;
  source: string | null;
  beside: string[];
  convention: string;
  note: string;
}

/** What `balance-rules facts list --json` prints: every attribute that a profile may state. */
export type AttributeList = AttributeSummary[];

export type Format = "balance_rules.attributes/1";
