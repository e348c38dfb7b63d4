import { ok } from "../../shared/result.ts";
import { listFlows } from "../../stages/calls/read-flows.ts";
import { button, html, insetText, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { partRoutes } from "./part-page.ts";

/** What people will compete for: the flows of the draft, country by country. */
export const routes = partRoutes({
  name: "places",
  formless: true,
  save: async () => ok(null),
  body: async ({ visit, call }) => {
    const words = wordsOf(visit);
    const { slug } = visit.tx.actor.scheme;
    const flows = [...(await listFlows(visit.tx, call.id))].sort(
      (a, b) =>
        words.compare(words.country(a.sendingCountry), words.country(b.sendingCountry)) ||
        words.compare(a.city, b.city),
    );
    const seatsOf = (of: readonly (typeof flows)[number][]) =>
      of.flatMap((flow) => flow.places).reduce((sum, place) => sum + place.seats, 0);
    const add = button({
      text: words.t("calls.add-flow"),
      kind: "secondary",
      href: paths.callFlow(slug, call.id, "new"),
    });
    if (flows.length === 0) return html`${insetText({ text: words.t("calls.no-flows") })}${add}`;
    return html`<p class="govuk-body"><strong>${words.t("site.places", { count: seatsOf(flows) })}</strong></p>
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  head: [
    words.t("flows.code"),
    words.t("flows.from"),
    words.t("flows.city"),
    words.t("flows.days"),
    { text: words.t("flows.seats"), format: "numeric" },
    { text: words.t("flows.minimum"), format: "numeric" },
  ],
  rows: flows.map((flow) => [
    html`<a class="govuk-link app-nowrap" href="${paths.callFlow(slug, call.id, flow.id)}">${flow.code}</a>`,
    words.country(flow.sendingCountry),
    html`${flow.city}, ${words.country(flow.country)}<br><span class="govuk-hint">${flow.hostingOrganisation}</span>`,
    words.days(flow.starts, flow.ends),
    { text: words.number(seatsOf([flow])), format: "numeric" },
    { text: words.number(flow.minimum), format: "numeric" },
  ]),
})}
${add}`;
  },
});
