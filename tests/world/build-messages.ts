import { saveTemplate } from "../../src/stages/messages/save-template.ts";
import { saveView } from "../../src/stages/messages/save-view.ts";
import { scheduleSending } from "../../src/stages/messages/schedule-sending.ts";
import type { World } from "./build.ts";
import { must } from "./must.ts";

const DAY_MS = 86_400_000;

const CLOSES = {
  name: "A call closes soon",
  texts: {
    en: {
      subject: "{call} closes soon",
      body: "{call} closes: {closes}.\n\nEverything can still be corrected until then:\n{result-page}\n\nQuestions: {contact}",
    },
    sq: {
      subject: "{call} mbyllet së shpejti",
      body: "{call} mbyllet: {closes}.\n\nDeri atëherë gjithçka mund të ndreqet:\n{result-page}\n\nPyetje: {contact}",
    },
    "sr-Cyrl": {
      subject: "{call} се ускоро затвара",
      body: "{call} се затвара: {closes}.\n\nДо тада све може да се исправи:\n{result-page}\n\nПитања: {contact}",
    },
  },
};
const RESULT = {
  name: "The day of the result",
  texts: {
    en: {
      subject: "{call}: the day of the result",
      body: "{given-names} {family-name}, places of {call} are given by {decide-by}.\n\nThe result will stand here:\n{result-page}",
    },
    sq: {
      subject: "{call}: dita e rezultatit",
      body: "{given-names} {family-name}, vendet e {call} ndahen deri më {decide-by}.\n\nRezultati do të jetë këtu:\n{result-page}",
    },
    "sr-Cyrl": {
      subject: "{call}: дан резултата",
      body: "{given-names} {family-name}, места за {call} додељују се до {decide-by}.\n\nРезултат ће бити овде:\n{result-page}",
    },
  },
};

/** Two templates, a shared view, and a message that waits for tomorrow morning. */
export async function buildMessages(world: World): Promise<void> {
  const anna = world.actorOf("anna@uniser.example");
  await world.database.withTx(anna, async (tx) => {
    await must("template", saveTemplate(tx, null, CLOSES));
    const templateId = await must("template", saveTemplate(tx, null, RESULT));
    const filter = { country: "XK" };
    const viewId = await must(
      "view",
      saveView(tx, { name: "Applicants of Kosovo", filter, shared: true }),
    );
    await must(
      "sending",
      scheduleSending(
        tx,
        {
          templateId,
          viewId,
          channel: "mail",
          fallbacks: { bs: "sr-Latn", hr: "sr-Latn", cnr: "sr-Latn", mk: "sr-Cyrl" },
          // Whoever tries the demo finds it waiting for a week.
          at: new Date(tx.now.getTime() + 7 * DAY_MS),
        },
        { publicUrl: world.publicUrl, gateway: false },
      ),
    );
  });
}
