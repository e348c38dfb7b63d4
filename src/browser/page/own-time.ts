/**
 * `<span data-from="2027-07-05T07:00:00.000Z" data-until="…" data-zone="Europe/Brussels"
 * data-words="Your time: {time}" hidden>`: the same hours on the reader's own clock, where that shows
 * others. Without this script the named zone stands alone.
 */
export function ownTimes(root: Document): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-from][data-words]")) {
    const { from = "", until = "", zone = "", words = "" } = place.dataset;
    const own = hoursText(root.documentElement.lang, zone, from, until);
    if (own === null) continue;
    place.textContent = words.replace("{time}", own);
    place.hidden = false;
  }
}

/** @returns null where the reader's clock shows the same */
export function hoursText(
  lang: string,
  zone: string,
  from: string,
  until: string,
  ownZone?: string,
): string | null {
  const moments = [from, until].filter((text) => text !== "").map((text) => new Date(text));
  const inZone = (timeZone: string | undefined, parts: Intl.DateTimeFormatOptions) => {
    // A browser that lacks the page's language has that of its neighbours.
    const format = new Intl.DateTimeFormat([lang, "sr-Latn", "en"], { ...parts, timeZone });
    return moments.map((moment) => format.format(moment));
  };
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const day = { weekday: "long", day: "numeric", month: "long" } as const;
  const hours = inZone(ownZone, clock);
  const [ownDay = ""] = inZone(ownZone, day);
  const isOtherDay = ownDay !== inZone(zone, day)[0];
  if (!isOtherDay && hours.join() === inZone(zone, clock).join()) return null;
  return `${isOtherDay ? `${ownDay}, ` : ""}${hours.join("–")}`;
}
