import { LARGEST_PICTURE } from "../../platform/files/picture.ts";
import { keepUpload } from "../../platform/files/upload.ts";
import { isLocale, type Words, wordsFor } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { UploadedFile } from "../../platform/web/form.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { ok, type Problem, type Result } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { can } from "../../stages/agreements/agreement.policy.ts";
import { type Standing, whoseTurn } from "../../stages/agreements/agreement.rules.ts";
import { letterLocale, pageLocale, signingPath } from "../../stages/agreements/ask-parties.ts";
import { changePerson } from "../../stages/agreements/change-party.ts";
import type { SignedFile } from "../../stages/agreements/keep-file.ts";
import { type AgreementPage, readAgreement } from "../../stages/agreements/read-agreements.ts";
import { fieldsToName } from "../../stages/agreements/read-signing.ts";
import { recordSignature } from "../../stages/agreements/record-signature.ts";
import { sendAgain } from "../../stages/agreements/remind-signers.ts";
import { kindName, roleName } from "../../ui/agreement/index.ts";
import { shareMessage } from "../../ui/guardian/index.ts";
import {
  backLink,
  button,
  dateInput,
  fileUpload,
  form,
  type Html,
  hidden,
  html,
  input,
  problemSummary,
  radios,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { personPart } from "./person-part.ts";
import { standingPart } from "./state.ts";

type Found = { readonly page: AgreementPage; readonly own: Standing };

async function opened(visit: StaffVisit): Promise<Found | undefined> {
  const found = await readAgreement(visit.tx, visit.params.agreementId ?? "");
  const own = found?.stand?.standings.find(({ party }) => party.id === visit.params.partyId);
  if (!found || !own || !can.workOn(visit.tx.actor, found.agreement.sendingCountry)) {
    return undefined;
  }
  return { page: found, own };
}

/** One party: the link to hand over, the letter again, another person, a paper signed by hand. */
async function show(
  visit: StaffVisit,
  { page: found, own }: Found,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { agreement } = found;
  const { party } = own;
  const isTurn = whoseTurn(found.stand?.standings ?? []).includes(own);
  const title = `${roleName(words, party.role)}: ${party.name || party.capacity || t("agreements.party-nobody")}`;
  const act = (name: string) => paths.agreementPartyAct(slug, agreement.id, party.id, name);
  const open =
    own.valid === null && agreement.state !== "withdrawn" && agreement.stayState !== "cancelled";
  const body = html`${problemSummary(words, problems, { signedOn: "signedOn-day" }, { name: t("agreements.person-name"), email: t("agreements.person-email"), signedOn: t("agreements.signed-day"), file: t("agreements.file"), channel: t("agreements.channel"), "mentor.name": t("sign.mentor") })}<span class="govuk-caption-l">${kindName(words, agreement.kind)}, ${found.person}</span><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${standingPart(words, own, { isTurn, now: visit.tx.now })}</p>
${open && isTurn && linkPart(visit, words, { page: found, own })}
${open && isTurn && party.email && form({ action: act("reminder"), key: newId() }, button({ text: t("agreements.send-again"), kind: "secondary", preventDoubleClick: true }))}
${open && signedPart(visit, words, { page: found, own }, act("signature"), problems)}
${agreement.state !== "withdrawn" && personPart(visit, words, own, act("person"), problems)}`;
  return consoleShell(visit, {
    title,
    section: "mobilities",
    body,
    before: backLink({ words, href: paths.agreement(slug, agreement.id), text: agreement.code }),
    error: problems.length > 0,
  });
}

/** The message with the link, to copy into whatever program the person reads. */
function linkPart(visit: StaffVisit, words: Words, { page: found, own }: Found): Html | null {
  const secret = found.secrets.get(own.party.id);
  if (!secret) return null;
  const theirs = wordsFor(letterLocale(own.party));
  const path = signingPath(pageLocale(own.party), visit.tx.actor.scheme.slug, secret);
  const link = new URL(path, visit.site.publicUrl).toString();
  const { scheme } = visit.tx.actor;
  const params = { programme: theirs.local(scheme.name), code: found.agreement.code, link };
  return html`<h2 class="govuk-heading-m">${words.t("agreements.link-title")}</h2><p class="govuk-body">${words.t("agreements.link-lead")}</p>${shareMessage(
    {
      words,
      id: "signing-link",
      text: theirs.t("sign.mail-asked-body", params),
      lang: theirs.lang,
      subject: theirs.t("sign.mail-asked-subject", params),
    },
  )}<p class="govuk-body"><a class="govuk-link" href="${path}/sheet">${words.t("agreements.print")}</a></p>`;
}

/** A sheet signed by hand, or a file signed in another system: equal to a link. */
function signedPart(
  visit: StaffVisit,
  words: Words,
  { page: found, own }: Found,
  action: string,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const toName = found.stand ? fieldsToName(found.stand, own.party.role) : [];
  const part = (name: "day" | "month" | "year") => visit.form.text(`signedOn-${name}`);
  return html`<h2 class="govuk-heading-m">${t("agreements.signed-title")}</h2><p class="govuk-body">${t("agreements.signed-lead")}</p>${form(
    { action, key: newId(), multipart: true, classes: "app-text" },
    hidden("version", found.stand?.version.number ?? 0),
    radios({
      words,
      name: "channel",
      legend: t("agreements.channel"),
      value: visit.form.text("channel") || "paper",
      problems,
      items: [
        { value: "paper", text: t("sign.channel-paper") },
        { value: "elsewhere", text: t("sign.channel-elsewhere") },
      ],
    }),
    input({
      words,
      name: "signedName",
      label: t("agreements.signed-name"),
      value: visit.form.text("signedName"),
      problems,
    }),
    ...toName
      .filter((path) => path.endsWith(".name"))
      .map((path) =>
        input({
          words,
          name: path,
          label: t("sign.mentor"),
          hint: t("agreements.mentor-hint"),
          value: visit.form.text(path),
          problems,
        }),
      ),
    dateInput({
      words,
      name: "signedOn",
      legend: { text: t("agreements.signed-day") },
      values: { day: part("day"), month: part("month"), year: part("year") },
      problems,
    }),
    fileUpload({
      words,
      name: "file",
      label: t("agreements.file"),
      hint: t("agreements.file-hint"),
      problems,
    }),
    button({ text: t("agreements.signed-keep"), kind: "secondary", preventDoubleClick: true }),
  )}`;
}

/** Kept as every upload is: opened apart, counted, asked about; a photograph is made anew. */
async function fileFrom(
  tx: StaffVisit["tx"],
  sent: UploadedFile | undefined,
): Promise<Result<SignedFile | null>> {
  if (!sent || sent.bytes.length === 0) return ok(null);
  const kept = await keepUpload(tx, { ...sent, kinds: ["picture", "pdf"], field: "file" });
  return kept.ok ? ok({ uploadId: kept.value }) : kept;
}

async function keepSigned(visit: StaffVisit): Promise<Result<unknown>> {
  const { form: typed } = visit;
  const on = dayFrom(
    {
      day: typed.text("signedOn-day"),
      month: typed.text("signedOn-month"),
      year: typed.text("signedOn-year"),
    },
    "signedOn",
  );
  const sent = await fileFrom(visit.tx, typed.file("file"));
  if (!sent.ok) return sent;
  const done = await recordSignature(
    visit.tx,
    {
      agreementId: visit.params.agreementId ?? "",
      partyId: visit.params.partyId ?? "",
      channel: typed.text("channel"),
      version: Number(typed.text("version")),
      name: typed.text("signedName"),
      signedOn: on.day ?? "",
      named: (path) => typed.text(path),
      file: sent.value,
    },
    visit.site.publicUrl,
  );
  if (done.ok) return done;
  return {
    ok: false,
    problems: done.problems.map((one) =>
      one.field === "name" ? { ...one, field: "signedName" } : one,
    ),
  };
}

async function acted(visit: StaffVisit, done: Result<unknown>): Promise<Answer> {
  const { slug } = visit.tx.actor.scheme;
  if (done.ok) return redirect(paths.agreement(slug, visit.params.agreementId ?? ""));
  const found = await opened(visit);
  if (!found || done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, found, done.problems));
}

const post = (
  act: string,
  answer: (visit: StaffVisit) => Promise<Result<unknown>>,
  limit?: number,
): Route => ({
  method: "POST",
  access: "staff",
  allow: can.work,
  ...(limit ? { limit } : {}),
  path: paths.agreementPartyAct(":scheme", ":agreementId", ":partyId", act),
  answer: async (visit) => acted(visit, await answer(visit)),
});

const partyOf = (visit: StaffVisit) => ({
  agreementId: visit.params.agreementId ?? "",
  partyId: visit.params.partyId ?? "",
});

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.work,
    path: paths.agreementParty(":scheme", ":agreementId", ":partyId"),
    answer: async (visit) => {
      const found = await opened(visit);
      return found ? page(await show(visit, found)) : nothingHere;
    },
  },
  post("person", (visit) =>
    changePerson(
      visit.tx,
      { ...partyOf(visit), forGroup: visit.form.text("group") === "yes" },
      {
        name: visit.form.text("name"),
        email: visit.form.text("email"),
        ...(isLocale(visit.form.text("language")) ? { locale: visit.form.text("language") } : {}),
      },
      visit.site.publicUrl,
    ),
  ),
  post("reminder", (visit) => sendAgain(visit.tx, partyOf(visit), visit.site.publicUrl)),
  post("signature", keepSigned, LARGEST_PICTURE),
];
