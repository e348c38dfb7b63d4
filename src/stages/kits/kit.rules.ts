import type { Problem } from "../../shared/result.ts";

/** Marks that a browser could take for its own, whatever the page does with them. */
const SCRIPT =
  /<\s*\/?\s*(script|iframe|object|embed|svg|math|style|link|meta|base|form|img|input|button|template)\b|(java|vb)script\s*:|data\s*:\s*text\/html|\bon[a-z]{3,20}\s*=\s*["']/i;
/** Signs that nobody sees and that turn or cut what stands beside them; line ends and tabs are none. */
const HIDDEN = /(?![\n\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const MOST_NAMED = 50;

/** What no text of a kit may hold, with where it stands: `library.works.3.texts.0.body`. */
export function textProblems(value: unknown, where: string): Problem[] {
  const problems: Problem[] = [];
  const look = (one: unknown, at: string): void => {
    if (problems.length >= MOST_NAMED) return;
    if (typeof one === "string") {
      if (SCRIPT.test(one)) problems.push({ code: "kit-script", params: { where: at } });
      if (HIDDEN.test(one)) problems.push({ code: "kit-hidden-sign", params: { where: at } });
    } else if (Array.isArray(one)) {
      for (const [place, each] of one.entries()) look(each, `${at}.${place}`);
    } else if (typeof one === "object" && one !== null) {
      for (const [key, each] of Object.entries(one)) look(each, `${at}.${key}`);
    }
  };
  look(value, where);
  return problems;
}
