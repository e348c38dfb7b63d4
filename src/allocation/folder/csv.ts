// RFC 4180, byte by byte, as chunks arrive: two million option rows are read without making a
// string of any of them. Both line endings are taken; blank lines are skipped.

/** The record under the cursor. Valid until the callback returns. */
export interface CsvRecord {
  /** Line of the file on which the record begins; 1 is the header. */
  readonly line: number;
  readonly fields: number;
  readonly bytes: Uint8Array;
  /** Field `i` is `bytes[start[i]] .. bytes[end[i] - 1]`, quotes taken off. */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

export type CsvFault = "quote-open" | "quote-stray";

const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BOM = [0xef, 0xbb, 0xbf];
/** A record longer than this is a quote that was never closed; reading on would cost n squared. */
const LONGEST = 1 << 20;

export class CsvReader {
  private buffer = new Uint8Array(1 << 16);
  private filled = 0;
  private line = 1;
  private begun = false;
  private stopped = false;
  private start = new Int32Array(64);
  private end = new Int32Array(64);
  private readonly escaped: number[] = [];
  private readonly onRecord: (record: CsvRecord) => void;
  private readonly onFault: (code: CsvFault, line: number) => void;

  constructor(
    onRecord: (record: CsvRecord) => void,
    onFault: (code: CsvFault, line: number) => void,
  ) {
    this.onRecord = onRecord;
    this.onFault = onFault;
  }

  push(chunk: Uint8Array): void {
    if (this.stopped) return;
    if (this.filled + chunk.length > this.buffer.length) {
      const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.filled + chunk.length));
      larger.set(this.buffer.subarray(0, this.filled));
      this.buffer = larger;
    }
    this.buffer.set(chunk, this.filled);
    this.filled += chunk.length;
    if (!this.begun) {
      if (this.filled < BOM.length) return;
      this.begun = true;
      this.consume(this.skipBom(), false);
    } else this.consume(0, false);
  }

  finish(): void {
    if (this.stopped) return;
    const from = this.begun ? 0 : this.skipBom();
    this.begun = true;
    this.consume(from, true);
  }

  private skipBom(): number {
    return BOM.every((byte, i) => this.filled > i && this.buffer[i] === byte) ? BOM.length : 0;
  }

  /** Read all whole records; move what is left of the last one to the front. */
  private consume(from: number, atEnd: boolean): void {
    let at = from;
    while (at < this.filled) {
      const after = this.readRecord(at, atEnd);
      if (after === -1) break;
      at = after;
    }
    this.buffer.copyWithin(0, at, this.filled);
    this.filled -= at;
    if (this.filled > LONGEST) {
      this.onFault("quote-open", this.line);
      this.stopped = true;
    }
  }

  /** Where the next record begins, or -1 when this one is not all there yet. */
  private readRecord(from: number, atEnd: boolean): number {
    const { buffer, filled } = this;
    let at = from;
    let fields = 0;
    let lines = 1;
    let fault: CsvFault | null = null;
    this.escaped.length = 0;
    for (;;) {
      if (fields === this.start.length) this.widen();
      if (at < filled && buffer[at] === QUOTE) {
        this.start[fields] = ++at;
        let doubled = false;
        for (;;) {
          while (at < filled && buffer[at] !== QUOTE) if (buffer[at++] === NEWLINE) lines++;
          if (at + 1 >= filled && !atEnd) return -1;
          if (at >= filled) {
            fault = "quote-open";
            break;
          }
          if (buffer[at + 1] !== QUOTE || at + 1 >= filled) break;
          doubled = true;
          at += 2;
        }
        if (doubled) this.escaped.push(fields);
        this.end[fields++] = at++;
        if (at < filled && !isEdge(buffer[at]!)) {
          fault ??= "quote-stray";
          while (at < filled && buffer[at] !== COMMA && buffer[at] !== NEWLINE) at++;
        }
        if (at < filled && buffer[at] === RETURN) at++;
      } else {
        this.start[fields] = at;
        let byte = 0;
        while (at < filled) {
          byte = buffer[at]!;
          if (byte === COMMA || byte === NEWLINE) break;
          if (byte === QUOTE) fault = "quote-stray";
          at++;
        }
        const stop = at > this.start[fields]! && buffer[at - 1] === RETURN && byte !== COMMA;
        this.end[fields++] = stop ? at - 1 : at;
      }
      if (at >= filled) {
        if (!atEnd) return -1;
        break;
      }
      if (buffer[at++] === NEWLINE) break;
    }
    const line = this.line;
    this.line += lines;
    if (fault !== null) this.onFault(fault, line);
    else if (fields > 1 || this.end[0]! > this.start[0]!) {
      // Only now, once the record is all there: a second reading must not find it changed.
      for (const field of this.escaped) this.unescape(field);
      this.onRecord({ line, fields, bytes: buffer, start: this.start, end: this.end });
    }
    return Math.min(at, filled);
  }

  private unescape(field: number): void {
    const { buffer } = this;
    let to = this.start[field]!;
    for (let at = to; at < this.end[field]!; at++) {
      buffer[to++] = buffer[at]!;
      if (buffer[at] === QUOTE) at++;
    }
    this.end[field] = to;
  }

  private widen(): void {
    const wider = (old: Int32Array) => {
      const array = new Int32Array(old.length * 2);
      array.set(old);
      return array;
    };
    this.start = wider(this.start);
    this.end = wider(this.end);
  }
}

function isEdge(byte: number): boolean {
  return byte === COMMA || byte === NEWLINE || byte === RETURN;
}

/** One CSV line of text cells, quoted only where RFC 4180 asks for it; ends in a newline. */
export function csvLine(cells: readonly (string | number)[]): string {
  const text = cells.map((cell) => {
    const value = String(cell);
    return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  });
  // A lone empty cell would be a blank line, which readers skip.
  return text.length === 1 && text[0] === "" ? '""\n' : `${text.join(",")}\n`;
}
