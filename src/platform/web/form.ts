import { createHash } from "node:crypto";

/** A file that came with a form: its name as sent (never used as a path) and its bytes. */
export type UploadedFile = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** What was typed, untouched, so that a refused form can show it again. */
export class Form {
  readonly #fields: ReadonlyMap<string, readonly string[]>;
  readonly #files: ReadonlyMap<string, readonly UploadedFile[]>;

  constructor(
    fields: ReadonlyMap<string, readonly string[]> = new Map(),
    files: ReadonlyMap<string, readonly UploadedFile[]> = new Map(),
  ) {
    this.#fields = fields;
    this.#files = files;
  }

  /** The trimmed text of a field, "" when absent. */
  text(name: string): string {
    return this.#fields.get(name)?.[0]?.trim() ?? "";
  }

  all(name: string): readonly string[] {
    return this.#fields.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  file(name: string): UploadedFile | undefined {
    return this.#files.get(name)?.[0];
  }

  /** Everything that was chosen in a field that takes several. */
  files(name: string): readonly UploadedFile[] {
    return this.#files.get(name) ?? [];
  }

  names(): string[] {
    return [...this.#fields.keys()];
  }

  /** Field name to its first value, as zod schemas like it. */
  values(): Record<string, string> {
    return Object.fromEntries([...this.#fields].map(([name]) => [name, this.text(name)]));
  }

  /** Bytes that stand for this form in an idempotency key; the key itself is left out. */
  fingerprint(): string {
    const fields = [...this.#fields]
      .filter(([name]) => name !== "_key")
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const files = [...this.#files].map(([name, list]) => [
      name,
      list.map((f) => [f.name, createHash("sha256").update(f.bytes).digest("base64")]),
    ]);
    return JSON.stringify([fields, files]);
  }
}
