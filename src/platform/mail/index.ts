export { openPost, type Post } from "./post.ts";
export { type NewMail, queueMail } from "./queue.ts";
export { sendMail } from "./send.ts";
