// Generated from cohort_changes-1.json by `python -m docs.generate`: do not edit.

/** One outcome of one person that differs, and what makes the difference. */
export interface ChangeShape {
  id: string | number;
  statement: string;
  before: string | null;
  after: string | null;
  because: string[];
  since: string | null;
  date: string | null;
}

/** How many people one change happens to. */
export interface Counted {
  statement: string;
  before: string | null;
  after: string | null;
  people: number;
}

/** What `balance-rules cohort TABLE --diff DIR --json` and `--over-time --json` print: who changes, and why. */
export interface CohortChanges {
  format: "balance_rules.cohort_changes/1";
  people: number;
  compared: number;
  not_compared: number;
  counts: Counted[];
  changes: ChangeShape[];
}

export type Format = "balance_rules.cohort_changes/1";
