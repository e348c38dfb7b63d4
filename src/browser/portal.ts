import { conditionalQuestions } from "./page/conditional.ts";
import { copyButtons } from "./page/copy.ts";
import { showErrors } from "./page/errors.ts";
import { keepTyped } from "./page/keep-typed.ts";
import { sendOnce } from "./page/send-once.ts";

conditionalQuestions(document);
keepTyped(document);
copyButtons(document);
sendOnce(document);
showErrors(document);
