/** Everything between "a server answers" and "Kalfa can work in it": roles, schema, job queue. */
import { ok, type Result } from "../../shared/result.ts";
import { prepareJobs } from "../jobs/prepare.ts";
import { migrate } from "./migrate.ts";
import { ensureRoles, type RoleUrls } from "./roles.ts";

export async function prepareDatabase(
  adminUrl: string,
  secret: string,
): Promise<Result<RoleUrls & { applied: string[] }>> {
  const urls = await ensureRoles(adminUrl, secret);
  const migrated = await migrate(urls.ownerUrl);
  if (!migrated.ok) return migrated;
  await prepareJobs(adminUrl, urls.workerUrl);
  return ok({ ...urls, applied: migrated.value.applied });
}
