import { readInventedQuestion } from "../../stages/hosting/read-invented-question.ts";
import { readInventedLearners } from "../../stages/mobilities/read-invented-learners.ts";
import { hasWaiting } from "../home/has-waiting.ts";
import type { DemoReads } from "./demo.ts";

/** What the demo's bar asks of the stages, made from the same reads as the pages it leads to. */
export const demoReads: DemoReads = {
  waiting: hasWaiting,
  company: readInventedQuestion,
  async learners(tx) {
    const learners = await readInventedLearners(tx);
    // Without anybody who still has to answer the learner's door would lead to nothing to do.
    if (!learners.some((one) => one.offer === "offered")) return [];
    return learners.map((one) => ({
      name: one.name,
      code: one.code,
      birthDate: one.birthDate,
      outcome: (words) =>
        one.offer === null
          ? words.t("demo.outcome-waiting-list")
          : words.t(`demo.outcome-${one.stay === "preparing" ? "preparing" : one.offer}`, {
              city: one.city ?? "",
            }),
    }));
  },
};
