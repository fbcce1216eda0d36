// Generated from difference-1.json by `python -m docs.generate`: do not edit.

/** A finding or statement of which one version says less or more than the other. */
export interface AlteredShape {
  kind: string;
  id: string;
  change: string;
  less: Side | null;
  more: Side | null;
}

/** A person for whom two versions differ, and how. */
export interface Side {
  facts: Record<string, number>;
  what: string;
}

/** What `balance-rules verify --against OLD --json` prints: for whom two versions of the knowledge differ. */
export interface KnowledgeDifference {
  format: "balance_rules.difference/1";
  old: string;
  new: string;
  compared: number;
  seconds: number;
  facts_compared_as_two: string[];
  altered: AlteredShape[];
}

export type Format = "balance_rules.difference/1";
