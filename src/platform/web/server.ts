import { createHmac } from "node:crypto";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Html } from "../../ui/html.ts";
import type { Clock } from "../clock.ts";
import type { Database, Tx } from "../db/index.ts";
import { isLocale, type Locale, localeFromHeader, type Words, wordsFor } from "../i18n/index.ts";
import { type Answer, nothingHere, redirect } from "./answer.ts";
import { readForm, registerForms } from "./body.ts";
import { codeholderOf, DOOR, writeCookies } from "./cookies.ts";
import { Form } from "./form.ts";
import { claimKey } from "./idempotency.ts";
import { networkOf } from "./network.ts";
import { isFromOwnPage } from "./own-page.ts";
import { pageMemory } from "./page-memory.ts";
import { isKeyed, type Route, type Site, type Visit } from "./route.ts";
import { schemeIds } from "./scheme-ids.ts";
import { isKnown } from "./shared-answer.ts";

export const SESSION_COOKIE = "kalfa.session_token";
export const LOCALE_COOKIE = "kalfa.locale";

type Options = {
  readonly database: Database;
  readonly clock: Clock;
  readonly secret: string;
  readonly site: Site;
  readonly routes: readonly Route[];
  /** Pages of last resort; HTML is made in `ui/`. */
  readonly failures: (
    words: Words,
    what: "not-found" | "failed" | "refused" | "too-many" | "key-reused",
  ) => Html;
  /** Where a staff page sends somebody without a session. */
  readonly signIn: string;
  /** Made for every page; only the demo has something to say here. */
  readonly above?: (page: { words: Words; path: string; token: string }) => Promise<Html>;
  readonly log: { error(fields: object, message: string): void };
  /** Adds what is not a page: assets, health, sign-in's own endpoints. */
  readonly more?: (app: FastifyInstance) => Promise<void>;
};

/** The session's secret is what stands before the signature that the sign-in library adds. */
const tokenOf = (request: FastifyRequest): string =>
  request.cookies[SESSION_COOKIE]?.split(".")[0] ?? "";

/**
 * By address and by name: a foreign site that points its own name at this machine (DNS rebinding)
 * comes from the loopback address too, but under its name.
 */
const isLocal = (request: FastifyRequest): boolean =>
  /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(request.ip) &&
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? "");

/** Bytes that a form may hold before anybody has looked who sends it. */
const MOST_UNASKED = 17 * 1024 * 1024;
const schemeOf = (request: FastifyRequest): string =>
  (request.params as Record<string, string>).scheme ?? "";
const limitOf = (route: Route): number => route.limit ?? 64 * 1024;

/** A header holds plain ASCII: what else a form sent into an address is spelled in it. */
const inHeader = (location: string): string =>
  location.replace(/[^\x21-\x7e]+/g, encodeURIComponent);

/** NUL is the one character PostgreSQL text cannot hold: a search for it must find, not break. */
const withoutNul = (query: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...query].map(([name, value]) => [name, value.replaceAll("\u0000", "")]));

/** The web server with every route under its policy; not yet listening. */
export async function webServer(options: Options): Promise<FastifyInstance> {
  const app = fastify({
    trustProxy: "loopback",
    bodyLimit: 256 * 1024,
    routerOptions: { ignoreTrailingSlash: true },
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
      },
    },
    referrerPolicy: { policy: "same-origin" },
    // Of browsers that are gone; on a slow line their bytes come with every step of a form.
    dnsPrefetchControl: false,
    ieNoOpen: false,
    permittedCrossDomainPolicies: false,
    xssFilter: false,
    strictTransportSecurity: options.site.publicUrl.startsWith("https://"),
  });
  await app.register(compress, {
    threshold: 1024,
    encodings: ["br", "gzip"],
    brotliOptions: { params: { 1: 4 } },
  });
  await app.register(cookie);
  await registerForms(app);

  const schemeId = schemeIds(options.database);
  const remember = pageMemory();

  const localeOf = (request: FastifyRequest, path: string): Locale =>
    ([path.split("/")[1], request.cookies[LOCALE_COOKIE]].find(
      (tag) => tag !== undefined && isLocale(tag),
    ) as Locale | undefined) ??
    (path === "/" ? localeFromHeader(request.headers["accept-language"]) : "en");

  const visitOf = async (request: FastifyRequest, route: Route): Promise<Visit> => {
    const [path = "/", query = ""] = request.url.split("?", 2);
    const locale = localeOf(request, path);
    const words = wordsFor(locale);
    return {
      params: request.params as Record<string, string>,
      query: withoutNul(new URLSearchParams(query)),
      form: route.method === "POST" ? await readForm(request, limitOf(route)) : new Form(),
      locale,
      words,
      path,
      client: createHmac("sha256", options.secret)
        .update(`client:${networkOf(request.ip)}`)
        .digest("hex"),
      session: tokenOf(request),
      local: isLocal(request),
      site: options.site,
      above: (await options.above?.({ words, path, token: tokenOf(request) })) ?? null,
    };
  };

  const secure = options.site.publicUrl.startsWith("https://");
  const send = (
    request: FastifyRequest,
    reply: FastifyReply,
    answer: Answer,
    shared = false,
  ): FastifyReply => {
    const words = wordsFor(localeOf(request, request.url));
    writeCookies(reply, answer, { secret: options.secret, secure, now: options.clock.now() });
    if ("location" in answer) {
      const to = inHeader(answer.location);
      // A script that sent a form reads where to go on; a browser's own redirect is hidden from it.
      if (request.headers["x-step"]) return reply.code(204).header("x-location", to).send();
      return reply.code(answer.status).header("location", to).send();
    }
    reply.code(answer.status);
    // A page with somebody's data stays out of every cache on the way.
    reply.header("cache-control", "no-store");
    if (shared && isKnown(request, reply, answer)) return reply.code(304).send();
    if ("again" in answer && answer.again) reply.header("refresh", String(answer.again));
    if ("file" in answer) {
      const name = encodeURIComponent(answer.file.name);
      const how = answer.file.inline ? "inline" : "attachment";
      // Opened all the same, in a browser that shows what it should save, it is nobody's page.
      if (!answer.file.inline) {
        reply.header("content-security-policy", "default-src 'none'; sandbox");
      }
      return reply
        .type(answer.file.type)
        .header("content-disposition", `${how}; filename*=UTF-8''${name}`)
        .send(answer.file.body);
    }
    const what = {
      404: "not-found",
      409: "refused",
      410: "not-found",
      422: "refused",
      429: "too-many",
      200: "failed",
    } as const;
    const html = answer.html ?? options.failures(words, what[answer.status]);
    return reply.type("text/html; charset=utf-8").send(String(html));
  };

  /** The page's work: for a POST under an idempotency key in the same transaction. */
  const work = async (route: Route, visit: Visit, tx: Tx): Promise<Answer> => {
    const answer = () => route.answer({ ...visit, tx } as never);
    if (!isKeyed(route)) return answer();
    const claim = await claimKey(tx, visit.form, visit.path);
    if (claim.kind === "repeat") return redirect(claim.location);
    if (claim.kind !== "first") {
      return {
        ok: false,
        status: 422,
        html: options.failures(visit.words, "key-reused"),
        problems: [],
      };
    }
    const given = await answer();
    if (given.ok) await claim.finish(given);
    return given;
  };

  const answerTo = async (request: FastifyRequest, route: Route): Promise<Answer> => {
    // No name or id holds NUL, and the database would refuse to look for it.
    const asked = Object.values(request.params as Record<string, string>);
    if (asked.some((value) => value.includes("\u0000"))) return nothingHere;
    // A big body is read only from somebody who is known to be allowed to send it.
    if (route.access === "staff" && limitOf(route) > MOST_UNASKED) {
      const from = { token: tokenOf(request), scheme: schemeOf(request) };
      const allowed = await options.database.withStaff(from, async (tx) => route.allow(tx.actor));
      if (!allowed) return nothingHere;
    }
    const visit = await visitOf(request, route);
    if (visit.params.lang !== undefined && !isLocale(visit.params.lang)) return nothingHere;
    // Under a key nothing is done beside the transaction, so it may be done anew after a deadlock.
    const how = { ...(route.purpose && { purpose: route.purpose }), again: isKeyed(route) };
    const slug = visit.params.scheme;
    if (route.access === "staff") {
      const answer = await options.database.withStaff(
        { token: tokenOf(request), scheme: slug ?? "" },
        async (tx) => {
          if (!route.allow(tx.actor)) return nothingHere;
          const answer = () => work(route, visit, tx);
          return route.remembered ? remember(tx, visit, answer) : answer();
        },
        how,
      );
      if (answer || route.method !== "GET") return answer ?? nothingHere;
      return redirect(`${options.signIn}?to=${encodeURIComponent(request.url)}`);
    }
    const id = slug === undefined ? null : await schemeId(slug);
    if (slug !== undefined && !id) return nothingHere;
    if (route.access === "learner" || route.access === "applicant") {
      const by = { secret: options.secret, now: options.clock.now() };
      const actor = codeholderOf(request, route.access, by);
      if (!actor || actor.schemeId !== id) {
        return redirect(`/${visit.locale}/${slug}/${DOOR[route.access]}`);
      }
      return options.database.withTx(actor, (tx) => work(route, visit, tx), how);
    }
    return options.database.withTx(
      { kind: "anonymous", schemeId: id },
      (tx) => {
        const answer = () => work(route, visit, tx);
        return route.shared ? remember(tx, visit, answer) : answer();
      },
      how,
    );
  };

  app.addHook("onRequest", async (request, reply) => {
    if (!isFromOwnPage(request)) {
      await send(request, reply, { ok: false, status: 409, problems: [] });
    }
  });

  for (const route of options.routes) {
    app.route({
      method: route.method,
      url: route.path,
      bodyLimit: limitOf(route),
      config: { fromAnywhere: route.access === "public" && route.fromAnywhere === true },
      handler: async (request, reply) =>
        send(
          request,
          reply,
          await answerTo(request, route),
          // The demo's bar above a page is somebody's own.
          route.access === "public" && route.shared === true && options.above === undefined,
        ),
    });
  }
  await options.more?.(app);
  app.setNotFoundHandler(async (request, reply) => send(request, reply, nothingHere));
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const words = wordsFor(localeOf(request, request.url));
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500)
      options.log.error(
        { err: error, requestId: request.id, route: request.routeOptions.url },
        "request failed",
      );
    reply.code(status).type("text/html; charset=utf-8").header("cache-control", "no-store");
    return reply.send(
      String(
        options.failures(
          words,
          status === 429 ? "too-many" : status === 500 ? "failed" : "refused",
        ),
      ),
    );
  });
  return app;
}
