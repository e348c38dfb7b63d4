/** Which encoding a file was found to be in; shown to the person, who knows whether names look right. */
export type Encoding = "utf-8" | "utf-16" | "windows-1250" | "windows-1251";

/**
 * The text of a file as an office program of our countries may have saved it. UTF-8 is certain
 * when it decodes; between the two old encodings of the Balkans the letters decide: Cyrillic text
 * is made of neighbours above 0x7F, Latin text has single accented letters between plain ones.
 * `null` for a file that is no text at all.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } | null {
  const utf16 = utf16Of(bytes);
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: "utf-16" };
  if (bytes.includes(0)) return null;
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    const encoding = looksCyrillic(bytes) ? "windows-1251" : "windows-1250";
    return { text: new TextDecoder(encoding).decode(bytes), encoding };
  }
}

function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

function looksCyrillic(bytes: Uint8Array): boolean {
  let high = 0;
  let paired = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue;
    high += 1;
    if ((bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80) paired += 1;
  }
  return paired * 2 > high;
}
