import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { type Room, roomKey } from "../../stages/preparation/give-beds.ts";
import type { Group } from "../../stages/preparation/keep-group.ts";
import { button, checkboxes, form, type Html, html, select } from "../../ui/index.ts";
import { peopleItems } from "./people-part.ts";
import { preparationPaths } from "./preparation-paths.ts";

const roomWords = (words: Words, room: Room): string =>
  [
    room.name,
    words.t("boards.beds", { count: room.beds }),
    room.gender !== "any" && words.t(`boards.beds-${room.gender}`),
    room.accessible && words.t("boards.step-free"),
    words.days(room.starts, room.ends),
  ]
    .filter(Boolean)
    .join(" · ");

/** Who sleeps where: people ticked, a room chosen, or nobody's any more. */
export function bedsPart(
  visit: StaffVisit,
  words: Words,
  group: Group,
  rooms: readonly Room[],
  works: boolean,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const title = html`<h2 class="govuk-heading-m" id="beds">${t("boards.rooms")}</h2>`;
  if (rooms.length === 0) return html`${title}<p class="govuk-body">${t("boards.rooms-none")}</p>`;
  if (!works || group.people.length === 0) {
    return html`${title}<ul class="govuk-list govuk-list--bullet">${rooms.map((room) => html`<li>${roomWords(words, room)}</li>`)}</ul>`;
  }
  const sent = visit.form;
  const again = sent.has("room");
  return html`${title}${form(
    { action: preparationPaths.beds(visit.tx.actor.scheme.slug, group.flow.id), key: newId() },
    select({
      words,
      name: "room",
      label: t("boards.room"),
      value: sent.text("room"),
      problems: again ? problems : [],
      items: [
        ...rooms.map((room) => ({ value: roomKey(room), text: roomWords(words, room) })),
        { value: "", text: t("boards.no-room") },
      ],
    }),
    checkboxes({
      words,
      name: "people",
      idPrefix: "bed-people",
      legend: t("boards.who-sleeps"),
      values: again ? sent.all("people") : [],
      problems: again ? problems : [],
      items: peopleItems(group.people, (one) => one.room),
    }),
    button({ text: t("boards.give-beds"), kind: "secondary", preventDoubleClick: true }),
  )}`;
}
