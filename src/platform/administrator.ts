/**
 * What the person at the terminal reads when Kalfa cannot start. English only, like the terminal's
 * other messages: it is read before any language was chosen. Each sentence says what to do.
 */
import type { Problem } from "../shared/result.ts";

type Params = Readonly<Record<string, string | number>>;
type Sentence = (params: Params, field: string) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  "config-not-a-postgres-url": (_, field) =>
    `${field} must be the address of a PostgreSQL server, like postgres://kalfa:password@localhost:5432/kalfa. Leave it out to use the embedded one.`,
  "config-not-a-port": (_, field) => `${field} must be a number from 1 to 65535, like 4000.`,
  "config-not-a-web-url": (_, field) =>
    `${field} must be the address people type, like https://kalfa.example.org.`,
  "config-not-a-smtp-url": (_, field) =>
    `${field} must be the address of a mail server, like smtps://user:password@mail.example.org.`,
  "config-not-an-address": (_, field) =>
    `${field} must be an e-mail address, like office@example.org or Kalfa <office@example.org>.`,
  "config-mail-from-missing": (_, field) =>
    `${field} is missing: mail is sent from an address of yours, like Kalfa <office@example.org>.`,
  "config-sms-token-missing": (_, field) =>
    `${field} is missing: the text message gateway of KALFA_SMS_URL is told who you are by it.`,
  "config-secret-too-short": (_, field) =>
    `${field} must have at least 32 characters. "openssl rand -base64 32" makes one. Leave it out and Kalfa keeps its own in the data folder.`,
  "config-not-a-data-key": (_, field) =>
    `${field} must be 32 bytes in base64. "openssl rand -base64 32" makes one. Leave it out and Kalfa keeps its own in the data folder.`,
  "config-not-a-log-level": (_, field) =>
    `${field} must be one of debug, info, warn, error, silent.`,
  "config-not-a-scanner": (_, field) =>
    `${field} must be the socket of a virus scanner (clamd), like /run/clamav/clamd.ctl or 127.0.0.1:3310. Leave it out to do without.`,
  "config-public-url-missing": ({ host }, field) =>
    `KALFA_HOST is ${host}, so others can reach Kalfa: set ${field} to the address they use, like https://kalfa.example.org.`,
  "config-unknown-option": ({ word }) =>
    `"${word}" is not known here. npm start -- --empty starts without the demo; everything else is set by environment variables (docs/self-hosting.md).`,
  "home-not-writable": ({ folder }) =>
    `Kalfa cannot write to its data folder ${folder}. Change its permissions, or set KALFA_HOME to another folder.`,
  "home-not-ours": ({ folder }) =>
    `The data folder ${folder} belongs to another account, which could read what is kept in it. Set KALFA_HOME to a folder of your own.`,
  "home-unreachable": ({ folder }) =>
    `Started as root, Kalfa runs its database as the account "nobody", which cannot enter ${folder}. Set KALFA_HOME to a folder that every account may pass through, like /var/lib/kalfa, or start Kalfa as an ordinary user.`,
  "already-running": ({ url, pid, folder }) =>
    `Kalfa already runs at ${url} (process ${pid}) with the data in ${folder}. Stop it first, or set KALFA_HOME to another folder.`,
  "already-starting": ({ pid, folder }) =>
    `Kalfa is already starting (process ${pid}) with the data in ${folder}. Wait for it, or set KALFA_HOME to another folder.`,
  "database-not-answering": ({ reason }) =>
    `The server of DATABASE_URL does not answer (${reason}). Check the address and that the server runs.`,
  "database-too-old": ({ version, oldest }) =>
    `The server of DATABASE_URL is PostgreSQL ${version}. Kalfa needs ${oldest} or newer.`,
  "database-not-durable": ({ setting }) =>
    `The database server has ${setting} switched off: an answer given to a person could be lost in a power cut. Switch it on (in postgresql.conf) and start again.`,
  "database-not-utf8": ({ encoding }) =>
    `The database stores text as ${encoding}. Create one with encoding UTF8: createdb --encoding=UTF8 --template=template0 kalfa.`,
  "database-no-right": ({ reason }) =>
    `The account of DATABASE_URL may not prepare the database (${reason}). It must be allowed to create roles and own the database; docs/self-hosting.md shows the commands.`,
  "schema-newer-than-program": ({ name }) =>
    `The database was already changed by a newer Kalfa (${name}). Start that version, or restore a backup made before it.`,
  "migration-edited": ({ name }) =>
    `The file db/migrations/${name} was changed after it had been applied to this database. Put the original file back; what is to change belongs into a new migration.`,
  "not-running": ({ folders }) =>
    `No Kalfa runs here with its data in ${folders}. Start it first, and give this command the account and the settings (KALFA_HOME, DATABASE_URL, KALFA_SECRET) that it was started with.`,
  "database-elsewhere": ({ url, folder }) =>
    `Kalfa runs at ${url}, but its database is not in ${folder}. Give this command the DATABASE_URL that it was started with.`,
  "database-refuses-us": ({ url }) =>
    `The database of the Kalfa at ${url} does not let this command in. Give it the DATABASE_URL and the KALFA_SECRET that Kalfa was started with.`,
  "nobody-with-this-address": ({ address }) =>
    `Nobody with the address ${address} has a role. Check the spelling. Roles are given in the console, under People, by a coordinator.`,
  "backup-in-the-way": ({ path }) =>
    `${path} is there already, and a backup never replaces another. Give another name, or the folder that it should lie in.`,
  "backup-no-folder": ({ path }) => `There is no folder ${path}. Make it first, or give another.`,
  "backup-nothing": ({ folders }) =>
    `No data of Kalfa is in ${folders}. Give this command the account and the settings (KALFA_HOME, DATABASE_URL, KALFA_SECRET, KALFA_DATA_KEY) that Kalfa is started with.`,
  "backup-needs-right": () =>
    'The account of DATABASE_URL does not see every row: policies keep schemes apart for it too, and a backup would be incomplete. A superuser can allow it ("alter role kalfa bypassrls"), or make the backup with pg_dump.',
  "backup-not-written": ({ path }) =>
    `The disk gave back something else than was written to ${path}; nothing was kept. Look at the disk and choose another one.`,
  "backup-missing": ({ path }) => `There is no file ${path}. Check the path.`,
  "backup-changed": ({ path }) =>
    `${path} is no whole backup of Kalfa: it was cut short, or at least one byte of it is not the one that was written. Nothing was restored. Take another copy of it, or an earlier backup.`,
  "backup-other-format": ({ path }) =>
    `${path} is a backup in a form that this Kalfa does not read. Nothing was restored. Use the Kalfa that made it.`,
  "backup-newer-than-program": ({ path, program, name }) =>
    `${path} was made by a newer Kalfa (${program}, ${name}). Nothing was restored. Get that version and try again.`,
  "not-a-keys-file": ({ path }) =>
    `${path} is not the keys file of a backup. Nothing was restored. It is the small file that was written with the backup; its name ends in .keys.`,
  "keys-of-another": ({ path }) =>
    `The keys are not those of ${path}: what is sealed in it would stay closed. Nothing was restored. Give the keys file that was written with it.`,
  "restore-not-empty": ({ folder }) =>
    `The folder ${folder} is not empty. Nothing was restored. Give an empty folder, or the name of a new one; what is in this one stays as it is.`,
  "restore-in-the-way": ({ folder }) =>
    `${folder} is left of a restore that was cut off. Nothing was restored. Remove that folder and try again.`,
  "restore-database-in-use": () =>
    "The database of DATABASE_URL is not empty. Nothing was restored. Give the address of an empty one, or leave DATABASE_URL out.",
  "restore-undone": ({ reason }) =>
    `The restore failed (${reason}). Nothing of it was left behind: the folder is not there, and a database of DATABASE_URL is as empty as before. Try again, or take another copy of the backup.`,
  "restore-needs-right": () =>
    "The account of DATABASE_URL cannot bring rows back as they were (it must be a superuser for that). Nothing was restored. Use such an account for the restore only, or leave DATABASE_URL out.",
  "seal-other-account": ({ folder }) =>
    `${folder} belongs to another account, which could not read the new key. Run this as the account that Kalfa runs as.`,
  "seal-key-unknown": ({ id }) =>
    `No key of the seal, or more than one, begins with "${id}". "kalfa seal-key list" shows them; eight digits are enough.`,
  "seal-since": ({ from }) =>
    `--since must be a day or a moment from ${from} (when the key was made) until now, like 2027-03-01 or 2027-03-01T14:00:00Z.`,
  "seal-key-unreadable": () =>
    'The first file is no private key in PEM without a passphrase. "openssl pkcs12 -in FILE.p12 -nodes -nocerts" takes one out of a bundle, "openssl pkey" takes its passphrase away. Nothing was changed.',
  "seal-no-certificate": () =>
    "The second file holds no certificate in PEM. It must hold the key's own first, then those above it. Nothing was changed.",
  "seal-key-not-rsa": () =>
    "The key is not RSA. Papers are sealed with RSA, because it gives the same signature again; ask the authority for an RSA key. Nothing was changed.",
  "seal-key-short": ({ bits, fewest }) =>
    `The key has ${bits} bits; ${fewest} is the least that readers of PDFs trust today. Nothing was changed.`,
  "seal-key-other-certificate": () =>
    "The first certificate is not the key's. The key's own must stand first in the file. Nothing was changed.",
  "seal-certificate-ended": ({ until }) =>
    `The certificate ended on ${until}. Nothing was changed.`,
  "seal-certificate-not-yet": ({ from }) =>
    `The certificate begins on ${from}; bring it then. Nothing was changed.`,
  "seal-certificate-not-for-signing": () =>
    "The certificate is not for signing documents (its key usage says so, or it is an authority's own). Nothing was changed.",
  "seal-key-lost": ({ id }) =>
    `The key ${id} was declared to be in other hands; it seals nothing more. Nothing was changed.`,
  "seal-chain-broken": ({ subject }) =>
    `"${String(subject).replaceAll("\n", ", ")}" did not issue the certificate that stands before it. Put them in order, each below the one that issued it. Nothing was changed.`,
  "no-free-port": ({ port }) => `No free port was found from ${port} on. Set PORT to a free one.`,
  "host-not-here": ({ host }) => `KALFA_HOST is ${host}, which is not an address of this machine.`,
};

/** The sentence for a problem that stops the start; the code itself where none is known. */
export function administratorSentence(problem: Problem): string {
  const sentence = SENTENCES[problem.code];
  return sentence ? sentence(problem.params ?? {}, problem.field ?? "") : problem.code;
}
