import { userInfo } from "node:os";

/**
 * Who runs this command, for the history of the keys: the account, and who became it where `sudo`
 * says so. It is what the machine says of itself: whoever may write the folder may write it too.
 */
export function runBy(before = process.env.SUDO_USER): string {
  const account = named();
  return before && before !== account ? `${account} (sudo: ${before})` : account;
}

/** An account of a container may have no name. */
function named(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
}
