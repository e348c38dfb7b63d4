import { expect, it } from "vitest";
import { readRoom, rooms } from "./catalogues.ts";

/**
 * Bosnian, Croatian, Montenegrin and Serbian are near enough for a sentence of one to slip into
 * another unseen, and each is somebody's own. The beginnings of words below belong to a neighbour;
 * `$` ends a word.
 */
const EKAVIAN =
  "mesto$ mesta$ mestu$ vreme$ primer pre$ posle$ ovde$ gde$ uvek dete$ deo$ reči$ reč$ ceo$ cela$ celu$ promen proveri zahtev rešen sledeć posledn zameni uspel uspeš želel poređe$ nedelj";
const CROATIAN =
  "tko$ nitko$ netko$ svatko$ itko$ tjedan tjedn siječ veljač ožuj travnj svib lipnj srpnj kolovoz točn točk tvrtk suglasn skrbni natječaj sudioni sudjel europ financ rezervir inozem ždrijeb putovni tipkovni zaslon računal poveznic stupac stupc tablic tisuć sustav odabr odaber glede natrag spremi izbornik povijest zbroj redak retci";
const SERBIAN =
  "ko$ niko$ neko$ šta$ tačn tačk uslov poziv$ pozivu$ poziva$ sedmic hiljad opštin sistem firm preduzeć saglasn staratelj januar februar mart$ april maj$ jun$ juni$ jul$ juli$ avgust evrop finans rezervis rezerviš učesni učestv link$ linka$ e-mail kolon tabel tastatur ekran pasoš računar istorij historij žrijeb grup inostranstv izaber izabr sačuva nazad$ meni$ zbir red$ reda$ redova$ univerzitet fondacij takmič";

const NOT_OURS: Readonly<Record<"bs" | "cnr" | "hr", string>> = {
  bs: `${EKAVIAN} ${CROATIAN} istorij pol$ kancelarij nijesu$ nijesam$ sjutra$ takođe$ opštin saopšt poslat$ poslata$ poslato$ šifrovan dozvolj pregledač podešav holandij kofinans`,
  cnr: `${EKAVIAN} ${CROATIAN} historij spol$ dob$ ured$ uredu$ ureda$ nisu$ nismo$ također$ općin saopć firm poslan$ poslano$ dodan$ dodano$ šifriran dopušt preglednik postavk nizozem sufinans`,
  hr: `${EKAVIAN} ${SERBIAN} nijesu$ takođe$ pol$ kancelarij poslat$ poslata$ poslato$ šifrovan dozvolj pregledač podešav holandij kofinans uopšte$ lično$ desi`,
};

/** Words that are rightly there in another sense; commands and addresses are typed as they stand. */
const RIGHT =
  /https?:\/\/\S+|sign-in-link|neko (?:mjesto|slovo)|u redu|red na teb|izvan reda po|telefonski poziv|redom|po redu/giu;

/** Headings that people write in files of their own, in whatever language. */
const OTHERS_WORDS = /^imports\.(words|gender|language|mode|state|country)-/;

it.each(["bs", "cnr", "hr"] as const)("speaks %s and no neighbour's language", (locale) => {
  const beginnings = NOT_OURS[locale]
    .split(" ")
    .map((word) => (word.endsWith("$") ? `${word.slice(0, -1)}(?!\\p{L})` : word));
  const foreign = new RegExp(`(?<![\\p{L}{])(?:${beginnings.join("|")})\\p{L}*`, "giu");
  const found = rooms(locale).flatMap((room) =>
    Object.entries(readRoom(locale, room))
      .filter(([key]) => !OTHERS_WORDS.test(key))
      .flatMap(([key, message]) =>
        [...message.replace(/\{\w+/g, "{").replace(RIGHT, "").matchAll(foreign)].map(
          ([word]) => `${key}: ${word}`,
        ),
      ),
  );
  expect(found).toEqual([]);
});

it("has no two languages that are one under two names", () => {
  const words = (locale: "bs" | "cnr" | "hr") =>
    new Map(rooms(locale).flatMap((room) => Object.entries(readRoom(locale, room))));
  for (const [one, other, least] of [
    ["bs", "hr", 0.25],
    ["cnr", "hr", 0.25],
    ["bs", "cnr", 0.05],
  ] as const) {
    const mine = words(one);
    const theirs = words(other);
    const same = [...mine].filter(([key, message]) => theirs.get(key) === message).length;
    expect({ one, other, apart: 1 - same / mine.size > least }).toEqual({
      one,
      other,
      apart: true,
    });
  }
});
