import { mark } from "../../platform/vault.ts";

// The letters of the codes that people type: nothing that can be misread or misheard.
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * How one application is called on a public list, such as `7KMP-Q2X9`. It follows from the data key
 * and the application, so it is the same on every list of the call and stands in no table: whoever
 * reads the database without the key cannot tell who is meant. Thirty to the eighth are 656 billion;
 * among 5,000 people two alike happen once in 50,000 calls, and the list refuses to be made then.
 */
export function pseudonymOf(callId: string, applicationId: string): string {
  let rest = BigInt(`0x${mark(`pseudonym ${callId} ${applicationId}`).slice(0, 24)}`);
  let text = "";
  for (let at = 0; at < 8; at += 1) {
    text += LETTERS[Number(rest % 30n)];
    rest /= 30n;
  }
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
