/** A form with files as a browser sends it; the type is what the browser says, true or not. */
export type SentFile = { readonly name: string; readonly type: string; readonly bytes: Buffer };

const BOUNDARY = "----form";
const part = (head: string, body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    body,
    Buffer.from("\r\n"),
  ]);

export const uploadOf = (
  field: string,
  files: readonly SentFile[],
  key: string,
  fields: Readonly<Record<string, string>> = {},
): { readonly headers: Readonly<Record<string, string>>; readonly payload: Buffer } => ({
  headers: {
    "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
    "sec-fetch-site": "same-origin",
  },
  payload: Buffer.concat([
    part('name="_key"', Buffer.from(key)),
    ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...files.map(({ name, type, bytes }) =>
      part(`name="${field}"; filename="${name}"\r\nContent-Type: ${type}`, bytes),
    ),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]),
});
