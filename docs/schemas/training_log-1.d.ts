// Generated from training_log-1.json by `python -m docs.generate`: do not edit.

/** A title that is only near to the name of an exercise; its sets count, and a person should look at it. */
export interface GuessedTitle {
  title: string;
  exercise: string;
  sets: number;
  score: number;
  reason: string;
}

/** A file that was read. */
export interface LogFile {
  path: string;
  layout: string;
  rows: number;
}

/** A workout: when it started, a day where the export has no hour, and its working sets. */
export interface LogSession {
  start: string;
  title: string;
  sets: number;
}

/** The sets of a muscle: the mean a week, null where unknown work could change it, and those of each week. */
export interface MuscleSets {
  muscle: string;
  name: string;
  mean: number | null;
  weeks: (number | null)[];
}

/** A row that was left out, and whether work is lost with it. */
export interface SkippedRow {
  file: string;
  line: number;
  reason: string;
  text: string;
  lost: boolean;
}

/** An activity that is not counted; `work` says that it trains muscles in shares nobody can give. */
export interface UncountedTitle {
  title: string;
  sets: number;
  work: boolean;
}

/** A title that names no known exercise, its sets, and exercises whose names look alike. */
export interface UnmappedTitle {
  title: string;
  sets: number;
  nearest: string[];
}

/** What `balance-rules log FILE --json` prints: what was read of a training log, and what was not. */
export interface TrainingLogReport {
  format: "balance_rules.training_log/1";
  files: LogFile[];
  rows: number;
  working_sets: number;
  warmups: number;
  sessions: LogSession[];
  weeks_covered: number | null;
  weeks: string[];
  muscles: MuscleSets[];
  guessed: GuessedTitle[];
  unmapped: UnmappedTitle[];
  not_counted: UncountedTitle[];
  skipped: SkippedRow[];
  notes: string[];
}

export type Format = "balance_rules.training_log/1";
