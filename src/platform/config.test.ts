import { expect, test } from "vitest";
import { administratorSentence } from "./administrator.ts";
import { readConfig } from "./config.ts";

const codes = (env: Record<string, string>, argv: string[] = []) => {
  const read = readConfig(env, argv);
  return read.ok
    ? []
    : read.problems.map(({ code, field }) => (field ? `${field}: ${code}` : code));
};

test("nothing set is a complete configuration of a newcomer", () => {
  expect(readConfig({}, [])).toEqual({
    ok: true,
    value: {
      databaseUrl: null,
      host: "127.0.0.1",
      port: 4000,
      portIsChosen: false,
      home: null,
      demo: true,
      publicUrl: null,
      smtpUrl: null,
      sms: null,
      timestampUrl: null,
      mailFrom: "Kalfa <kalfa@localhost>",
      secret: null,
      clamd: null,
      dataKey: null,
      logLevel: "warn",
    },
  });
});

test("an empty variable counts as none", () => {
  expect(readConfig({ DATABASE_URL: "", PORT: "", KALFA_SMTP_URL: "" }, [])).toEqual(
    readConfig({}, []),
  );
});

test.each(["0", "65536", "80a", "-1", "4000.5", "http"])("PORT=%s is not a port", (port) => {
  expect(codes({ PORT: port })).toEqual(["PORT: config-not-a-port"]);
});

test("all problems are named at once, and the values are not repeated", () => {
  const env = {
    DATABASE_URL: "mysql://root:hunter2@db/kalfa",
    PORT: "x",
    KALFA_PUBLIC_URL: "kalfa.example.org",
    KALFA_SMTP_URL: "mail.example.org",
    KALFA_SECRET: "hunter2",
    KALFA_DATA_KEY: "c2hvcnQ=",
    KALFA_MAIL_FROM: "nobody",
    KALFA_LOG: "loud",
  };
  expect(codes(env, ["--verbose"])).toEqual([
    "DATABASE_URL: config-not-a-postgres-url",
    "PORT: config-not-a-port",
    "KALFA_PUBLIC_URL: config-not-a-web-url",
    "KALFA_SMTP_URL: config-not-a-smtp-url",
    "KALFA_MAIL_FROM: config-not-an-address",
    "KALFA_SECRET: config-secret-too-short",
    "KALFA_DATA_KEY: config-not-a-data-key",
    "KALFA_LOG: config-not-a-log-level",
    "config-unknown-option",
  ]);
  const read = readConfig(env, ["--verbose"]);
  const sentences = read.ok ? [] : read.problems.map(administratorSentence);
  expect(sentences.join("\n")).not.toContain("hunter2");
  for (const sentence of sentences) expect(sentence).toMatch(/^.{30,}\.$/);
});

test("mail is not sent from nobody, and a public address is known when others can reach us", () => {
  expect(codes({ KALFA_SMTP_URL: "smtp://mail.example.org" })).toEqual([
    "KALFA_MAIL_FROM: config-mail-from-missing",
  ]);
  expect(codes({ KALFA_HOST: "0.0.0.0" })).toEqual(["KALFA_PUBLIC_URL: config-public-url-missing"]);
});

test.each([
  [{}, [], true],
  [{}, ["--empty"], false],
  [{ KALFA_PUBLIC_URL: "http://localhost:4000" }, [], true],
  [{ KALFA_PUBLIC_URL: "https://kalfa.example.org" }, [], false],
  [{ KALFA_HOST: "0.0.0.0", KALFA_PUBLIC_URL: "http://localhost" }, [], false],
])("sign-in without proof exists on this machine alone: %o %o %s", (env, argv, demo) => {
  const read = readConfig(env, argv);
  expect(read.ok && read.value.demo).toBe(demo);
});
