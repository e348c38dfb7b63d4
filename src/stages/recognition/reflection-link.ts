import { createHash } from "node:crypto";
import { mark } from "../../platform/vault.ts";

/** Follows from the question's id and the data key: it can be told again, and no copy holds it. */
export const reflectionSecret = (id: string): string => mark(`reflection/${id}`).slice(0, 32);

export const hashOfSecret = (secret: string): string =>
  createHash("sha256").update(`reflection:${secret}`).digest("hex");

export const isSecret = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

/** Where somebody who is home writes three answers. */
export const reflectionPath = (locale: string, scheme: string, secret: string): string =>
  `/${locale}/${scheme}/reflection/${secret}`;
