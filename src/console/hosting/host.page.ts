import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { columnsOf, type GridKind, readGrid } from "../../stages/hosting/grid.rules.ts";
import { makeHostLink } from "../../stages/hosting/host-link.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import { CRITERIA } from "../../stages/hosting/hosting.ts";
import { addContact, removeContact } from "../../stages/hosting/keep-contact.ts";
import { setBeds, setCapacities } from "../../stages/hosting/set-capacity.ts";
import { writeNote } from "../../stages/hosting/write-note.ts";
import type { Organisation } from "../../stages/organisations/organisation.ts";
import { readOrganisation } from "../../stages/organisations/read-organisations.ts";
import {
  bedTable,
  capacityTable,
  gridForm,
  gridWords,
  pastedLines,
} from "../../ui/hosting/grid.ts";
import { backLink, type Html, html } from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { hostPage } from "./host-parts.ts";
import { hostingPaths } from "./hosting-paths.ts";

const asked = (visit: StaffVisit) => readOrganisation(visit.tx, visit.params.organisationId ?? "");

/** One act on a host's file; refused, the file comes back with what was typed. */
const acting =
  (act: (visit: StaffVisit, host: Organisation) => Promise<Result<unknown>>) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const host = await asked(visit);
    if (!host) return nothingHere;
    const done = await act(visit, host);
    if (done.ok) return redirect(`${hostingPaths.host(visit.tx.actor.scheme.slug, host.id)}?done`);
    if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
    return refusedPage(await hostPage(visit, host, done.problems));
  };

const post = (
  path: string,
  act: (visit: StaffVisit, host: Organisation) => Promise<Result<unknown>>,
): Route => ({
  method: "POST",
  path,
  access: "staff",
  allow: can.keepHosts,
  answer: acting(act),
});

const ID = [":scheme", ":organisationId"] as const;
export const routes: Route[] = [
  {
    method: "GET",
    path: hostingPaths.host(...ID),
    access: "staff",
    allow: can.seeHosting,
    answer: async (visit) => {
      const host = await asked(visit);
      return host ? page(await hostPage(visit, host, [])) : nothingHere;
    },
  },
  post(hostingPaths.contacts(...ID), ({ tx, form }, host) =>
    addContact(tx, host.id, {
      role: form.text("role"),
      name: form.text("name"),
      email: form.text("email"),
      phone: form.text("phone"),
      language: form.text("language"),
    }),
  ),
  post(hostingPaths.contactEnd(...ID, ":contactId"), ({ tx, params }) =>
    removeContact(tx, params.contactId ?? ""),
  ),
  post(hostingPaths.link(...ID), ({ tx, form }, host) =>
    makeHostLink(tx, host.id, form.text("language")),
  ),
  post(hostingPaths.notes(...ID), ({ tx, form }, host) =>
    writeNote(tx, host.id, {
      kind: form.text("kind"),
      happenedOn: form.text("happenedOn"),
      who: form.text("who"),
      note: form.text("note"),
      restricted: form.text("restricted") === "yes",
      marks: Object.fromEntries(CRITERIA.map((each) => [each, form.text(each)])),
    }),
  ),
  {
    method: "GET",
    path: hostingPaths.table(...ID),
    access: "staff",
    allow: can.keepHosts,
    answer: async (visit) => {
      const host = await asked(visit);
      return host ? page(tablePage(visit, host, kindOf(visit.query.get("kind")))) : nothingHere;
    },
  },
  {
    method: "POST",
    path: hostingPaths.table(...ID),
    access: "staff",
    allow: can.keepHosts,
    answer: takeTable,
  },
];

const kindOf = (text: string | null): GridKind => (text === "beds" ? "beds" : "places");

function tablePage(
  visit: StaffVisit,
  host: Organisation,
  kind: GridKind,
  problems: readonly Problem[] = [],
  read: Html | null = null,
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const title = words.t(`hosting.table-${kind}`, { name: host.name });
  return consoleShell(visit, {
    title,
    section: "hosting",
    error: problems.length > 0,
    before: backLink({ words, href: hostingPaths.host(slug, host.id) }),
    body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${words.t("hosting.grid-lead")}</p>${gridForm(
      words,
      {
        room: "hosting",
        kind,
        columns: columnsOf(kind),
        action: hostingPaths.table(slug, host.id),
        key: newId(),
        typed: visit.form.text("rows"),
        problems,
        read,
      },
    )}`,
  });
}

async function takeTable(visit: StaffVisit): Promise<Answer> {
  const host = await asked(visit);
  if (!host) return nothingHere;
  const words = wordsOf(visit);
  const kind = kindOf(visit.form.text("kind"));
  const names = gridWords(words, "hosting", columnsOf(kind));
  const lines = pastedLines(visit.form.text("rows"));
  const back = `${hostingPaths.host(visit.tx.actor.scheme.slug, host.id)}?done`;
  const looked = (read: Html | null) => page(tablePage(visit, host, kind, [], read));
  const refused = (problems: readonly Problem[]) =>
    refusedPage(tablePage(visit, host, kind, problems));
  const saves = visit.form.text("do") === "save";
  if (kind === "beds") {
    const rows = readGrid("beds", lines, names, fold);
    if (!rows.ok) return refused(rows.problems);
    if (!saves) return looked(bedTable(words, "hosting", rows.value));
    const saved = await setBeds(visit.tx, host.id, rows.value);
    return saved.ok ? redirect(back) : refused(saved.problems);
  }
  const rows = readGrid("places", lines, names, fold);
  if (!rows.ok) return refused(rows.problems);
  if (!saves) return looked(capacityTable(words, "hosting", rows.value));
  const saved = await setCapacities(visit.tx, host.id, rows.value);
  return saved.ok ? redirect(back) : refused(saved.problems);
}
