import type { Tx } from "../../platform/db/index.ts";
import { fold } from "../../shared/fold.ts";
import { type HostingCity, hostingCities } from "./cities.store.ts";

export type { CityStay, HostingCity } from "./cities.store.ts";

/** Cities that calls go to or went to, by name. */
export const readCities = (tx: Tx): Promise<HostingCity[]> => hostingCities(tx);

/** A city's name as it stands in an address: `wroclaw` of Wrocław. */
export const cityName = (city: string): string =>
  (/\p{Script=Cyrillic}/u.test(city) ? fold(city) : city.toLowerCase())
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đłø]/g, (letter) => ({ đ: "d", ł: "l", ø: "o" })[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
