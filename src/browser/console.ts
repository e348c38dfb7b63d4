import { conditionalQuestions } from "./page/conditional.ts";
import { copyButtons } from "./page/copy.ts";
import { showErrors } from "./page/errors.ts";
import { jobProgress } from "./page/job-progress.ts";
import { keepTyped } from "./page/keep-typed.ts";
import { liveCheck } from "./page/live-check.ts";
import { rowKeys } from "./page/row-keys.ts";
import { scoreKeys } from "./page/score-keys.ts";
import { sendOnce } from "./page/send-once.ts";

conditionalQuestions(document);
keepTyped(document);
copyButtons(document);
rowKeys(document);
jobProgress(document);
liveCheck(document);
scoreKeys(document);
sendOnce(document);
showErrors(document);
