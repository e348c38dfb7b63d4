/**
 * What the person who runs Kalfa has decided: read once, checked whole, every problem at once. The
 * rest of the program is handed values and never looks at the environment.
 */
import { z } from "zod";
import { ok, type Problem, type Result, refuse } from "../shared/result.ts";

export type Config = {
  /** A server of the administrator's own; null for the embedded one. */
  readonly databaseUrl: string | null;
  readonly host: string;
  readonly port: number;
  readonly portIsChosen: boolean;
  /** The data folder, when one was chosen. */
  readonly home: string | null;
  /** Whether an empty database is filled with the invented scheme. Only ever on loopback. */
  readonly demo: boolean;
  readonly publicUrl: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Where text messages are handed over; null where none are sent. */
  readonly sms: { readonly url: string; readonly token: string } | null;
  /** A timestamp authority (RFC 3161) for the seals of papers; null where none is asked. */
  readonly timestampUrl: string | null;
  /** A virus scanner for uploads: the path of clamd's socket, or `host:port`; null for none. */
  readonly clamd: string | null;
  /** Null where the installation keeps its own in the data folder. */
  readonly secret: string | null;
  readonly dataKey: string | null;
  readonly logLevel: string;
};

export const DEFAULT_PORT = 4000;
const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** An empty variable counts as none: that is how people switch one off in a compose file. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const urlOf = (code: string, ...protocols: string[]) =>
  z.string().refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url !== null && protocols.includes(url.protocol);
  }, code);

/** The messages are problem codes; the words stand in `administrator.ts`. */
const environment = z.object({
  DATABASE_URL: optional(urlOf("config-not-a-postgres-url", "postgres:", "postgresql:")),
  PORT: optional(
    z
      .string()
      .refine(
        (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535,
        "config-not-a-port",
      ),
  ),
  KALFA_HOST: optional(z.string()),
  KALFA_HOME: optional(z.string()),
  KALFA_PUBLIC_URL: optional(urlOf("config-not-a-web-url", "http:", "https:")),
  KALFA_SMTP_URL: optional(urlOf("config-not-a-smtp-url", "smtp:", "smtps:")),
  KALFA_MAIL_FROM: optional(
    z.string().regex(/^(?:[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, {
      message: "config-not-an-address",
    }),
  ),
  KALFA_SMS_URL: optional(urlOf("config-not-a-web-url", "http:", "https:")),
  KALFA_SMS_TOKEN: optional(z.string()),
  KALFA_TIMESTAMP_URL: optional(urlOf("config-not-a-web-url", "http:", "https:")),
  KALFA_CLAMD: optional(z.string().regex(/^(?:\/.+|[^/\s]+:\d{1,5})$/, "config-not-a-scanner")),
  KALFA_SECRET: optional(z.string().min(32, "config-secret-too-short")),
  KALFA_DATA_KEY: optional(
    z.string().refine((text) => Buffer.from(text, "base64").length === 32, "config-not-a-data-key"),
  ),
  KALFA_LOG: optional(
    z.enum(["debug", "info", "warn", "error", "silent"], { message: "config-not-a-log-level" }),
  ),
});

export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
  argv: readonly string[] = process.argv.slice(2),
): Result<Config> {
  const parsed = environment.safeParse(env);
  const problems: Problem[] = parsed.success ? [] : parsed.error.issues.map(problemOf);
  for (const word of argv) {
    if (word !== "--empty") problems.push({ code: "config-unknown-option", params: { word } });
  }
  if (!parsed.success) return refuse(...problems);
  const given = parsed.data;

  if (given.KALFA_SMTP_URL && !given.KALFA_MAIL_FROM) {
    problems.push({ code: "config-mail-from-missing", field: "KALFA_MAIL_FROM" });
  }
  if (given.KALFA_SMS_URL && !given.KALFA_SMS_TOKEN) {
    problems.push({ code: "config-sms-token-missing", field: "KALFA_SMS_TOKEN" });
  }
  const host = given.KALFA_HOST ?? "127.0.0.1";
  const isLocal = LOOPBACK.includes(host);
  // Open to a network, links in mails and the check of cookies depend on the real address.
  if (!isLocal && !given.KALFA_PUBLIC_URL) {
    problems.push({
      code: "config-public-url-missing",
      params: { host },
      field: "KALFA_PUBLIC_URL",
    });
  }
  if (problems.length > 0) return refuse(...problems);
  const publicHost = given.KALFA_PUBLIC_URL ? new URL(given.KALFA_PUBLIC_URL).hostname : host;
  return ok({
    databaseUrl: given.DATABASE_URL ?? null,
    host,
    port: given.PORT === undefined ? DEFAULT_PORT : Number(given.PORT),
    portIsChosen: given.PORT !== undefined,
    home: given.KALFA_HOME ?? null,
    // Demo sign-in asks for no proof, so it must not exist where others can reach it.
    demo: !argv.includes("--empty") && isLocal && LOOPBACK.includes(publicHost),
    publicUrl: given.KALFA_PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    smtpUrl: given.KALFA_SMTP_URL ?? null,
    sms:
      given.KALFA_SMS_URL && given.KALFA_SMS_TOKEN
        ? { url: given.KALFA_SMS_URL, token: given.KALFA_SMS_TOKEN }
        : null,
    mailFrom: given.KALFA_MAIL_FROM ?? "Kalfa <kalfa@localhost>",
    timestampUrl: given.KALFA_TIMESTAMP_URL ?? null,
    clamd: given.KALFA_CLAMD ?? null,
    secret: given.KALFA_SECRET ?? null,
    dataKey: given.KALFA_DATA_KEY ?? null,
    logLevel: given.KALFA_LOG ?? "warn",
  });
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  // The value itself is left out: an address of a server often holds its password.
  return { code: issue.message, field: issue.path.join(".") };
}
