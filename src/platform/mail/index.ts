export { isRefusedForGood, mailErrorCode, markLetter, takeLetter } from "./delivery.ts";
export {
  cancelHeld,
  type HeldMail,
  heldMail,
  holdMail,
  holdWritten,
  releaseMail,
  type WrittenMessage,
} from "./held.ts";
export { carry, noteLetter } from "./letter.ts";
export {
  cancelListLetters,
  heldListLetters,
  holdListLetters,
  type ListLetter,
  queueListLetters,
  rewriteListLetter,
} from "./list-letter.ts";
export {
  listMail,
  MAIL_A_PAGE,
  MAIL_STATES,
  type MailLine,
  type MailMessage,
  type MailState,
  readMail,
} from "./outbox.ts";
export { type Letter, openPost, type Post } from "./post.ts";
export { letterInRush, type NewMail, queueMail, queueText } from "./queue.ts";
