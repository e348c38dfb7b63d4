import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { startBrowser } from "../../../tests/support/browser.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { createLog } from "../../platform/log.ts";
import { serveAssets } from "../../platform/web/plain-routes.ts";
import { docxOf } from "../../platform/word/docx.ts";
import { addOwnTemplate } from "../../stages/agreements/own-template-keep.ts";
import { sampleDocx } from "../../stages/agreements/own-template-sample.ts";
import { loadAssets } from "../../ui/assets.ts";
import { buildAssets } from "../../ui/build/build-assets.ts";
import { fillOwnPapers } from "../../worker/fill-own-papers.ts";
import { routes } from "./own-index.ts";

const scene = await hostingScene(3);
const { db, scheme } = scene;
const assets = await buildAssets();
loadAssets(assets.dir);
const server = await testServer(db, routes, {
  clock: scene.clock,
  more: (app) => serveAssets(app, assets.dir),
});
const ada = await signInAs(db, scheme, { role: "coordinator", name: "Ada" });
test("shots", { timeout: 200000 }, async () => {
  const kind = "learning-agreement";
  for (const language of ["en", "sr-Cyrl"])
    await db.database.withTx(ada.actor, (tx) =>
      addOwnTemplate(tx, {
        kind,
        year: "2026",
        language,
        fileName: `Agreement of the consortium with a long name ${language}.docx`,
        bytes: sampleDocx(kind, language),
      }),
    );
  writeFileSync("/tmp/ot/sample-sr.docx", sampleDocx(kind, "sr-Cyrl"));
  const site = await server.app.listen({ port: 0, host: "127.0.0.1" });
  const browser = await startBrowser();
  const root = `/console/${scheme.slug}`;
  const ids = await db.sql<{ id: string; language: string }>(
    "select id, language from own_templates",
  );
  for (const width of [360, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.addCookies(
      Object.entries(ada.cookies).map(([name, value]) => ({ name, value, url: site })),
    );
    const page = await context.newPage();
    const shot = async (name: string, url?: string) => {
      if (url) await page.goto(site + url);
      const wide = await page.evaluate("document.documentElement.scrollWidth");
      console.log(name, width, wide);
      await page.screenshot({ path: `/tmp/ot/${name}-${width}.png`, fullPage: true });
    };
    await shot("list", `${root}/own-templates`);
    await shot("new", `${root}/own-templates/new`);
    await page.setInputFiles("input[type=file]", {
      name: "a.docx",
      mimeType: "application/octet-stream",
      buffer: docxOf(
        "en",
        [
          "Mentor: {mentor.nmae}",
          "{#tasks} {text",
          "{@x} {title} a very long text that goes on and on before {participant.nam} comes",
        ].map((text) => ({ style: "text", text })),
      ),
    });
    await page.click("text=Check and add");
    await shot("refused");
    await shot("one", `${root}/own-templates/${ids.find((x) => x.language === "sr-Cyrl")!.id}`);
    await shot("stay", `${root}/mobilities/${scene.stays[0]}/own-papers`);
    if (width === 360) {
      await page.click("text=Make this paper");
      await shot("stay-made");
    }
    await page.goto(`${site}${root}/own-templates`);
    await page.selectOption("[name=flow]", scene.flows["AL-2"]);
    await page.selectOption("[name=bundle-kind]", kind);
    await page.click("text=Make the papers");
    await shot("waiting");
    const id = page.url().split("/").at(-1)!;
    await fillOwnPapers(
      { bundleId: id },
      {
        database: db.database,
        actor: { kind: "system", schemeId: scheme.id },
        clock: scene.clock,
        log: createLog({ level: "fatal" }),
        attempt: 1,
        lastAttempt: true,
      },
    );
    await shot("ready", `${root}/own-templates/archives/${id}`);
    const zip = await context.request.get(`${site}${root}/own-templates/archives/${id}/file`);
    writeFileSync("/tmp/ot/bundle.zip", await zip.body());
    await context.close();
  }
  await browser.close();
  console.log(server.errors);
});
