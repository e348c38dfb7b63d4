/**
 * A public page as a file: what needs a server is taken out, what leads on leads to files. Our own
 * markup only: every attribute is in double quotes and no tag holds a bare ">".
 */
import { type Locale, wordsFor } from "../../platform/i18n/index.ts";
import { html } from "../html.ts";

const TAG = /<(a|link|img|source|image|use|area)\b([^>]*?)(\s*\/?)>/g;
const ADDRESS = /\s(href|src|srcset|xlink:href)="([^"]*)"/g;

const plain = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** Style sheets and icons are needed to look at a page; the other links of a head are for machines. */
const isNeeded = (rest: string): boolean => /\brel="(stylesheet|icon)"/.test(rest);

const withoutScripts = (page: string): string =>
  page
    .replace(/<script\b(?![^>]*application\/ld\+json)[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<(template|noscript)\b[^>]*>[\s\S]*?<\/\1>/g, "")
    .replace(/<link\b([^>]*)>/g, (tag, rest: string) => (isNeeded(rest) ? tag : ""));

/** Of `srcset` each picture; the width behind it stays. */
const pictures = (value: string): string[] =>
  value.split(",").map((one) => one.trim().split(/\s+/)[0] ?? "");

/** Every address that a page leads to or shows. */
export function linksOf(page: string): string[] {
  const found: string[] = [];
  for (const [, , rest = ""] of withoutScripts(page).matchAll(TAG)) {
    for (const [, name, value = ""] of rest.matchAll(ADDRESS)) {
      found.push(...(name === "srcset" ? pictures(value) : [plain(value)]));
    }
  }
  return found.filter((one) => one !== "" && !one.startsWith("#") && !one.startsWith("data:"));
}

const isElsewhere = (address: string): boolean => /^(mailto:|tel:|data:|#)/.test(address);

/**
 * @param page.to the file that an address of ours has become; null for one that has become none
 * @param page.isOurs whether an address is of this program at all
 */
export function stillPage(
  whole: string,
  page: {
    readonly locale: Locale;
    readonly to: (address: string) => string | null;
    readonly isOurs: (address: string) => boolean;
  },
): string {
  const { t } = wordsFor(page.locale);
  const said = String(html`<p class="govuk-inset-text">${t("archive.still-form")}</p>`);
  const saidOnce = (markup: string): string => {
    let first = true;
    return markup.replace(/<form\b[^>]*>[\s\S]*?<\/form>/g, () => {
      const here = first ? said : "";
      first = false;
      return here;
    });
  };
  return saidOnce(withoutScripts(whole))
    .replace(/<(button|dialog)\b[^>]*>[\s\S]*?<\/\1>/g, "")
    .replace(TAG, (_, name: string, rest: string, end: string) => {
      let gone = false;
      const kept = rest.replace(ADDRESS, (attribute, which: string, value: string) => {
        if (isElsewhere(value)) return attribute;
        const one = which === "srcset" ? (pictures(value)[0] ?? "") : plain(value);
        const there = page.to(one);
        if (there !== null)
          return ` ${which}="${there.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
        if (name === "a" || name === "area") return page.isOurs(one) ? "" : attribute;
        gone = true;
        return "";
      });
      return gone ? "" : `<${name}${kept}${end}>`;
    });
}
