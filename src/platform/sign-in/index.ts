/** Who is at the door: links by e-mail, sessions, and how often somebody may try. */
export { withinAllowance } from "./allowance.ts";
export { ownPath } from "./own-path.ts";
export { rolesOfSession, type SessionRole } from "./session-schemes.ts";
export {
  LINK_MINUTES,
  type LinkLetter,
  openSignIn,
  SESSION_SECONDS,
  type SignIn,
} from "./sign-in.ts";
