// Generated from summary-1.json by `python -m docs.generate`: do not edit.

/** A question worth asking next, the name under which a profile gives the answer, and what it unlocks. */
export interface Ask {
  number: number;
  fact: string;
  question: string;
  unlocks: string;
}

/** What the person came for, a painful site or a goal, with its answer; `points` are numbers on the page. */
export interface Concern {
  kind: "pain" | "goal";
  about: string;
  answer: string;
  points: number[];
}

/** A popular claim about somebody like this, and what science says of it. */
export interface Heard {
  number: number;
  id: string;
  claim: string;
  verdict: string;
}

/** A source that the page rests on, and what kind of science it is. */
export interface KeySource {
  citation: string;
  link: string;
  evidence: string;
}

/** What matters: a theme with its strongest finding. `says` is the finding in a plain sentence, `because` the number against its cut, `evidence` how good the science is, `effect` what trials say of the remedy, `also` what else belongs to the theme, `do` what is prescribed, `not_yet` what is held back and why. `findings` are the ids behind it. */
export interface Point {
  number: number;
  id: string;
  title: string;
  says: string;
  because: string[];
  evidence: string;
  effect: string;
  also: string[];
  do: string[];
  not_yet: string[];
  findings: string[];
}

/** What to measure again: in how many weeks, when, today's value, and where it should be. */
export interface RetestPoint {
  weeks: number;
  date: string | null;
  measure: string;
  today: string;
  target: string;
}

/** May this person train: the line that comes before all. `stop`: see a doctor before anything else. `see`: see a doctor, and what is not stopped may go on. `open`: not every red flag was asked. `careful`: something is restricted now. `clear`: every red flag was asked and denied. `waits` names what waits until somebody has looked, `not_for_now` what else is restricted, `more` counts the restrictions that are not named. `limits` are those under which a doctor allowed training: `text` begins with them. */
export interface Safety {
  state: "stop" | "see" | "open" | "careful" | "clear";
  text: string;
  not_for_now: string[];
  more: number;
  waits?: string[];
  limits?: string[];
}

/** What matters less: a theme that has a number, and no room for more. */
export interface Then {
  number: number;
  id: string;
  title: string;
}

/** The week to train; `note` is what stands in place of one. `sets` are weekly sets of lifts for the muscles that gain most and then for those that lose most, before and after; `left_out` is what the person does now and this week has not, with the question whose answer could bring it back. */
export interface Week {
  sessions: WeekSession[];
  habits: string[];
  sets: string[];
  stop: string;
  progress: string;
  note: string;
  left_out?: string[];
}

/** An exercise in a session: the dose in words, and what is new about it, "" where nothing is. */
export interface WeekItem {
  exercise: string;
  name: string;
  dose: string;
  change: string;
}

/** A session of the week. */
export interface WeekSession {
  name: string;
  day: string;
  minutes: number;
  warm_up: string[];
  items: WeekItem[];
}

/** An assessment on one page; as JSON at most 8 KB, whoever the person is. `reader` is who it is for: a coach, or the client, to whom it says the same in plain words, without numbers of tests. `then` names what matters less, `found` what else is established, `too_little` what was seen and is too little for a finding. `notes` are what the data ask for, `left_out` says of what else there was no room for, how much of each kind. The numbers of points, questions and claims run on, so that each names one thing. */
export interface Summary {
  format: "balance_rules.summary/1";
  reader: "coach" | "client";
  knowledge_name: string;
  knowledge_version: string;
  knowledge_hash: string;
  person: string;
  date: string | null;
  goals: string[];
  sessions: string;
  complaint: string;
  safety: Safety;
  concerns: Concern[];
  points: Point[];
  then: Then[];
  found: string[];
  too_little: string[];
  week: Week;
  ask: Ask[];
  retest: RetestPoint[];
  heard: Heard[];
  sources: KeySource[];
  notes: string[];
  left_out: string[];
}

export type Format = "balance_rules.summary/1";
