import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicRoute, PublicVisit } from "../../platform/web/route.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import { columnsOf, type GridKind, readGrid } from "../../stages/hosting/grid.rules.ts";
import { asHost, type HostVisit } from "../../stages/hosting/host-link.ts";
import { readOwnTable } from "../../stages/hosting/read-own-table.ts";
import { setBeds, setCapacities } from "../../stages/hosting/set-capacity.ts";
import {
  bedTable,
  capacityTable,
  gridForm,
  gridWords,
  pastedLines,
} from "../../ui/hosting/grid.ts";
import { type Html, html, notificationBanner } from "../../ui/index.ts";
import { framed, type HostRequestOf, hostWords } from "./frame.ts";

type Opened = { readonly of: HostRequestOf; readonly host: HostVisit };
type Shown = {
  readonly kind: GridKind;
  readonly typed: string;
  readonly problems: readonly Problem[];
  readonly read: Html | null;
};

async function opened(visit: PublicVisit): Promise<Opened | undefined> {
  const of = await hostWords(visit);
  const host = of && (await asHost(visit.tx, visit.params.secret ?? ""));
  return of && host && { of, host };
}

async function show(visit: PublicVisit, { of, host }: Opened, shown?: Shown): Promise<Html> {
  const { words } = of;
  const { t } = words;
  const table = await readOwnTable(host.tx);
  const title = t("host.grid-title", { organisation: table.name });
  const part = (kind: GridKind, now: Html | null) => {
    const mine = shown?.kind === kind ? shown : undefined;
    return html`<h2 class="govuk-heading-m">${t(`host.grid-${kind}`)}</h2>${now ?? html`<p class="govuk-body">${t("host.grid-none")}</p>`}${gridForm(
      words,
      {
        room: "host",
        kind,
        columns: columnsOf(kind),
        action: visit.path,
        key: newId(),
        typed: mine?.typed ?? "",
        problems: mine?.problems ?? [],
        read: mine?.read ?? null,
      },
    )}`;
  };
  // One box to paste into a page, so that every field has one name.
  const kind = shown?.kind ?? (visit.query.get("kind") === "beds" ? "beds" : "places");
  const other = kind === "beds" ? "places" : "beds";
  const here =
    kind === "beds"
      ? bedTable(words, "host", table.beds)
      : capacityTable(words, "host", table.capacities);
  return framed(visit, of, {
    title,
    forWhom: t("host.for", { company: table.name }),
    problems: (shown?.problems.length ?? 0) > 0,
    body: html`${visit.query.has("saved") && notificationBanner({ words, type: "success", text: t("host.grid-saved") })}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("host.grid-lead")}</p>
<p class="govuk-body"><a class="govuk-link" href="${visit.path}?kind=${other}">${t(`host.grid-${other}`)}</a></p>
${part(kind, here)}`,
  });
}

async function answer(visit: PublicVisit): Promise<Answer> {
  const found = await opened(visit);
  if (!found) return nothingHere;
  const { words } = found.of;
  const kind: GridKind = visit.form.text("kind") === "beds" ? "beds" : "places";
  const typed = visit.form.text("rows");
  const refused = async (problems: readonly Problem[]) =>
    refusedPage(await show(visit, found, { kind, typed, problems, read: null }));
  // Looked at and not kept: nothing was changed.
  const looked = async (read: Html | null) =>
    page(await show(visit, found, { kind, typed, problems: [], read }));
  const names = gridWords(words, "host", columnsOf(kind));
  const lines = pastedLines(typed);
  const { organisationId } = found.host.link;
  if (kind === "beds") {
    const rows = readGrid("beds", lines, names, fold);
    if (!rows.ok) return refused(rows.problems);
    if (visit.form.text("do") !== "save") {
      return looked(bedTable(words, "host", rows.value));
    }
    const saved = await setBeds(found.host.tx, organisationId, rows.value);
    return saved.ok ? redirect(`${visit.path}?kind=beds&saved`) : refused(saved.problems);
  }
  const rows = readGrid("places", lines, names, fold);
  if (!rows.ok) return refused(rows.problems);
  if (visit.form.text("do") !== "save") {
    return looked(capacityTable(words, "host", rows.value));
  }
  const saved = await setCapacities(found.host.tx, organisationId, rows.value);
  return saved.ok ? redirect(`${visit.path}?saved`) : refused(saved.problems);
}

const PATH = "/host/:language/:scheme/table/:secret";
export const routes: readonly PublicRoute[] = [
  {
    method: "GET",
    access: "public",
    path: PATH,
    answer: async (visit) => {
      const found = await opened(visit);
      return found ? page(await show(visit, found)) : nothingHere;
    },
  },
  { method: "POST", access: "public", path: PATH, answer },
];
