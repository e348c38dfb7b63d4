import type { Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicRoute, PublicVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { askQuestion } from "../../stages/agreements/ask-question.ts";
import { handOn } from "../../stages/agreements/change-party.ts";
import { digestOf } from "../../stages/agreements/fingerprints.ts";
import { readFile } from "../../stages/agreements/keep-file.ts";
import { readSigning, type SigningPage } from "../../stages/agreements/read-signing.ts";
import { fieldLabel, sectionLabel, shownText } from "../../stages/agreements/shown-text.ts";
import { signAgreement } from "../../stages/agreements/sign-agreement.ts";
import { asSigner, type SignerVisit } from "../../stages/agreements/signing-link.ts";
import {
  changesTable,
  channelName,
  foldedText,
  kindName,
  roleName,
  said,
  saidText,
} from "../../ui/agreement/index.ts";
import {
  type Html,
  html,
  insetText,
  panel,
  problemSummary,
  summaryList,
  warningText,
} from "../../ui/index.ts";
import { hostPage } from "../../ui/layout/host-page.ts";
import { paths } from "../paths.ts";
import { contactLine } from "../place/contact.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { ownPaperPart } from "./own-paper-part.ts";
import { sheet } from "./sheet.ts";
import {
  addressOf,
  confirmed,
  namesOfFields,
  questionPart,
  signForm,
  wrongPersonPart,
} from "./sign-form.ts";
import { PLAIN, type SignWords, signWords } from "./sign-words.ts";

type Opened = {
  readonly signer: SignerVisit;
  readonly found: SigningPage;
} & SignWords;

async function opened(visit: PublicVisit): Promise<Opened | undefined> {
  const signer = await asSigner(visit.tx, visit.params.secret ?? "");
  const found = signer && (await readSigning(signer));
  return signer && found && { signer, found, ...(await signWords(visit, signer.party.locale)) };
}

/** Says that a link is over in words, and whom to call. */
async function over(visit: PublicVisit): Promise<Answer> {
  const words = await portalWords(visit);
  const scheme = await schemeOf(visit);
  const title = words.t("sign.over-title");
  const body = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${words.t("sign.over")}</p>${contactLine(words, scheme?.settings.contact)}`;
  const shown = await portalShell(visit, { title, body, hideFromSearch: true });
  return { ok: false, status: 404, html: shown, problems: [] };
}

/** Who asks, what it is, the key terms, what changed, the whole text, and under it the signing. */
async function show(
  visit: PublicVisit,
  { found, words, language }: Opened,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const { t } = words;
  const { agreement, own } = found;
  const scheme = await schemeOf(visit);
  const kind = kindName(words, agreement.kind);
  const staysHome = agreement.stayState === "cancelled";
  const isOver = agreement.state === "withdrawn" || staysHome;
  const signs = !own.valid && found.isTurn && !isOver;
  const title = t(own.valid ? "sign.done-title" : "sign.title", { kind });
  const part = { visit, words, found, problems: problems.map(inWords(found)) };
  const body = html`${problemSummary(words, part.problems, {}, namesOfFields(words, found))}
<span class="govuk-caption-l">${scheme && words.local(scheme.name)}</span>
${own.valid ? panel({ title, text: t(agreement.state === "signed" ? "sign.done-all" : "sign.done-wait") }) : html`<h1 class="govuk-heading-l">${title}</h1>`}
${isOver ? warningText({ words, text: t(staysHome ? "sign.stay-cancelled" : "sign.withdrawn") }) : null}
${own.valid ? evidence(visit, words, found) : lead(words, found, scheme ? words.local(scheme.name) : "")}
${!own.valid && !found.isTurn && !isOver && insetText({ text: html`${t("sign.not-turn")} ${found.before.map(({ party }) => roleName(words, party.role)).join(", ")}` })}
${
  found.changes.length > 0 &&
  !own.valid &&
  html`<p class="govuk-body">${t("sign.changes-lead")}</p>${changesTable(
    words,
    found.changes.map((one) => ({
      ...one,
      label: fieldLabel(agreement, `${one.section}.${one.field}`),
    })),
  )}`
}
<h2 class="govuk-heading-m">${t("sign.key-title")}</h2>${keyTerms(found)}
<h2 class="govuk-heading-m">${t("sign.text-title")}</h2>${language && html`<p class="govuk-body">${t("sign.text-typed")}</p>`}${foldedText(words, shownText(agreement, found.content), !own.valid)}
<p class="govuk-body-s">${t("sign.code", { code: agreement.code, version: found.stand.version.number })}<br><span class="app-hash">${found.stand.version.textHash}</span></p>
${ownPaperPart(visit, words, { found, programme: scheme ? words.local(scheme.name) : "" })}
${signs && html`<nav class="app-sign-bar" aria-label="${t("sign.form-title")}"><a class="govuk-button" href="#sign" role="button" draggable="false">${t("sign.bar-sign")}</a> <a class="govuk-link" href="#ask">${t("sign.bar-ask")}</a></nav>`}
${signs && signForm(part)}${!isOver && questionPart(part)}${signs && wrongPersonPart(part)}`;
  const scripts = signs ? ["sign.js"] : [];
  const error = problems.length > 0;
  if (!language) return portalShell(visit, { title, body, error, hideFromSearch: true, scripts });
  // Whoever speaks a language that only hosts have reads the frame in it too; English is one tap away.
  return hostPage({
    words,
    title,
    forWhom: own.party.capacity,
    languages: ["en", language],
    inLanguage: (each) => (each === "en" ? `${visit.path}?${PLAIN}=1` : visit.path),
    funding: scheme?.settings.funding ?? null,
    hasProblems: error,
    invented: scheme?.invented,
    demoBar: visit.above,
    scripts,
    body,
  });
}

function lead(words: Words, found: SigningPage, programme: string): Html {
  const { t } = words;
  const { party } = found;
  const as = party.capacity
    ? t("sign.as-of", { role: roleName(words, party.role), organisation: party.capacity })
    : t("sign.as", { role: roleName(words, party.role) });
  return html`<p class="govuk-body-l">${t("sign.lead-who", { programme })}<br>${t(
    `sign.about-${found.agreement.kind}`,
    { name: found.person },
  )}<br>${as}</p>`;
}

const keyTerms = (found: SigningPage): Html => {
  const wanted = found.stand.template.keyTerms;
  const fields = shownText(found.agreement, found.content).sections.flatMap(
    ({ fields: all }) => all,
  );
  return summaryList({
    rows: wanted.flatMap((path) => {
      const field = fields.find((one) => one.path === path);
      if (!field) return [];
      const owner = path === "mentor.name" || path === "hosting.name";
      const label = owner ? sectionLabel(found.agreement, path.split(".")[0] ?? "") : field.label;
      return [
        {
          key: said(label),
          value: html`${field.lines.map((line) => html`${said(line)}<br>`)}`,
        },
      ];
    }),
  });
};

/** What was signed, by whom, when and how; and what level that is, in so many words. */
function evidence(visit: PublicVisit, words: Words, found: SigningPage): Html {
  const { t } = words;
  const { valid } = found.own;
  if (!valid) return html``;
  return html`${summaryList({
    rows: [
      { key: t("sign.who"), value: valid.signedName },
      { key: t("sign.when"), value: words.dayTime(valid.at) },
      { key: t("sign.how"), value: channelName(words, valid.channel) },
      {
        key: t("sign.text"),
        value: html`${t("sign.version", { version: valid.version })}<br><span class="app-hash">${valid.textHash}</span>`,
      },
    ],
  })}<p class="govuk-body">${t("sign.level")}</p>
<p class="govuk-body">${
    found.paper
      ? html`<a class="govuk-link" href="${visit.path}/paper">${t("sign.download")}</a><br><span class="app-hash">${found.paper.digest}</span>`
      : t("sign.paper-later")
  }</p>`;
}

/** Codes of sections are ours: whoever reads is told their names. */
const inWords =
  (found: SigningPage) =>
  (problem: Problem): Problem =>
    problem.code === "agreement-outdated"
      ? {
          ...problem,
          params: {
            sections: String(problem.params?.sections ?? "")
              .split(" ")
              .map((code) => saidText(sectionLabel(found.agreement, code)))
              .join("; "),
          },
        }
      : problem;

async function act(visit: PublicVisit): Promise<Answer> {
  const found = await opened(visit);
  if (!found) return over(visit);
  const done = await perform(visit, found);
  if (!done) return nothingHere;
  if (done.ok) return redirect(addressOf(visit));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, found, done.problems));
}

function perform(
  visit: PublicVisit,
  { signer, found, words }: Opened,
): Promise<Result<unknown>> | null {
  const { form, site } = visit;
  switch (form.text("do")) {
    case "sign":
      return signAgreement(
        signer,
        {
          version: Number(form.text("version")),
          name: form.text("name"),
          agreed: found.toName.length > 0 || form.text("agreed") === "yes",
          drawing: form.text("drawing"),
          named: (path) => form.text(path),
          said: {
            locale: words.locale,
            hash: digestOf(Buffer.from(confirmed(words, found))),
          },
        },
        site.publicUrl,
      );
    case "ask":
      return askQuestion(signer, form.text("question"));
    case "hand-on":
      return handOn(
        signer,
        { name: form.text("colleague"), email: form.text("email") },
        site.publicUrl,
      ).then((done) =>
        done.ok
          ? done
          : {
              ...done,
              problems: done.problems.map((one) =>
                one.field === "name" ? { ...one, field: "colleague" } : one,
              ),
            },
      );
    default:
      return null;
  }
}

/** The paper that everybody signed. */
const paper = (visit: PublicVisit): Promise<Answer> =>
  saved(visit, ({ paper: sealed }) => sealed && { id: sealed.id, end: "pdf" });

/** The consortium's own, as it went out with this text. */
const ownPaper = (visit: PublicVisit): Promise<Answer> =>
  saved(visit, ({ ownPaper: own }) => own && { id: own.fileId, end: "docx" });

async function saved(
  visit: PublicVisit,
  wanted: (found: SigningPage) => { readonly id: string; readonly end: string } | undefined,
): Promise<Answer> {
  const found = await opened(visit);
  const one = found && wanted(found.found);
  if (!found || !one) return nothingHere;
  const { agreement } = found.found;
  const kept = await readFile(found.signer.tx, { agreementId: agreement.id, fileId: one.id });
  if (!kept) return nothingHere;
  return file({ name: `${agreement.code}.${one.end}`, type: kept.file.type, body: kept.bytes });
}

async function printed(visit: PublicVisit): Promise<Answer> {
  const found = await opened(visit);
  return found ? page(sheet(visit, found)) : over(visit);
}

const PATH = paths.sign(":lang", ":scheme", ":secret");
export const routes: readonly PublicRoute[] = [
  {
    method: "GET",
    access: "public",
    path: PATH,
    answer: async (visit) => {
      const found = await opened(visit);
      return found ? page(await show(visit, found)) : over(visit);
    },
  },
  // One address for reading and signing: it holds a secret, which nothing writes down.
  { method: "POST", access: "public", path: PATH, answer: act },
  { method: "GET", access: "public", path: `${PATH}/sheet`, answer: printed },
  { method: "GET", access: "public", path: `${PATH}/paper`, answer: paper },
  { method: "GET", access: "public", path: `${PATH}/own-paper`, answer: ownPaper },
];
