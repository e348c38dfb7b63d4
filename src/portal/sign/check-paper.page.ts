import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { PdfVerdict, Trust } from "../../platform/signing/index.ts";
import { type Answer, page, refusedPage } from "../../platform/web/answer.ts";
import type { PublicRoute, PublicVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { type CheckedPaper, checkPaper, paperCode } from "../../stages/agreements/check-paper.ts";
import { digestOf } from "../../stages/agreements/fingerprints.ts";
import { MOST_BYTES } from "../../stages/agreements/keep-file.ts";
import {
  checkCertificate as checkOfEvent,
  type CheckedCertificate as EventCertificate,
} from "../../stages/attendance/certificate.ts";
import {
  type CheckedCertificate,
  certificateCodeFrom,
  checkCertificate,
} from "../../stages/recognition/read-certificates.ts";
import { channelName, kindName, roleName } from "../../ui/agreement/index.ts";
import {
  button,
  fileUpload,
  form,
  type Html,
  html,
  input,
  problemSummary,
  summaryList,
  table,
  tag,
  warningText,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { certificatePart } from "./certificate-part.ts";
import { eventCertificatePart } from "./event-certificate-part.ts";

type Found =
  | { readonly by: "certificate"; readonly certificate: CheckedCertificate }
  | { readonly by: "event"; readonly certificate: EventCertificate }
  | { readonly by: "code"; readonly paper: CheckedPaper }
  | {
      readonly by: "file";
      readonly paper: CheckedPaper | undefined;
      readonly verdict: PdfVerdict | null;
    };

/** Anybody who holds a paper asks about it: by its code, or with the file itself. No name is told. */
async function show(
  visit: PublicVisit,
  found: Found | null,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const title = t("check-paper.title");
  const path = paths.checkPaper(visit.locale, visit.params.scheme ?? "");
  const body = html`${problemSummary(words, problems, {}, { code: t("check-paper.code"), file: t("check-paper.file") })}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("check-paper.lead")}</p>
${found && answerPart(words, found)}
<h2 class="govuk-heading-m">${t("check-paper.by-code")}</h2>
${form(
  { action: path, method: "get" },
  input({
    words,
    name: "code",
    label: t("check-paper.code"),
    hint: t("check-paper.code-hint"),
    value: visit.query.get("code") ?? "",
    classes: "govuk-input--width-20",
    autocomplete: "off",
    spellcheck: false,
    problems,
  }),
  button({ text: t("check-paper.check") }),
)}
<h2 class="govuk-heading-m">${t("check-paper.by-file")}</h2>
${form(
  { action: path, key: newId(), multipart: true },
  fileUpload({
    words,
    name: "file",
    label: t("check-paper.file"),
    hint: t("check-paper.file-hint"),
    problems,
  }),
  button({ text: t("check-paper.check-file"), kind: "secondary" }),
)}
<p class="govuk-body">${t("sign.level")}</p>`;
  return portalShell(visit, { title, body, error: problems.length > 0, hideFromSearch: true });
}

function answerPart(words: Words, found: Found): Html {
  const { t } = words;
  if (found.by === "certificate") return certificatePart(words, found.certificate);
  if (found.by === "event") return eventCertificatePart(words, found.certificate);
  const { paper } = found;
  const verdict = found.by === "file" ? found.verdict : null;
  const seal =
    verdict &&
    html`<p class="govuk-body"><strong>${t(`check-paper.seal-${verdict.verdict}`)}</strong></p>${keyPart(words, verdict, paper !== undefined)}`;
  if (!paper) {
    const isOurs = verdict?.verdict === "whole" || verdict?.verdict === "added-to";
    const text = t(isOurs ? "check-paper.sealed-elsewhere" : "check-paper.file-unknown");
    return html`${warningText({ words, text })}${seal}`;
  }
  return html`<section class="app-card"><h2 class="govuk-heading-m">${t("check-paper.ours", { code: paper.code })}</h2>
<p class="govuk-body">${tag({ text: t(`sign.state-${paper.state}` as never), colour: paper.state === "signed" ? "green" : paper.state === "withdrawn" ? "red" : "yellow" })}</p>
${seal}${!paper.isNewest && warningText({ words, text: t("check-paper.newer") })}
${summaryList({
  rows: [
    { key: t("check-paper.kind"), value: kindName(words, paper.kind) },
    {
      key: t("sign.text"),
      value: html`${t("sign.version", { version: paper.version })}, ${words.dayTime(paper.sentAt)}<br><span class="app-hash">${paper.textHash}</span>`,
    },
    paper.digest !== null && {
      key: t("check-paper.digest"),
      value: html`<span class="app-hash">${paper.digest}</span>`,
    },
  ],
})}
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: t("check-paper.signatures"),
  head: [t("sign.who"), t("sign.when"), t("sign.how")],
  rows: paper.signed.map((one) => [
    roleName(words, one.role),
    one.at ? words.dayTime(one.at) : t("check-paper.missing"),
    one.channel ? channelName(words, one.channel) : "–",
  ]),
})}</section>`;
}

/** Which of our keys sealed it, and what that is worth where the key may have been in other hands. */
function keyPart(words: Words, { seal }: PdfVerdict, isKnown: boolean): Html | null {
  if (!seal) return null;
  const { key, stamped, trust } = seal;
  const text = words.t(keyOf(key.replaced !== null, trust, isKnown), {
    // Drawn a day before it was used, so that clocks that are behind take it too.
    year: String(new Date(key.from.getTime() + 86_400_000).getUTCFullYear()),
    day: words.shortDay(key.compromised ?? key.replaced ?? key.from),
    authority: stamped?.authority ?? "",
    stamped: stamped ? words.dayTime(stamped.at) : "",
  });
  if (trust === "full" || isKnown) return html`<p class="govuk-body">${text}</p>`;
  return warningText({ words, text });
}

/** A file that lies with us byte for byte counts, whoever may have the key today. */
function keyOf(isReplaced: boolean, trust: Trust, isKnown: boolean) {
  if (trust === "full") return isReplaced ? "check-paper.key-replaced" : "check-paper.key";
  return isKnown ? "check-paper.key-known" : (`check-paper.key-${trust}` as const);
}

async function byCode(visit: PublicVisit): Promise<Answer> {
  const typed = visit.query.get("code")?.trim() ?? "";
  if (typed === "") return page(await show(visit, null));
  const certified = certificateCodeFrom(typed);
  const certificate = certified && (await checkCertificate(visit.tx, { code: certified }));
  if (certificate) {
    return page(await show(visit, { by: "certificate", certificate }));
  }
  const ofEvent = certified && (await checkOfEvent(visit.tx, { code: certified }));
  if (ofEvent) return page(await show(visit, { by: "event", certificate: ofEvent }));
  const code = paperCode(typed);
  const paper = code && (await checkPaper(visit.tx, { code }));
  if (paper) return page(await show(visit, { by: "code", paper }));
  return page(
    await show(visit, null, [
      { code: code || certified ? "paper-unknown" : "paper-code-shape", field: "code" },
    ]),
  );
}

/** The file is read, judged and forgotten; nothing of it is opened or kept. */
async function byFile(visit: PublicVisit): Promise<Answer> {
  const sent = visit.form.file("file");
  if (!sent || sent.bytes.length === 0) {
    return refusedPage(await show(visit, null, [{ code: "paper-no-file", field: "file" }]));
  }
  const verdict = visit.site.verifyPaper && (await visit.site.verifyPaper(sent.bytes));
  const digest = digestOf(sent.bytes);
  const certificate = await checkCertificate(visit.tx, { digest });
  if (certificate) {
    return page(await show(visit, { by: "certificate", certificate }));
  }
  const ofEvent = await checkOfEvent(visit.tx, { digest });
  if (ofEvent) return page(await show(visit, { by: "event", certificate: ofEvent }));
  const paper = await checkPaper(visit.tx, { digest });
  return page(await show(visit, { by: "file", paper, verdict: verdict ?? null }));
}

const PATH = paths.checkPaper(":lang", ":scheme");
export const routes: readonly PublicRoute[] = [
  { method: "GET", access: "public", path: PATH, answer: byCode },
  // Asking changes nothing, so it may be asked again.
  {
    method: "POST",
    access: "public",
    repeatable: true,
    limit: MOST_BYTES + 64 * 1024,
    path: PATH,
    answer: byFile,
  },
];
