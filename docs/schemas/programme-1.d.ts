// Generated from programme-1.json by `python -m docs.generate`: do not edit.

/** An exercise that the person does now and that this week leaves out, with its sets and the reason. `ask` is the question whose answer could bring it back, "" where nothing that is unknown keeps it out. */
export interface Dropped {
  exercise: string;
  name: string;
  sets: number;
  reason: string;
  ask?: string;
}

/** A muscle that gets fewer sets than is least effective, or than now where that is less; and why. */
export interface Falls {
  muscle: string;
  name: string;
  sets: number;
  least: number;
  reason: string;
}

/** Something for most days outside the sessions: a stretch, or a habit of daily life. */
export interface Habit {
  name: string;
  prescription: string;
  exercise: string | null;
  dose: string;
  sets: [number, number] | null;
  hold_seconds: [number, number] | null;
  days_a_week: [number, number] | null;
  instructions: string[];
}

/** A prescription that this week does not carry out in full: in how many sessions of how many, and why. */
export interface Later {
  prescription: string;
  title: string;
  sessions: number;
  wanted: number;
  reason: string;
}

/** Weekly sets of a muscle: now (None where nobody knows), in this week, the limits of the week, where it is headed. `before`, `after` and `most` count the sets of lifts; holds count for no limit of sets and are told beside them, those of now (`holds_before`) and of this week (`holds`). Below `least` the week should not fall. `target` is the range that weekly sets grow towards, a step at a time; it is meant for muscles that are asked for. */
export interface MuscleWeek {
  muscle: string;
  name: string;
  before: number | null;
  after: number;
  least: number;
  most: number;
  target: [number, number];
  holds?: number;
  holds_before?: number;
}

/** A goal of the planning, in its order: the value reached, the bound that no week can pass, whether they meet. */
export interface Objective {
  name: string;
  value: number;
  bound: number;
  proved: boolean;
}

/** An exercise in a session; every pair is the lowest and the highest, None where the dose names none. `change` compares its sets of the whole week (`week`) with what the person does now (`was`); `serves` are the prescriptions and `themes` the themes that it is for, `muscles` those that it trains most. `easier`, `harder` and `swaps` are ids of exercises that are cleared for the person: to step back to, to go on to, to do instead. `start_kg` is the weight to begin with, where the log tells one; `start_reason` says what it was, or why there is none. */
export interface PlannedItem {
  exercise: string;
  name: string;
  sets: number;
  reps: [number, number] | null;
  hold_seconds: [number, number] | null;
  reps_in_reserve: [number, number] | null;
  load_pct_1rm: [number, number] | null;
  rest_seconds: [number, number] | null;
  tempo: string;
  minutes: number;
  change: "kept" | "changed" | "added";
  was: number;
  week: number;
  serves: string[];
  themes: string[];
  muscles: string[];
  weaker_side: "left" | "right" | null;
  reason: string;
  progression: string;
  easier: string[];
  harder: string[];
  swaps: string[];
  start_kg?: number | null;
  start_reason?: string;
}

/** One session of the week; `warm_up` are drills to do before it. */
export interface PlannedSession {
  name: string;
  day: string;
  minutes: number;
  warm_up: string[];
  items: PlannedItem[];
}

/** What to measure again, after how many weeks, and on which day where the assessment has a date. */
export interface Retest {
  measures: string[];
  weeks: number;
  date: string | null;
}

/** A week of training as data, under the versioned format ``balance_rules.programme/1``. `safety` says for each referral that is raised how soon to be seen, why, what to do, and what is stopped until then. `falls` are muscles that get less than is least effective, `skewed` the titles of the rules whose line between the sets of muscles the week crosses; both only for want of time or of exercises that are cleared. `unmet` names the muscles that get fewer sets than they must, `conflict` the smallest set of limits that cannot be kept together with that, in words. `proved` says that no week does better; otherwise `objectives` say how much better one might be. */
export interface ProgrammeRecord {
  format: "balance_rules.programme/1";
  person: string;
  date: string | null;
  knowledge_name: string;
  knowledge_version: string;
  knowledge_hash: string;
  minutes_a_session: number;
  warm_up_minutes: number;
  days: string[];
  safety: string[];
  sessions: PlannedSession[];
  habits: Habit[];
  muscles: MuscleWeek[];
  dropped: Dropped[];
  later: Later[];
  unmet: string[];
  conflict: string[];
  falls: Falls[];
  skewed: string[];
  stop_rules: string[];
  retests: Retest[];
  objectives: Objective[];
  proved: boolean;
  notes: string[];
}

export type Format = "balance_rules.programme/1";
