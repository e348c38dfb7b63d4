/** Ten photographs of signed sheets leave a phone as small as they can be read, and none is lost. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { startBrowser } from "../support/browser.ts";
import { photographOf } from "../support/photograph.ts";

type Browser = Awaited<ReturnType<typeof startBrowser>>;
let browser: Browser;
let script = "";
beforeAll(async () => {
  browser = await startBrowser();
  const { dir, manifest } = await buildAssets();
  script = await readFile(join(dir, manifest["console.js"] ?? ""), "utf8");
}, 60_000);
afterAll(() => browser.close());

type Sent = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** The parts of a form as they stand on the wire. */
function partsOf(body: Buffer, contentType: string): Sent[] {
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1] ?? "";
  return body
    .toString("latin1")
    .split(`--${boundary}`)
    .flatMap((part) => {
      const head = /filename="([^"]*)"\r\nContent-Type: ([^\r]+)\r\n\r\n/.exec(part);
      if (!head) return [];
      const bytes = Buffer.from(part.slice(head.index + head[0].length, -2), "latin1");
      return [{ name: head[1]!, type: head[2]!, bytes }];
    });
}

async function sentFrom(
  scripts: boolean,
  files: readonly { name: string; mimeType: string; buffer: Buffer }[],
): Promise<Sent[]> {
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  const page = await context.newPage();
  const got = new Promise<Sent[]>((done) => {
    void page.route("http://phone.test/**", async (route) => {
      const request = route.request();
      if (request.method() === "POST") {
        const type = (await request.headerValue("content-type")) ?? "";
        done(partsOf(request.postDataBuffer() ?? Buffer.alloc(0), type));
        return route.fulfill({ contentType: "text/html", body: "<p>Thank you</p>" });
      }
      if (request.url().endsWith(".js")) {
        return route.fulfill({ contentType: "text/javascript", body: script });
      }
      return route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><form action="/papers" method="post" enctype="multipart/form-data">
          <input type="file" id="papers" name="papers" multiple data-shrink><button>Send</button></form>
          <script type="module" src="/console.js"></script>`,
      });
    });
  });
  await page.goto("http://phone.test/");
  await page.setInputFiles("#papers", [...files]);
  // At once, while the pictures are still being made small.
  await page.click("button");
  const parts = await got;
  await context.close();
  return parts;
}

test("photographs go small and upright; what the browser cannot open goes whole", async () => {
  const large = await photographOf("https://example.org/s/one", {
    turned: 4,
    width: 2100,
    height: 2800,
  });
  const sideways = await sharp(large).rotate(90).withMetadata({ orientation: 6 }).toBuffer();
  const heic = Buffer.concat([Buffer.from("\0\0\0\x18ftypheic", "latin1"), Buffer.alloc(500, 7)]);
  const files = [
    { name: "sheet 1.jpg", mimeType: "image/jpeg", buffer: large },
    { name: "sheet 2.jpg", mimeType: "image/jpeg", buffer: sideways },
    { name: "IMG_3.HEIC", mimeType: "image/heic", buffer: heic },
  ];
  const [one, two, three, ...more] = await sentFrom(true, files);
  expect(more).toEqual([]);
  expect([one?.name, two?.name, three?.name]).toEqual(["sheet 1.jpg", "sheet 2.jpg", "IMG_3.HEIC"]);
  expect(one!.bytes.length).toBeLessThan(large.length);
  expect(await sharp(one!.bytes).metadata()).toMatchObject({ width: 1800, height: 2400 });
  // The note how it was held is gone, because the picture itself is turned.
  const turned = await sharp(two!.bytes).metadata();
  const upright = await sharp(sideways).autoOrient().toBuffer({ resolveWithObject: true });
  expect(turned.width! < turned.height!).toBe(upright.info.width < upright.info.height);
  expect(turned.exif).toBeUndefined();
  expect(three?.bytes.equals(heic)).toBe(true);

  const plain = await sentFrom(false, files);
  expect(plain.map(({ bytes }) => bytes.length)).toEqual(files.map(({ buffer }) => buffer.length));
}, 60_000);
