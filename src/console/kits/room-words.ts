import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { KitRooms, Room } from "../../stages/kits/kit.forms.ts";
import { roomNames } from "../../stages/kits/pack-kit.ts";

export const roomText = (words: Words, room: Room): string =>
  words.t(`kit.room-${room}` as MessageKey);

/** Where a problem of a room stands, in words. */
export const roomLabels = (words: Words): Readonly<Record<string, string>> =>
  Object.fromEntries(roomNames.map((room) => [room, roomText(words, room)]));

/** How much of each there is: what somebody compares with what was promised. */
export const countOf = (rooms: KitRooms, room: Room): number => {
  const counts: Readonly<Record<Room, number>> = {
    scheme: rooms.scheme.lines.length,
    forms: rooms.forms.learners.length + rooms.forms.staff.length,
    calls: rooms.calls.length,
    papers: rooms.papers.length,
    messages: rooms.messages.length,
    preparation: Object.values(rooms.preparation.lines).flat().length,
    borders: rooms.borders.visas.length + rooms.borders.consents.length,
    library: rooms.library.works.flatMap(({ texts }) => texts).length,
    countries: rooms.countries.lines.length,
    events: rooms.events.length,
  };
  return counts[room];
};
