import type { MessageKey } from "../../platform/i18n/index.ts";
import { readProgress } from "../../platform/jobs/progress.ts";
import { file, nothingHere, page, waitingPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { KEPT_HOURS, readArchive, readBundle } from "../../stages/agreements/own-bundle.ts";
import { can } from "../../stages/agreements/own-template.policy.ts";
import type { OwnBundle } from "../../stages/agreements/own-template.ts";
import { backLink, button, type Html, html, insetText } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { ownPaths } from "./own-paths.ts";
import { kindWords } from "./own-words.ts";

const LOOK_AGAIN = 2;
const ZIP_TYPE = "application/zip";

export const routes: Route[] = [
  {
    method: "GET",
    path: ownPaths.bundle(":scheme", ":ownBundleId"),
    access: "staff",
    allow: can.make,
    answer: async (visit) => {
      const bundle = await readBundle(visit.tx, visit.params.ownBundleId ?? "");
      if (!bundle) return nothingHere;
      const progress = await readProgress(visit.tx, bundle.progressId);
      const failed = progress?.state === "failed";
      const html = show(visit, bundle, { done: progress?.done ?? 0, failed });
      return bundle.papers === null && !failed ? waitingPage(html, LOOK_AGAIN) : page(html);
    },
  },
  {
    method: "GET",
    path: ownPaths.bundleFile(":scheme", ":ownBundleId"),
    access: "staff",
    allow: can.make,
    answer: async (visit) => {
      const id = visit.params.ownBundleId ?? "";
      const bundle = await readBundle(visit.tx, id);
      const bytes = bundle && (await readArchive(visit.tx, id));
      if (!bundle || !bytes) return nothingHere;
      return file({ name: `${bundle.kind}.zip`, type: ZIP_TYPE, body: bytes });
    },
  },
];

function show(
  visit: StaffVisit,
  bundle: OwnBundle,
  now: { readonly done: number; readonly failed: boolean },
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = t("own-templates.bundle-of", { kind: kindWords(words, bundle.kind) });
  return consoleShell(visit, {
    title,
    section: "mobilities",
    before: backLink({ words, href: ownPaths.list(slug) }),
    body: html`<h1 class="govuk-heading-l">${title}</h1>
${
  bundle.papers !== null
    ? ready(visit, bundle, bundle.papers)
    : now.failed
      ? insetText({ text: t("own-templates.bundle-failed") })
      : waiting(visit, bundle, now.done)
}`,
  });
}

function waiting(visit: StaffVisit, bundle: OwnBundle, done: number): Html {
  const words = wordsOf(visit);
  const total = bundle.stays.length;
  return html`<div aria-live="polite"><progress class="app-progress" max="${Math.max(total, 1)}" value="${done}">${words.percent(total === 0 ? 0 : done / total)}</progress>
<p class="govuk-body">${words.t("own-templates.bundle-waiting", { done, total })}</p></div>
<p class="govuk-body"><a class="govuk-link" href="${ownPaths.bundle(visit.tx.actor.scheme.slug, bundle.id)}">${words.t("imports.renew")}</a></p>`;
}

function ready(visit: StaffVisit, bundle: OwnBundle, papers: number): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  return html`<p class="govuk-body">${t("own-templates.bundle-ready", { count: papers })}</p>
${
  papers > 0 &&
  html`${button({ text: t("own-templates.bundle-download"), href: ownPaths.bundleFile(slug, bundle.id) })}<p class="govuk-hint">${t("own-templates.bundle-kept", { hours: KEPT_HOURS })}</p>`
}
${
  bundle.leftOut.length > 0 &&
  html`<h2 class="govuk-heading-m">${t("own-templates.bundle-left-out")}</h2>
<ul class="govuk-list govuk-list--bullet">${bundle.leftOut.map(
    ({ mobilityId, code }) =>
      html`<li><a class="govuk-link" href="${paths.mobility(slug, mobilityId)}">${t("own-templates.to-stay")}</a>: ${t(`problem.${code}` as MessageKey)}</li>`,
  )}</ul>`
}`;
}
