import { newId } from "../../platform/random.ts";
import { file, nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { bringKit } from "../../stages/kits/bring-kit.ts";
import { exportKit } from "../../stages/kits/export-kit.ts";
import { can } from "../../stages/kits/kit.policy.ts";
import { MOST_KIT_BYTES, packKit } from "../../stages/kits/pack-kit.ts";
import { button, fileUpload, form, type Html, html, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { settingsTabs } from "../settings/tabs.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { kitPaths } from "./kit-paths.ts";
import { roomLabels } from "./room-words.ts";

/** The form around the file needs a little. */
const LIMIT = MOST_KIT_BYTES + 64 * 1024;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.kit(":scheme"),
    access: "staff",
    allow: can.exportKit,
    answer: async (visit) => page(kitPage(visit, [])),
  },
  {
    method: "GET",
    path: kitPaths.file(":scheme"),
    access: "staff",
    allow: can.exportKit,
    answer: async ({ tx }) => {
      const kit = await exportKit(tx);
      if (!kit.ok) return nothingHere;
      const name = `${tx.actor.scheme.slug}.kalfa-kit.zip`;
      return file({ name, type: "application/zip", body: packKit(kit.value) });
    },
  },
  {
    method: "POST",
    path: kitPaths.brought(":scheme"),
    access: "staff",
    allow: can.openKit,
    limit: LIMIT,
    answer: async (visit) => {
      const kept = await bringKit(visit.tx, visit.form.file("file")?.bytes);
      if (!kept.ok) return refusedPage(kitPage(visit, kept.problems));
      return redirect(kitPaths.one(visit.tx.actor.scheme.slug, kept.value));
    },
  },
];

function kitPage(visit: StaffVisit, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const labels = roomLabels(words);
  const targets = Object.fromEntries(Object.keys(labels).map((room) => [room, "file"]));
  // Each reason stands in the summary; at the box it is enough that there are some.
  const atBox = problems.slice(0, 1).map((one) => ({ ...one, field: "file" }));
  return consoleShell(visit, {
    title: t("kit.title"),
    section: "settings",
    error: problems.length > 0,
    body: html`${problemSummary(words, problems, targets, labels)}<h1 class="govuk-heading-l">${t("kit.title")}</h1>
${settingsTabs(visit, "kit")}
<p class="govuk-body app-text">${t("kit.lead")}</p>
<h2 class="govuk-heading-s">${t("kit.goes-title")}</h2>
<p class="govuk-body app-text">${t("kit.goes")}</p>
<h2 class="govuk-heading-s">${t("kit.stays-title")}</h2>
<p class="govuk-body app-text">${t("kit.stays")}</p>
${button({ text: t("kit.save"), href: kitPaths.file(slug), kind: "secondary" })}
<h2 class="govuk-heading-m">${t("kit.open-title")}</h2>
<p class="govuk-body app-text">${t("kit.open-lead")}</p>
${form(
  { action: kitPaths.brought(slug), key: newId(), multipart: true },
  fileUpload({
    words,
    problems: atBox,
    name: "file",
    label: t("kit.file"),
    accept: ".zip,application/zip",
  }),
  button({ text: t("kit.check"), preventDoubleClick: true }),
)}`,
  });
}
