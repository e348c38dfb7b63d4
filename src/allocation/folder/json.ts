// JSON with line numbers. The built-in parser says "Unexpected token" at a byte offset, and only
// for grammar; people who write rules.json by hand are told the line of every wrong value.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface JsonText {
  readonly ok: true;
  readonly value: Json;
  /** The line on which the value at a path such as `quotas[0].max` begins; "" is the whole. */
  readonly lineOf: (path: string) => number;
}

export interface JsonFault {
  readonly ok: false;
  readonly code: "json-wrong" | "key-twice";
  readonly line: number;
  readonly column: number;
  /** What stands where something else should. */
  readonly found: string;
}

class Wrong extends Error {
  readonly at: number;
  readonly code: JsonFault["code"];
  constructor(at: number, code: JsonFault["code"] = "json-wrong") {
    super(code);
    this.at = at;
    this.code = code;
  }
}

const DEEPEST = 32;
const TOKEN = /[\s]*(?:([{}[\],:])|("(?:[^"\\\n\r]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null))/y;

export function readJson(text: string): JsonText | JsonFault {
  const lines = new Map<string, number>();
  let at = 0;
  let tokenAt = 0;
  let counted = 0;
  let line = 1;
  /** Offsets only ever grow, so newlines are counted once. */
  const lineAt = (offset: number) => {
    for (; counted < offset; counted++) if (text[counted] === "\n") line++;
    return line;
  };

  const skip = () => {
    while (at < text.length && /\s/.test(text[at]!)) at++;
  };
  const next = (): string => {
    skip();
    tokenAt = at;
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new Wrong(at);
    at = TOKEN.lastIndex;
    return match[1] ?? match[2] ?? match[3]!;
  };
  const scalar = (token: string): Json => {
    try {
      return JSON.parse(token) as Json;
    } catch {
      throw new Wrong(tokenAt);
    }
  };
  const value = (token: string, path: string, depth = 0): Json => {
    if (depth > DEEPEST) throw new Wrong(tokenAt);
    lines.set(path, lineAt(tokenAt));
    if (token === "[") {
      const list: Json[] = [];
      let item = next();
      if (item === "]") return list;
      for (;;) {
        list.push(value(item, `${path}[${list.length}]`, depth + 1));
        const mark = next();
        if (mark === "]") return list;
        if (mark !== ",") throw new Wrong(tokenAt);
        item = next();
      }
    }
    if (token === "{") {
      // Without a prototype, a key called __proto__ is a key like any other.
      const object = Object.create(null) as { [key: string]: Json };
      let item = next();
      if (item === "}") return object;
      for (;;) {
        if (!item.startsWith('"')) throw new Wrong(tokenAt);
        const key = scalar(item) as string;
        if (key in object) throw new Wrong(tokenAt, "key-twice");
        if (next() !== ":") throw new Wrong(tokenAt);
        object[key] = value(next(), path === "" ? key : `${path}.${key}`, depth + 1);
        const mark = next();
        if (mark === "}") return object;
        if (mark !== ",") throw new Wrong(tokenAt);
        item = next();
      }
    }
    if ("}],:".includes(token)) throw new Wrong(tokenAt);
    return scalar(token);
  };

  try {
    const whole = value(next(), "");
    skip();
    if (at < text.length) throw new Wrong(at);
    // What is missing is reported where it should stand: in the object around it.
    const lineOf = (path: string): number =>
      lines.get(path) ??
      lineOf(path.slice(0, Math.max(path.lastIndexOf("."), path.lastIndexOf("["), 0)));
    return { ok: true, value: whole, lineOf };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const before = text.slice(0, error.at);
    const column = error.at - before.lastIndexOf("\n");
    const found = text
      .slice(error.at, error.at + 20)
      .split("\n")[0]!
      .trim();
    return { ok: false, code: error.code, line: lineAt(error.at), column, found };
  }
}
