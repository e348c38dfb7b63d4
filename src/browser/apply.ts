import { keepAnswers } from "./page/keep-answer.ts";
import { sendSurely } from "./page/send-surely.ts";

keepAnswers(document);
sendSurely(document);
