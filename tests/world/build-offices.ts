import { changeOffice } from "../../src/stages/organisations/change-office.ts";
import type { World } from "./build.ts";
import type { PartnerKey } from "./consortium.ts";
import { must } from "./must.ts";

/**
 * Invented, because a real house or telephone would be rung up by people who try the demo: streets
 * called "example" in each language, numbers that no network gives out.
 */
const OFFICES: readonly (readonly [PartnerKey, string, string, string])[] = [
  ["al", "Rruga e Shembullit 4", "1001", "+355 4 000 0040"],
  ["ba", "Ulica Primjera 4", "71000", "+387 33 000 040"],
  ["xk", "Rruga e Shembullit 7", "10000", "+383 38 000 040"],
  ["me", "Ulica Primjera 9", "81000", "+382 20 000 040"],
  ["mk", "Ulica Primer 3", "1000", "+389 2 000 0040"],
  ["rs", "Ulica Primera 5", "11000", "+381 11 000 0040"],
  ["uniser", "Via Esempio 2", "47121", "+39 0543 000 040"],
  ["incoma", "Calle Ejemplo 6", "41001", "+34 95 000 0040"],
  ["zni", "Ulica primera 1", "2000", "+386 2 000 0040"],
  ["mode", "ul. Przykładowa 8", "50-001", "+48 71 000 0040"],
  ["sepr", "Rue de l’Exemple 10", "69003", "+33 4 00 00 00 40"],
];

/** Where the partners of the demo are found and when somebody answers. */
export async function buildOffices(world: World): Promise<void> {
  await world.database.withTx(world.actorOf("anna@uniser.example"), async (tx) => {
    for (const [key, street, postcode, landline] of OFFICES) {
      await must(
        `office of ${key}`,
        changeOffice(tx, world.partners.get(key)!, {
          street,
          postcode,
          landline,
          firstDay: "1",
          lastDay: "5",
          opens: "09:00",
          closes: "15:00",
        }),
      );
    }
  });
}
