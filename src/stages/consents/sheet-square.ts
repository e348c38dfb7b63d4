import { LOCALES, type Locale } from "../../platform/i18n/index.ts";
import { mark } from "../../platform/vault.ts";
import { isUuid } from "../../shared/id.ts";
import { type GuardianNumber, isGuardianNumber, type Wording } from "./consent.ts";

export type Sheet = {
  readonly applicationId: string;
  readonly guardian: GuardianNumber;
  readonly wording: Wording;
};

const HEAD = "KALFA-SHEET";
const SHORT_HASH = 16;

const signed = (text: string): string => mark(`sheet/${text}`).slice(0, 16).toUpperCase();

/**
 * What the square on a printed sheet says: whose it is, which guardian's and which words stood on
 * it, signed with the data key. So printing writes nothing down, a sheet printed weeks ago still
 * finds its learner, and nobody can make one for somebody else. Capitals and figures alone: such a
 * square has fewer and larger dots.
 */
export function squareText(sheet: Sheet): string {
  const text = [
    HEAD,
    sheet.applicationId.replaceAll("-", ""),
    sheet.guardian,
    sheet.wording.locale,
    sheet.wording.hash.slice(0, SHORT_HASH),
  ]
    .join("/")
    .toUpperCase();
  return `${text}/${signed(text)}`;
}

/** Undefined for a square that is none of ours, or that somebody has changed. */
export function sheetOf(square: string): Sheet | undefined {
  const at = square.lastIndexOf("/");
  const text = square.slice(0, at);
  if (at < 0 || square.slice(at + 1) !== signed(text)) return undefined;
  const [head, id = "", number, tag, hash = ""] = text.split("/");
  const applicationId = id
    .toLowerCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const locale = LOCALES.find((known: Locale) => known.toUpperCase() === tag);
  const guardian = Number(number);
  if (head !== HEAD || !isUuid(applicationId) || !isGuardianNumber(guardian) || !locale) {
    return undefined;
  }
  return { applicationId, guardian, wording: { locale, hash: hash.toLowerCase() } };
}
