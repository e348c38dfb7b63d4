import { html as template, raw as trusted } from "hono/html";

/**
 * Markup that is already safe. Only `html` and `raw` make it, and `raw` may be used under `ui/`
 * alone, so a string that a person typed cannot become markup.
 */
export type Html = string & { readonly isEscaped: true };

/** What an element may hold: plain text, which is escaped, or markup. */
export type Content = string | number | Html;

type Hole = Content | readonly Hole[] | false | null | undefined;

/**
 * The only way to write markup: strings are escaped, nested markup passes, arrays are joined, and
 * `false`, `null` and `undefined` leave nothing behind. Narrower than the tag underneath: without
 * promises the result is always there at once, and objects cannot slip in as `[object Object]`.
 */
export const html = template as unknown as (
  strings: TemplateStringsArray,
  ...holes: Hole[]
) => Html;

export const raw = trusted as unknown as (markup: string) => Html;

export const empty: Html = raw("");

export function isHtml(value: unknown): value is Html {
  return typeof value === "object" && value !== null && "isEscaped" in value;
}

export type AttributeValue = string | number | boolean | null | undefined;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * Attributes with a leading space. `true` writes the bare name; `false`, `null` and `undefined`
 * write nothing; everything else is escaped.
 */
export function attributes(values: Attributes | undefined): Html {
  if (values === undefined) return empty;
  return html`${Object.entries(values).map(([name, value]) => {
    if (value === undefined || value === null || value === false) return empty;
    if (!/^[a-zA-Z][\w:.-]*$/.test(name)) throw new Error(`not an attribute name: ${name}`);
    return value === true ? html` ${name}` : html` ${name}="${String(value)}"`;
  })}`;
}

/** Class names in the order given, without gaps; nothing for an absent one. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** Text with the lines a person typed kept apart. */
export function lines(text: string): Html {
  return html`${text.split("\n").map((line, at) => (at === 0 ? html`${line}` : html`<br>${line}`))}`;
}

/** An e-mail address that, where it has to break, breaks before its sign and not within a word. */
export function mailAddress(address: string): Html {
  const [name, ...host] = address.split("@");
  return host.length === 0 ? html`${address}` : html`${name}<wbr>@${host.join("@")}`;
}
