// Generated from error-1.json by `python -m docs.generate`: do not edit.

/** A problem as its JSON has it; `line` and `column` are null where the place is not one in a file. */
export interface ProblemRecord {
  code: "ambiguous" | "between-steps" | "cannot-write" | "conflict" | "contradiction" | "cycle" | "duplicate" | "empty-answer" | "invalid" | "missing" | "needs-extra" | "nothing-there" | "other-knowledge" | "out-of-range" | "out-of-resources" | "syntax" | "too-large" | "unknown-layout" | "unknown-name" | "unknown-word" | "unreadable" | "unsupported" | "wrong-date" | "wrong-format" | "wrong-type" | "wrong-unit";
  place: string;
  found: string;
  expected: string;
  fix: string;
  path: (string | number)[];
  line: number | null;
  column: number | null;
  anchor: string;
}

/** An error as its JSON has it: `count` is how many problems there are, `problems` the first of them. */
export interface ErrorRecord {
  format: "balance_rules.error/1";
  error: string;
  heading: string;
  count: number;
  problems: ProblemRecord[];
}

export type Format = "balance_rules.error/1";
