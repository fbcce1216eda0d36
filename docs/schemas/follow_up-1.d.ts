// Generated from follow_up-1.json by `python -m docs.generate`: do not edit.

/** The training between the two visits, against the programme that was given; None where none was. Of the `weeks` of the block the log covers `weeks_covered`; what was planned is counted for those alone. */
export interface Block {
  since: string;
  until: string;
  weeks: number;
  sessions_planned: number | null;
  sessions_done: number;
  exercises: DoneTally[];
  muscles: DoneTally[];
  beside: DoneTally[];
  weeks_covered?: number | null;
}

/** Done against planned, over the block: of an exercise in sets, or of a muscle in sets a week. */
export interface DoneTally {
  id: string;
  name: string;
  planned: number;
  done: number;
}

/** A fact as it was known: its stored value, the value in its unit, its words, and where they stood. */
export interface FactRecord {
  fact: string;
  value: number;
  shown: string;
  text: string;
  origin: string;
}

/** One finding at the visit before and at this one; `missing` are facts that were known before and are not now. `within_error` says that the change hangs on measures that moved within their error, or have none that is known: it may be the same still. */
export interface FindingChange {
  id: string;
  title: string;
  before: string | null;
  after: string | null;
  status: "resolved" | "easier" | "same" | "harder" | "new" | "first_seen" | "no_longer_assessable";
  within_error: boolean;
  missing: string[];
}

/** One measure at the visit before and at this one. `derived` says that it was computed from others. `smallest_change` is the change that counts, in the unit of the measure: it was compared exactly, before anything was rounded to be shown. `unsure` says why nothing can be told. `trend` is the verdict from the first visit to this one, over all `points`; `steady` says that no step between them went against it by more than the error. */
export interface MeasureChange {
  fact: string;
  label: string;
  unit: string;
  before: TrendPoint;
  after: TrendPoint;
  change: number | null;
  change_shown: string;
  smallest_change: number | null;
  error_shown: string;
  error_source: string | null;
  verdict: "better" | "worse" | "changed" | "within_error" | "same" | "cannot_tell";
  unsure: "error_not_known" | "not_measured_again" | "first_measured" | null;
  target: string;
  points: TrendPoint[];
  trend: "better" | "worse" | "changed" | "within_error" | "same" | "cannot_tell" | null;
  steady: boolean;
  derived: boolean;
}

/** An answer that a visit's record gives and that today's knowledge gives otherwise for the very same facts. */
export interface OwedToKnowledge {
  date: string | null;
  kind: "finding" | "prescription" | "referral";
  id: string;
  title: string;
  recorded: string;
  today: string;
}

/** What becomes of a prescription, by which rule, and why; `signals` are what the rule read. */
export interface PrescriptionChange {
  id: string;
  title: string;
  kind: string;
  before: string;
  after: string;
  decision: "continue" | "progress" | "step_back" | "done" | "stop" | "start";
  rule: string;
  reason: string;
  details: string[];
  signals: Record<string, string>;
  done_share: number | null;
}

/** A red flag that holds, or held and was looked at or denied since. */
export interface ReferralChange {
  id: string;
  title: string;
  urgency: string;
  status: "raised" | "still_raised" | "looked_at" | "ruled_out" | "not_asked_again";
  action: string;
}

/** A measure at one visit; None where it is not known. */
export interface TrendPoint {
  date: string | null;
  value: number | null;
  shown: string | null;
}

/** One visit: its date, the knowledge it was judged with then, and what was stated. */
export interface Visit {
  date: string | null;
  person: string;
  knowledge_hash: string;
  facts: FactRecord[];
}

/** What changed from the visit before to this one, judged with one knowledge. Examples -------- >>> import balance_rules as br >>> kb = br.load() >>> march = {"date": "2026-03-01", "sedentary_hours": 9} >>> may = {"date": "2026-05-01", "sedentary_hours": 6.5} >>> visit = kb.follow_up(march, may) >>> [(m.fact, m.verdict) for m in visit.measures] [('sedentary_hours', 'better')] >>> [(f.id, f.status) for f in visit.findings] [('prolonged_sitting', 'resolved')] */
export interface FollowUp {
  format: "balance_rules.follow_up/1";
  engine_version: string;
  knowledge_name: string;
  knowledge_version: string;
  knowledge_hash: string;
  person: string;
  visits: Visit[];
  referrals: ReferralChange[];
  measures: MeasureChange[];
  findings: FindingChange[];
  prescriptions: PrescriptionChange[];
  block: Block | null;
  owed_to_knowledge: OwedToKnowledge[];
  notes: string[];
}

export type Format = "balance_rules.follow_up/1";
