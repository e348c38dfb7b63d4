import type { StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/mobilities/offer.policy.ts";
import type { PlaceStanding } from "../../stages/mobilities/read-offers.ts";
import { type Html, html, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";

/** Each place: who holds it, who waits, what became of its last place, and the next offer. */
export function placesTable(visit: StaffVisit, places: readonly PlaceStanding[]): Html {
  const words = wordsOf(visit);
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const { t } = words;
  // A full place without points: every seat is held as a kept one.
  const points = (value: number | null | undefined, full: boolean | undefined) =>
    typeof value === "number"
      ? words.number(value)
      : t(full ? "allocation.no-open-seat" : "offers.not-full");
  const action = (place: PlaceStanding): Html | string => {
    const possible = place.free > 0 && place.waiting > 0 && place.flowState === "open";
    if (!possible || !can.changeOffers(actor)) return "";
    return html`<a class="govuk-link" href="${paths.reserveOffers(slug, place.placeId)}">${t("offers.propose-next")}<span class="govuk-visually-hidden"> (${place.flowCode})</span></a>`;
  };
  return html`<h2 class="govuk-heading-m" id="places">${t("offers.places-title")}</h2><p class="govuk-body">${t("offers.places-lead")}</p>${table(
    {
      words,
      cards: true,
      firstCellIsHeader: true,
      head: [
        t("offers.place"),
        ...(["seats", "accepted", "open", "free", "waiting"] as const).map((name) => ({
          text: t(`offers.${name}`),
          format: "numeric" as const,
        })),
        t("offers.last-published"),
        t("offers.last-now"),
        { text: html`<span class="govuk-visually-hidden">${t("offers.action")}</span>` },
      ],
      rows: places.map((place) => [
        html`<a class="govuk-link" href="${paths.flow(slug, place.flowId)}">${place.flowCode}</a>, ${place.city}${place.trade && html`<br><span class="govuk-hint">${words.trade(place.trade)}</span>`}`,
        words.number(place.seats),
        words.number(place.accepted),
        words.number(place.open),
        words.number(place.free),
        words.number(place.waiting),
        points(place.cutOff?.open, place.cutOff?.full),
        place.changed ? html`<strong>${points(place.lastNow, place.full)}</strong>` : "–",
        action(place),
      ]),
    },
  )}`;
}
