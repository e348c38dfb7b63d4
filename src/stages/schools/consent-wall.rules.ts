import { ageOn, type Day } from "../../shared/day.ts";
import type { DocumentState, WallDocument, WallRow } from "./consent-wall.ts";

/** Of age everywhere the programme sends from; below it a guardian decides. */
const FULL_AGE = 18;

/**
 * Where one paper of one pupil stands. Somebody of age on the first day needs nobody's consent, and
 * pictures are nobody's duty: without a yes there are none.
 */
export function documentState(
  row: Pick<WallRow, "birthDate" | "starts" | "consents">,
  document: WallDocument,
  today: Day,
): DocumentState {
  const own = row.consents.filter((consent) => consent.purpose === document);
  if (own.some((one) => !one.withdrawn && (one.endsOn === null || one.endsOn >= today))) {
    return "given";
  }
  if (own.some((one) => one.withdrawn)) return "withdrawn";
  if (own.length > 0) return "ended";
  if (ageOn(row.birthDate, row.starts) >= FULL_AGE) return "not-needed";
  return document === "pictures" ? "not-given" : "missing";
}

/** Whether a pupil's place still waits for a paper of a guardian. */
export const waitsForPaper = (row: WallRow, today: Day): boolean =>
  (["taking-part", "data"] as const).some((document) =>
    ["missing", "ended", "withdrawn"].includes(documentState(row, document, today)),
  );
