/** Somebody of the office at a browser: a seat of the demo, its cookie, forms with their keys. */
import { newId } from "../../src/platform/random.ts";
import { DEMO_SCHEME } from "../world/build.ts";

export const BASE = `/console/${DEMO_SCHEME}`;

/** The address of the program may change with every start; the session does not. */
export type Address = { readonly url: string };

export class Person {
  readonly #at: () => Address;
  #cookie = "";

  constructor(at: () => Address) {
    this.#at = at;
  }

  async sits(role: "coordinator" | "country-partner"): Promise<void> {
    const reply = await this.posts(`/demo/${DEMO_SCHEME}/${role}`, {});
    if (reply.status !== 303) throw new Error(`no seat as ${role}: ${reply.status}`);
    this.#cookie = reply.headers.getSetCookie().map((cookie) => cookie.split(";")[0])[0]!;
  }

  async opens(path: string): Promise<string> {
    const reply = await fetch(this.#at().url + path, {
      headers: { cookie: this.#cookie },
      redirect: "manual",
    });
    const text = await reply.text();
    if (reply.status !== 200) throw new Error(`${path} answers ${reply.status}`);
    return text;
  }

  /** @param key of the form; the same one again is the same wish again */
  async posts(path: string, fields: Record<string, string | File>, key = newId()) {
    const body = new FormData();
    body.set("_key", key);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const { url } = this.#at();
    const reply = await fetch(url + path, {
      method: "POST",
      headers: { cookie: this.#cookie, origin: url },
      redirect: "manual",
      body,
    });
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, text };
  }

  /** Sends a form and gives back where it leads; anything else is a failure of the test. */
  async does(path: string, fields: Record<string, string | File> = {}): Promise<string> {
    const { status, headers, text } = await this.posts(path, fields);
    if (status === 303) return headers.get("location")!;
    const told = /error-summary__body.*?<\/div>/s.exec(text)?.[0].replace(/<[^>]*>/g, " ");
    throw new Error(`${path} answers ${status}: ${told ?? "(no problem told)"}`);
  }
}
