import type { FastifyRequest } from "fastify";

/**
 * Whether a form was sent from one of our own pages. A form of somebody else's page is refused before
 * anything is read (CSRF); SameSite cookies alone do not stop a sibling subdomain. A route that a mail
 * program posts to comes from no page at all: the secret in its address is the right.
 */
export function isFromOwnPage(request: FastifyRequest): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  if ((request.routeOptions.config as { fromAnywhere?: boolean }).fromAnywhere) return true;
  const site = request.headers["sec-fetch-site"];
  if (site) return site === "same-origin";
  const origin = request.headers.origin ?? "";
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}
