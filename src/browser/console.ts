import { conditionalQuestions } from "./page/conditional.ts";
import { copyButtons } from "./page/copy.ts";
import { showErrors } from "./page/errors.ts";
import { jobProgress } from "./page/job-progress.ts";
import { keepTyped } from "./page/keep-typed.ts";
import { rowKeys } from "./page/row-keys.ts";
import { sendOnce } from "./page/send-once.ts";

conditionalQuestions(document);
keepTyped(document);
copyButtons(document);
rowKeys(document);
jobProgress(document);
sendOnce(document);
showErrors(document);
