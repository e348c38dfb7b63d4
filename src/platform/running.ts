/**
 * The Kalfa that runs on this machine, found by a command that is given the same settings. Looks
 * only: a command must never make a data folder, a secret or a role.
 */
import { existsSync } from "node:fs";
import { ok, type Result, refuse } from "../shared/result.ts";
import type { Config } from "./config.ts";
import { connectTo } from "./db/connection.ts";
import { runningAddress } from "./db/embedded-address.ts";
import { type RoleUrls, urlsOf } from "./db/roles.ts";
import { homeFolders, isTrusted, secretOf } from "./home.ts";
import { answersAt } from "./home-lock.ts";

export type Running = {
  readonly url: string;
  readonly secret: string;
  readonly urls: RoleUrls;
  /** The data folder. */
  readonly folder: string;
};

export async function findRunning(config: Config): Promise<Result<Running>> {
  const folders = homeFolders(config.home).filter((each) => existsSync(each) && isTrusted(each));
  for (const folder of folders) {
    const url = answersAt(folder);
    if (url === null) continue;
    const secret = config.secret ?? secretOf(folder);
    const adminUrl = config.databaseUrl ?? runningAddress(folder);
    if (adminUrl === null) return refuse({ code: "database-elsewhere", params: { url, folder } });
    const urls = urlsOf(adminUrl, secret ?? "");
    return (await letsIn(urls.signInUrl))
      ? ok({ url, secret: secret ?? "", urls, folder })
      : refuse({ code: "database-refuses-us", params: { url } });
  }
  return refuse({
    code: "not-running",
    params: { folders: homeFolders(config.home).join(" or ") },
  });
}

async function letsIn(url: string): Promise<boolean> {
  try {
    const client = await connectTo(url);
    await client.end();
    return true;
  } catch {
    return false;
  }
}
