/** Captions of a film, WebVTT or SubRip, as a text that somebody can read instead of watching. */
const TIME = String.raw`(?:(\d+):)?(\d{1,2}):(\d{2})[.,]\d{1,3}`;
const TIMES = new RegExp(`${TIME}\\s*-->\\s*${TIME}`);
/** A paragraph a minute, led by its time: long enough to read, short enough to find in the film. */
const PARAGRAPH_SECONDS = 60;
const MOST_LETTERS = 2_000_000;

export type Captions = { readonly text: string; readonly minutes: number };

const seconds = (h: string | undefined, m = "0", s = "0"): number =>
  Number(h ?? 0) * 3600 + Number(m) * 60 + Number(s);
const clock = (at: number): string =>
  `${Math.floor(at / 60)}:${String(Math.floor(at % 60)).padStart(2, "0")}`;
const bare = (line: string): string =>
  line
    .replace(/<[^<>]*>|\{[^{}]*\}/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** Null for what is no file of captions, or has no word in it. */
export function readCaptions(file: string): Captions | null {
  if (file.length > MOST_LETTERS) return null;
  const paragraphs: { at: number; lines: string[] }[] = [];
  let end = 0;
  let before = "";
  for (const block of file
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)) {
    const lines = block.split("\n");
    const timed = lines.findIndex((line) => TIMES.test(line));
    const [, h, m, s, endH, endM, endS] = TIMES.exec(lines[timed] ?? "") ?? [];
    if (timed < 0) continue;
    const at = seconds(h, m, s);
    end = Math.max(end, seconds(endH, endM, endS));
    for (const line of lines.slice(timed + 1).map(bare)) {
      // Captions that roll say a line twice, the second time above the next one.
      if (line === "" || line === before) continue;
      before = line;
      const last = paragraphs.at(-1);
      if (last && at - last.at < PARAGRAPH_SECONDS) last.lines.push(line);
      else paragraphs.push({ at, lines: [line] });
    }
  }
  if (paragraphs.length === 0) return null;
  return {
    text: paragraphs.map(({ at, lines }) => `${clock(at)} ${lines.join(" ")}`).join("\n\n"),
    minutes: Math.max(1, Math.ceil(end / 60)),
  };
}
