import { languagesOf, type PaperLanguage } from "../../documents/index.ts";
import type { AgreementKind } from "./agreement.ts";
import type { StayFacts } from "./facts.store.ts";

/** What is spoken where hosts are; elsewhere the paper's second language is English. */
const OF_HOST: Readonly<Record<string, PaperLanguage>> = {
  ES: "es",
  FR: "fr",
  IT: "it",
  MT: "mt",
  NL: "nl",
  PL: "pl",
  SI: "sl",
};

/**
 * The two languages that a paper is written in: the participant's, and the host's or English. One
 * that the paper is not written in is left out, so a single language may be left.
 */
export function agreementLanguages(
  kind: AgreementKind,
  stay: Pick<StayFacts, "locale" | "hostingCountry" | "company" | "hostingPartner">,
): readonly PaperLanguage[] {
  const written = languagesOf(kind);
  const host = stay.company ?? stay.hostingPartner;
  const second =
    kind === "grant-agreement"
      ? "en"
      : (host?.contact?.language ?? OF_HOST[stay.hostingCountry] ?? "en");
  const wanted = [stay.locale ?? "en", written.includes(second as never) ? second : "en"];
  const known = [...new Set(wanted)].filter((one): one is PaperLanguage =>
    written.includes(one as never),
  );
  return known.length > 0 ? known : ["en"];
}
