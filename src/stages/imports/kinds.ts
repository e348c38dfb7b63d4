import { applicantChanges } from "./applicant-changes.kind.ts";
import { applicants } from "./applicants.kind.ts";
import { flowChanges } from "./flow-changes.kind.ts";
import { flows } from "./flows.kind.ts";
import type { ImportKind } from "./import.ts";
import type { Kind } from "./kind.ts";
import { organisationChanges } from "./organisation-changes.kind.ts";
import { participants } from "./participants.kind.ts";

const KINDS = {
  applicants,
  flows,
  participants,
  "applicant-changes": applicantChanges,
  "organisation-changes": organisationChanges,
  "flow-changes": flowChanges,
} as const;

/** Rows of a kind are made and used by that kind alone, so outside they are unknown. */
export const kindOf = (name: ImportKind): Kind<unknown> => KINDS[name] as unknown as Kind<unknown>;
