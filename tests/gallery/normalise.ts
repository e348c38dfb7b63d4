/**
 * Markup reduced to what a browser makes of it, so that two ways to write the same page are equal:
 * white space between words is one space, none beside a tag; attributes in order; entities read.
 */
export function normalise(markup: string): string {
  const tokens = markup.match(/<[^>]*>|[^<]+/g) ?? [];
  return tokens
    .map((token) => (token.startsWith("<") ? tag(token) : text(token)))
    .filter((token) => token !== "")
    .join("\n");
}

function text(token: string): string {
  return decode(token)
    .replace(/[ \n\t\r]+/g, " ")
    .trim();
}

function tag(token: string): string {
  const name = /^<\/?[\w-]+/.exec(token)?.[0] ?? token;
  const found = [...token.slice(name.length).matchAll(/([\w:.-]+)(?:="([^"]*)")?/g)];
  const attributes = found.map(([, key = "", value]) =>
    key === "class"
      ? `class="${(value ?? "").split(/\s+/).filter(Boolean).sort().join(" ")}"`
      : `${key}="${decode(value ?? "")}"`,
  );
  return [name, ...attributes.sort()].join(" ");
}

function decode(text: string): string {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");
}
