import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Form, type UploadedFile } from "./form.ts";

/** Fields beyond this are an attack, not a form. */
const MOST_FIELDS = 2_000;

export async function registerForms(app: FastifyInstance): Promise<void> {
  await app.register(formbody, { parser: (text) => ({ encoded: text }) });
  await app.register(multipart, {
    limits: { files: 1, fields: MOST_FIELDS, fileSize: 16 * 1024 * 1024 },
  });
}

/** Reads a form of either encoding whole; nothing of it is interpreted here. */
export async function readForm(request: FastifyRequest): Promise<Form> {
  const fields = new Map<string, string[]>();
  const files = new Map<string, UploadedFile>();
  const add = (name: string, value: string) => {
    const list = fields.get(name);
    // NUL is the one character PostgreSQL text cannot hold.
    const text = value.replaceAll("\u0000", "").normalize("NFC");
    if (list) list.push(text);
    else fields.set(name, [text]);
  };
  if (request.isMultipart()) {
    for await (const part of request.parts()) {
      if (part.type === "field") add(part.fieldname, String(part.value));
      else
        files.set(part.fieldname, {
          name: part.filename,
          type: part.mimetype,
          bytes: await part.toBuffer(),
        });
    }
  } else {
    const encoded = (request.body as { encoded?: string } | undefined)?.encoded ?? "";
    for (const [name, value] of new URLSearchParams(encoded)) add(name, value);
  }
  return new Form(fields, files);
}
