import type { CallOwner } from "../../src/stages/calls/call.ts";
import { STAFF } from "./people.ts";

/** Numbers that no network gives out: a subscriber's number never begins with three noughts. */
const PHONES: Readonly<Record<string, string>> = {
  AL: "+355 4 000 0041",
  BA: "+387 33 000 041",
  XK: "+383 38 000 041",
  ME: "+382 20 000 041",
  MK: "+389 2 000 0041",
  RS: "+381 11 000 0041",
};

/** Who answers for a call in each country: the invented people of the sending partners. */
export const OWNERS: readonly CallOwner[] = STAFF.flatMap(({ country, name, email }) =>
  country !== null && PHONES[country] ? [{ country, name, email, phone: PHONES[country] }] : [],
);
