import type { ActivityKind } from "./scheme.ts";

type ActivityDays = {
  /** Of the Beneficiary Module; null for what is a scheme's own and no activity of the programme. */
  readonly code: string | null;
  readonly least: number;
  readonly most: number | null;
};

/**
 * How long a staff activity may be, travel not among it. Where the programme has the activity these
 * are its days (Programme Guide, VET staff); assignments may be of a single day, because a scheme that
 * sends its trainers to partners next door counts those too.
 */
const DAYS: Readonly<Record<ActivityKind, ActivityDays>> = {
  "job-shadowing": { code: "SM-JOB-SHDW", least: 2, most: 60 },
  course: { code: "SM-COUR-TRAIN", least: 2, most: 30 },
  "thematic-team": { code: null, least: 1, most: 30 },
  "training-assignment": { code: "SM-TTA", least: 1, most: 365 },
  "teaching-assignment": { code: "SM-TTA", least: 1, most: 365 },
  "invited-expert": { code: "OA-INV-EXP", least: 2, most: 60 },
  "preparatory-visit": { code: null, least: 1, most: null },
  meeting: { code: null, least: 1, most: 30 },
};

export const activityDays = (kind: ActivityKind): ActivityDays => DAYS[kind];
