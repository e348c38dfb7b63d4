import { MOST_BYTES } from "../../platform/files/upload.ts";
import { localeFacts, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { exitStates } from "../../stages/consents/consent.rules.ts";
import type { ExitAction } from "../../stages/consents/consent.ts";
import { readExit } from "../../stages/consents/exit-authorisation.ts";
import { type ExitScan, readExitScans } from "../../stages/consents/exit-scan.ts";
import type { LearnerConsents } from "../../stages/consents/read-consents.ts";
import {
  button,
  buttonGroup,
  fileUpload,
  form,
  type Html,
  hidden,
  html,
  tag,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { languageOf } from "./sending-language.ts";

const BUTTONS = {
  print: "consents.exit-was-printed",
  see: "consents.exit-was-seen",
  reopen: "consents.exit-reopen",
} as const satisfies Record<ExitAction, string>;

const COLOURS = { needed: "yellow", printed: "orange", seen: "green" } as const;

/** The form for the border: what the country asks for, where it stands, what may be done now. */
export async function exitPart(
  visit: StaffVisit,
  words: Words,
  { subject, rule }: LearnerConsents,
  may: boolean,
  problems: readonly Problem[],
): Promise<Html> {
  const { t } = words;
  const exit = await readExit(visit.tx, subject.applicationId);
  const path = paths.exitAuthorisation(visit.tx.actor.scheme.slug, subject.applicationId);
  const actions = Object.keys(exitStates[exit.state]) as ExitAction[];
  const own = localeFacts(languageOf(subject.sendingCountry, subject.locale)).ownName;
  return html`<h2 class="govuk-heading-m" id="border">${t("consents.exit-title")}</h2><p class="govuk-body">${t("consents.exit-lead")}</p>
<p class="govuk-body">${tag({ text: t(`consents.exit-${exit.state}`), colour: COLOURS[exit.state] })} ${
    exit.seenAt &&
    t("consents.exit-seen-by", {
      name: exit.seenByName ?? "",
      day: words.shortDay(exit.seenAt),
    })
  }</p>
<h3 class="govuk-heading-s">${t("consents.exit-rule")}</h3><ul class="govuk-list govuk-list--bullet">${
    rule.exitNeeded === "ask" && html`<li>${t("consents.exit-needed-ask")}</li>`
  }<li>${t(`consents.exit-signers-${rule.exitSigners}`)}</li><li>${t(`consents.exit-certified-${rule.exitCertified}`)}</li><li>${t("consents.exit-languages", { own })}</li></ul>
${
  may &&
  html`<p class="govuk-body"><a class="govuk-link" href="${path}">${t("consents.exit-print")}</a></p>${buttonGroup(
    ...actions.map((action) =>
      form(
        { action: path, key: newId() },
        hidden("act", action),
        button({ text: t(BUTTONS[action]), kind: "secondary", preventDoubleClick: true }),
      ),
    ),
  )}${await scansPart(visit, words, subject.applicationId, problems)}`
}`;
}

/** Files of the signed form: what is kept, and a field for one more. */
async function scansPart(
  visit: StaffVisit,
  words: Words,
  applicationId: string,
  problems: readonly Problem[],
): Promise<Html> {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const scans = await readExitScans(visit.tx, applicationId);
  const line = ({ id, name, at, bytes, state }: ExitScan) =>
    state === "checked"
      ? html`<a class="govuk-link" href="${paths.exitScan(slug, applicationId, id)}"><span lang="">${name}</span></a>. ${t("uploads.exit-by", { day: words.shortDay(at), size: Math.ceil(bytes / 1_024) })}`
      : html`<span lang="">${t("uploads.exit-waits", { name })}</span>`;
  return html`<h3 class="govuk-heading-s">${t("uploads.exit-title")}</h3><p class="govuk-body">${t("uploads.exit-lead")}</p>
${scans.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${scans.map((scan) => html`<li>${line(scan)}</li>`)}</ul>`}
${form(
  { action: paths.exitScans(slug, applicationId), key: newId(), multipart: true },
  fileUpload({
    words,
    name: "scan",
    label: t("uploads.exit-field"),
    hint: t("uploads.exit-hint", { megabytes: MOST_BYTES.pdf / 1_048_576 }),
    // Types and no `capture`: a browser inside a chat program must still offer the gallery.
    accept: "image/jpeg,image/png,image/webp,application/pdf",
    problems,
  }),
  button({ text: t("uploads.exit-send"), kind: "secondary", preventDoubleClick: true }),
)}`;
}
