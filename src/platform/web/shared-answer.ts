import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Answer } from "./answer.ts";

/**
 * Marks a finished answer as everybody's for a minute; true when the asker has this very one. The
 * mark is weak: the bytes on the way may be compressed or not.
 */
export function isKnown(request: FastifyRequest, reply: FastifyReply, answer: Answer): boolean {
  if (!answer.ok || answer.status !== 200 || "again" in answer) return false;
  const body = "file" in answer ? answer.file.body : String(answer.html);
  if (typeof body !== "string" && !Buffer.isBuffer(body)) return false;
  const tag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  reply.header("cache-control", "public, max-age=60").header("etag", tag);
  const known = request.headers["if-none-match"] ?? "";
  return known.split(/\s*,\s*/).includes(tag);
}
