/** A ZIP written while it is made: one entry after another, each told with its size and its SHA-256. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";

export type ZipEntry = {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
};
export type ZipContent = string | Uint8Array | AsyncIterable<string | Uint8Array>;

export type ZipStream = {
  /** What is to be read meanwhile: nothing is written before somebody takes it. */
  readonly output: AsyncIterable<Uint8Array>;
  /** Resolves when its last byte is in. */
  add(name: string, content: ZipContent): Promise<ZipEntry>;
  finish(): void;
  /** Ends it unfinished: whoever reads it and whoever adds to it is told why. */
  fail(error: Error): void;
};

const PACKED_ALREADY = /\.(jpe?g|png|webp|docx|zip|woff2)$/;

/** @param at written at every entry: the same content at the same moment is the same file */
export function zipStream(at: Date): ZipStream {
  const zip = new ZipFile();
  const output = zip.outputStream as unknown as Readable;
  let failure: Error | undefined;
  const ends: ((error: Error) => void)[] = [];
  const fail = (error: Error) => {
    failure ??= error;
    output.destroy(failure);
    for (const end of ends.splice(0)) end(failure);
  };
  zip.on("error", fail);
  return {
    output,
    fail,
    add(name, content) {
      return new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        ends.splice(0, ends.length, reject);
        const whole = createHash("sha256");
        let bytes = 0;
        async function* through() {
          const pieces =
            typeof content === "string" || content instanceof Uint8Array ? [content] : content;
          for await (const piece of pieces) {
            const some = typeof piece === "string" ? Buffer.from(piece) : piece;
            whole.update(some);
            bytes += some.length;
            yield some;
          }
        }
        const stream = Readable.from(through());
        stream.on("end", () => resolve({ name, bytes, sha256: whole.digest("hex") }));
        stream.on("error", reject);
        const how = { mtime: at, mode: 0o100644, compress: !PACKED_ALREADY.test(name) };
        zip.addReadStream(stream, name, how);
      });
    },
    finish: () => zip.end(),
  };
}
