import { fetchOutside, OutsideError } from "../outside/fetch-outside.ts";

/** Somebody who carries text messages away. */
export type Gateway = {
  /** @throws with a code; the queue tries again later */
  send(message: { readonly id: string; readonly to: string; readonly text: string }): Promise<void>;
};

/**
 * A gateway that takes a plain POST: `to` (E.164), `text` and `id` as a form, the token as bearer.
 * Anything but 2xx is a failure. The key lets a gateway drop a message that comes a second time.
 */
export const openGateway = (url: string, token: string): Gateway => ({
  async send({ id, to, text }) {
    const { status } = await fetchOutside(url, {
      method: "POST",
      byAdministrator: true,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/x-www-form-urlencoded",
        "idempotency-key": id,
      },
      body: new URLSearchParams({ to, text, id }).toString(),
    });
    if (status < 200 || status > 299) throw new OutsideError(`SMS ${status}`);
  },
});
