/**
 * Serbian is written in two scripts, and a tag without one leaves it to guessing which voice and which
 * letters are meant. The type-setter writes languages without their script; here it is put in, in a
 * file as the type-setter leaves it (one table of places, no objects in bundles).
 */

type Edit = { readonly at: number; readonly end: number; readonly text: string };

/** @param tag such as `sr-Latn`, for the language that the file calls `sr` */
export function withScript(bytes: Uint8Array, tag: string): Uint8Array {
  const [lang = tag] = tag.split("-");
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const table = tableOf(file);
  const edits = [...languageEdits(file, lang, tag), ...metadataEdits(file, lang, tag)].sort(
    (a, b) => a.at - b.at,
  );
  const movedTo = (place: number): number =>
    edits.reduce(
      (to, one) => (one.end <= place ? to + one.text.length - (one.end - one.at) : to),
      place,
    );
  const places = table.text.replace(
    /^(\d{10})( \d{5} n)/gm,
    (_, place: string, rest: string) => String(movedTo(Number(place))).padStart(10, "0") + rest,
  );
  const end = file.slice(table.at + table.text.length);
  const body = applied(file.slice(0, table.at), edits) + places;
  const whole = body + end.replace(/startxref\s+\d+/, `startxref\n${movedTo(table.at)}`);
  return new Uint8Array(Buffer.from(whole, "latin1"));
}

function tableOf(file: string): { readonly at: number; readonly text: string } {
  const at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file)?.[1]);
  const text = /^xref\r?\n0 \d+\r?\n(?:\d{10} \d{5} [fn][ \r\n]{2})+/.exec(file.slice(at))?.[0];
  if (!text) throw new Error("the type-setter wrote its places in another form");
  return { at, text };
}

const languageEdits = (file: string, lang: string, tag: string): Edit[] =>
  [...file.matchAll(new RegExp(`/Lang \\(${lang}\\)`, "g"))].map(({ index, 0: found }) => ({
    at: index,
    end: index + found.length,
    text: `/Lang (${tag})`,
  }));

/** What the file says of itself in XML names its first language, and how long it is itself. */
function metadataEdits(file: string, lang: string, tag: string): Edit[] {
  const head = /\/Length (\d+)(?=\s+\/Type \/Metadata\s)/.exec(file);
  const named = `<dc:language><rdf:Bag><rdf:li>${lang}</rdf:li>`;
  const at = file.indexOf(named);
  if (at < 0) return [];
  if (!head?.[1]) throw new Error("the type-setter says its language in another form");
  const text = named.replace(`>${lang}<`, `>${tag}<`);
  const digits = head.index + head[0].length - head[1].length;
  const length = String(Number(head[1]) + text.length - named.length);
  return [
    { at: digits, end: digits + head[1].length, text: length },
    { at, end: at + named.length, text },
  ];
}

function applied(file: string, edits: readonly Edit[]): string {
  let out = "";
  let from = 0;
  for (const { at, end, text } of edits) {
    out += file.slice(from, at) + text;
    from = end;
  }
  return out + file.slice(from);
}
