/**
 * The running log: JSON lines of what the program did, for the person who keeps the server. Nobody's
 * name, address, answer or code may appear in it. It is written from fixed texts, ids and figures;
 * what a driver says about a failure is cut down to what cannot quote a value.
 */
import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

export function createLog(
  options: { level?: string; to?: DestinationStream } = {},
): Log & { flush(): void } {
  return pino(
    {
      level: options.level ?? "info",
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      serializers: { err: describeError },
      // A second fence: whatever a careless caller hands over under these names is dropped.
      redact: {
        paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        remove: true,
      },
    },
    options.to ?? pino.destination({ dest: 1, sync: false }),
  );
}

const SECRETS = [
  "body",
  "headers",
  "query",
  "url",
  "email",
  "to",
  "name",
  "givenNames",
  "familyName",
  "birthDate",
  "password",
  "token",
  "secret",
  "code",
  "detail",
  "where",
];

/**
 * A database's message quotes values ("invalid input syntax for type date: ..."), its detail whole
 * rows. Of such an error we keep the class, the constraint and where in our code it came from.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const from = error as Error & Record<string, unknown>;
  const isDatabase = typeof from.severity === "string";
  const kept = ["constraint", "table", "column", "routine", "syscall", "errno"];
  return {
    type: from.name,
    ...(typeof from.code === "string" ? { failure: from.code } : {}),
    ...Object.fromEntries(kept.filter((key) => from[key]).map((key) => [key, from[key]])),
    ...(isDatabase ? {} : { message: withoutAddresses(from.message) }),
    stack: stackOf(from),
    ...(from.cause ? { cause: describeError(from.cause) } : {}),
  };
}

/** Only the lines that name places in the code: the first ones repeat the message. */
function stackOf(error: Error): string[] {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}

function withoutAddresses(text: string): string {
  return text
    .replace(/[^\s@<>"']+@[^\s@<>"']+/g, "(address)")
    .replace(/\/\/[^\s/@]+@/g, "//(account)@")
    .slice(0, 500);
}
