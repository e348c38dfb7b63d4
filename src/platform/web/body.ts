import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Form, type UploadedFile } from "./form.ts";

/** Ten photographs in a row, and two more than somebody counted. */
const MOST_FILES = 12;
/** Fields beyond this are an attack, not a form. */
const MOST_FIELDS = 2_000;

export async function registerForms(app: FastifyInstance): Promise<void> {
  await app.register(formbody, { parser: (text) => ({ encoded: text }) });
  await app.register(multipart, {
    limits: { files: MOST_FILES, fields: MOST_FIELDS, fileSize: 16 * 1024 * 1024 },
  });
}

const tooBig = (): Error => Object.assign(new Error("the form is too big"), { statusCode: 413 });

/**
 * Reads a form of either encoding whole; nothing of it is interpreted here.
 * @param limit bytes of all its fields and its file together: a form in parts is read before
 *   anybody is known to be allowed to send it, and the router's own limit does not see its parts
 */
export async function readForm(request: FastifyRequest, limit: number): Promise<Form> {
  const fields = new Map<string, string[]>();
  const files = new Map<string, UploadedFile[]>();
  const add = (name: string, value: string) => {
    const list = fields.get(name);
    // NUL is the one character PostgreSQL text cannot hold.
    const text = value.replaceAll("\u0000", "").normalize("NFC");
    if (list) list.push(text);
    else fields.set(name, [text]);
  };
  if (request.isMultipart()) {
    if (Number(request.headers["content-length"] ?? 0) > limit) throw tooBig();
    let left = limit;
    const limits = { fieldSize: limit, fileSize: limit };
    for await (const part of request.parts({ limits })) {
      if (part.type === "field") {
        const value = String(part.value);
        left -= part.fieldname.length + Buffer.byteLength(value);
        if (left < 0 || part.valueTruncated) throw tooBig();
        add(part.fieldname, value);
      } else {
        const bytes = await part.toBuffer();
        left -= bytes.length;
        if (left < 0) throw tooBig();
        const list = files.get(part.fieldname);
        const file = { name: part.filename, type: part.mimetype, bytes };
        if (list) list.push(file);
        else files.set(part.fieldname, [file]);
      }
    }
  } else {
    const encoded = (request.body as { encoded?: string } | undefined)?.encoded ?? "";
    for (const [name, value] of new URLSearchParams(encoded)) add(name, value);
  }
  return new Form(fields, files);
}
