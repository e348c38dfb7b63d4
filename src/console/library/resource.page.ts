import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import {
  readVersionFile,
  readWritten,
  type WrittenResource,
} from "../../stages/library/read-library.ts";
import { can } from "../../stages/library/resource.policy.ts";
import type { ResourceVersion } from "../../stages/library/resource.ts";
import {
  publishResource,
  sendBack,
  submitResource,
  takeBack,
  withdrawResource,
} from "../../stages/library/review-resource.ts";
import { discardDraft } from "../../stages/library/write-resource.ts";
import { readHistory } from "../../stages/reporting/read-today.ts";
import {
  backLink,
  button,
  details,
  form,
  type Html,
  hidden,
  html,
  insetText,
  problemSummary,
  textarea,
} from "../../ui/index.ts";
import { factsLine, langOf, languageName, lettersFor } from "../../ui/library/index.ts";
import { prose } from "../../ui/prose/index.ts";
import { historyList } from "../history.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { libraryPaths } from "./library-paths.ts";
import { stateTag } from "./state.ts";

async function resourcePage(
  visit: StaffVisit,
  written: WrittenResource,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const { resource, versions } = written;
  const [newest] = versions;
  if (!newest) throw new Error("a resource without a version");
  const letters = lettersFor(words, resource.language);
  const shown = versions.find(({ state }) => state === "published");
  return consoleShell(visit, {
    title: letters(newest.title),
    section: "library",
    error: problems.length > 0,
    before: backLink({ words, href: libraryPaths.library(slug), text: t("library.title") }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l" lang="${langOf(words, resource.language)}">${letters(newest.title)}</h1>
<p class="govuk-body">${stateTag(words, newest.state)} ${languageName(words, resource.language)} · ${t("library.version-number", { number: newest.number })} · ${t("library.by-on", { name: newest.writtenByName ?? t("library.written-by-program"), day: words.day(newest.writtenAt) })}</p>
${shown && html`<p class="govuk-body"><a class="govuk-link" href="${libraryPaths.shown(visit.locale, slug, resource.id)}">${t("library.see-public")}</a></p>`}
${newest.reason !== null && insetText({ text: html`<strong>${t(newest.state === "withdrawn" ? "library.withdrawn-why" : "library.sent-back-why")}</strong><br>${newest.reason}` })}
${steps(visit, words, written, newest, problems)}
${content(visit, words, written, newest)}
${versionList(words, versions)}
${translations(words, slug, written, can.write(actor))}
<h2 class="govuk-heading-m">${t("history.title")}</h2>
${historyList(words, await readHistory(visit.tx, resource.id))}`,
  });
}

/** What this reader can do with it now; nothing that would be refused is offered. */
function steps(
  visit: StaffVisit,
  words: Words,
  { resource, versions }: WrittenResource,
  newest: ResourceVersion,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const changes = can.change(actor, resource);
  const act = (name: Step, kind: "primary" | "secondary" | "warning", ...more: Html[]) =>
    form(
      { action: libraryPaths.steps(slug, resource.id), key: newId() },
      hidden("act", name),
      ...more,
      button({ text: t(`library.act-${name}`), kind, preventDoubleClick: true }),
    );
  const why = (name: "send-back" | "withdraw") =>
    textarea({
      words,
      name: "reason",
      id: visit.form.text("act") === name || problems.length === 0 ? undefined : `reason-${name}`,
      label: t(`library.reason-${name}`),
      value: visit.form.text("act") === name ? visit.form.text("reason") : "",
      problems: visit.form.text("act") === name ? problems : [],
      rows: 3,
    });
  const published = versions.some(({ state }) => state === "published");
  const reviews = newest.state === "in-review" && can.review(actor);
  return html`${
    changes &&
    newest.state !== "in-review" &&
    html`<p class="govuk-body"><a class="govuk-link" href="${libraryPaths.change(slug, resource.id)}">${t(newest.state === "draft" ? "library.change" : "library.next-version")}</a></p>`
  }${changes && newest.state === "draft" && act("submit", "primary")}${
    reviews && can.publish(actor, newest) && act("publish", "primary")
  }${
    reviews &&
    !can.publish(actor, newest) &&
    insetText({ text: words.problem({ code: "resource-own" }) })
  }${
    reviews &&
    details({
      summary: t("library.act-send-back"),
      open: visit.form.text("act") === "send-back",
      text: act("send-back", "secondary", why("send-back")),
    })
  }${changes && newest.state === "in-review" && act("take-back", "secondary")}${
    changes &&
    newest.state === "draft" &&
    details({
      summary: t("library.act-discard"),
      text: act(
        "discard",
        "warning",
        html`<p class="govuk-body">${t(published ? "library.discard-body-shown" : "library.discard-body")}</p>`,
      ),
    })
  }${
    published &&
    newest.state !== "in-review" &&
    can.withdraw(actor, resource) &&
    details({
      summary: t("library.act-withdraw"),
      open: visit.form.text("act") === "withdraw",
      text: act(
        "withdraw",
        "warning",
        html`<p class="govuk-body">${t("library.withdraw-body")}</p>`,
        why("withdraw"),
      ),
    })
  }`;
}

/** The newest version as readers would see it. */
function content(
  visit: StaffVisit,
  words: Words,
  { resource }: WrittenResource,
  version: ResourceVersion,
): Html {
  const { t } = words;
  const letters = lettersFor(words, resource.language);
  const { slug } = visit.tx.actor.scheme;
  return html`<h2 class="govuk-heading-m">${t("library.content")}</h2>
<div class="app-letter govuk-!-margin-bottom-6"><div lang="${langOf(words, resource.language)}"><p class="govuk-body-l">${letters(version.summary)}</p></div>
<p class="govuk-body-s">${factsLine(words, version, resource.language)} · ${version.credit} · ${t(`library.translation-${version.translation}`)}</p>
${version.link !== null && html`<p class="govuk-body"><a class="govuk-link" href="${version.link}" rel="noopener">${version.link}</a></p>`}
${version.uploadId !== null && html`<p class="govuk-body"><a class="govuk-link" href="${libraryPaths.file(slug, resource.id, version.id)}">${t("library.save-own-file")}</a></p>`}
<div lang="${langOf(words, resource.language)}">${prose(version.body, letters)}</div>
${version.transcript !== "" && html`<h3 class="govuk-heading-s">${t("library.transcript")}</h3><div lang="${langOf(words, resource.language)}">${prose(version.transcript, letters)}</div>`}</div>`;
}

const versionList = (words: Words, versions: readonly ResourceVersion[]): Html =>
  versions.length < 2
    ? html``
    : html`<h2 class="govuk-heading-m">${words.t("library.versions")}</h2><ol class="govuk-list govuk-list--spaced" reversed>${versions.map(
        (one) =>
          html`<li>${words.t("library.version-number", { number: one.number })} ${stateTag(words, one.state)} ${one.title}${
            one.publishedAt && html` · ${words.day(one.publishedAt)}`
          }${one.state === "withdrawn" && one.reason && html`<br>${one.reason}`}</li>`,
      )}</ol>`;

function translations(
  words: Words,
  slug: string,
  { resource, translations: all }: WrittenResource,
  writes: boolean,
): Html {
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("library.fact-languages")}</h2>
${
  all.length > 0 &&
  html`<ul class="govuk-list govuk-list--spaced">${[...all]
    .sort((a, b) => words.compare(languageName(words, a.language), languageName(words, b.language)))
    .map(
      (one) =>
        html`<li><a class="govuk-link" href="${libraryPaths.resource(slug, one.id)}">${languageName(words, one.language)}</a> ${stateTag(words, one.state)} ${t(`library.translation-${one.translation}`)}</li>`,
    )}</ul>`
}
${writes && html`<p class="govuk-body"><a class="govuk-link" href="${libraryPaths.newResource(slug)}?of=${resource.id}">${t("library.translate")}</a></p>`}`;
}

const STEPS = {
  submit: (visit: StaffVisit, id: string) => submitResource(visit.tx, id),
  "take-back": (visit: StaffVisit, id: string) => takeBack(visit.tx, id),
  publish: (visit: StaffVisit, id: string) => publishResource(visit.tx, id),
  "send-back": (visit: StaffVisit, id: string) => sendBack(visit.tx, id, visit.form.text("reason")),
  withdraw: (visit: StaffVisit, id: string) =>
    withdrawResource(visit.tx, id, visit.form.text("reason")),
  discard: (visit: StaffVisit, id: string) => discardDraft(visit.tx, id),
} as const satisfies Record<
  string,
  (visit: StaffVisit, id: string) => Promise<Result<boolean | null>>
>;
type Step = keyof typeof STEPS;

export const routes: Route[] = [
  {
    method: "GET",
    path: libraryPaths.resource(":scheme", ":resourceId"),
    access: "staff",
    allow: can.seeLibrary,
    answer: async (visit) => {
      const written = await readWritten(visit.tx, visit.params.resourceId ?? "");
      return written ? page(await resourcePage(visit, written)) : nothingHere;
    },
  },
  {
    method: "GET",
    path: libraryPaths.file(":scheme", ":resourceId", ":versionId"),
    access: "staff",
    allow: can.seeLibrary,
    answer: async (visit): Promise<Answer> => {
      const { resourceId = "", versionId = "" } = visit.params;
      const kept = await readVersionFile(visit.tx, resourceId, versionId);
      return kept ? file({ name: kept.name, type: kept.type, body: kept.body }) : nothingHere;
    },
  },
  {
    method: "POST",
    path: libraryPaths.steps(":scheme", ":resourceId"),
    access: "staff",
    allow: can.write,
    answer: async (visit): Promise<Answer> => {
      const id = visit.params.resourceId ?? "";
      const act = visit.form.text("act");
      if (!Object.hasOwn(STEPS, act)) return nothingHere;
      const { slug } = visit.tx.actor.scheme;
      const done = await STEPS[act as Step](visit, id);
      if (done.ok) {
        return redirect(
          done.value === false ? libraryPaths.library(slug) : libraryPaths.resource(slug, id),
        );
      }
      const written = await readWritten(visit.tx, id);
      if (!written || done.problems.some(({ code }) => code === "not-found")) return nothingHere;
      return refusedPage(await resourcePage(visit, written, done.problems));
    },
  },
];
