/** What this program consists of: its pages, its jobs, its front door. `main.ts` starts and ends it. */
import type { FastifyInstance } from "fastify";
import { demoReads } from "./console/demo/demo-reads.ts";
import { type FrontDoor, openFrontDoor } from "./console/front-door.ts";
import { routes as consoleRoutes } from "./console/index.ts";
import { drawn, openPages } from "./export-pages.ts";
import type { Clock } from "./platform/clock.ts";
import { type Database, openDatabase } from "./platform/db/index.ts";
import type { RoleUrls } from "./platform/db/roles.ts";
import type { Tasks } from "./platform/jobs/jobs.ts";
import { startWorker } from "./platform/jobs/runner.ts";
import type { Log } from "./platform/log.ts";
import type { Post } from "./platform/mail/index.ts";
import type { Seals } from "./platform/signing/index.ts";
import type { Gateway } from "./platform/sms/gateway.ts";
import { serveAssets, serveHealth } from "./platform/web/plain-routes.ts";
import { webServer } from "./platform/web/server.ts";
import { routes as portalRoutes } from "./portal/index.ts";
import { CODE_VERSION } from "./stages/allocation-runs/code-version.ts";
import { failurePage } from "./ui/layout/failure-page.ts";
import { checkImport } from "./worker/check-import.ts";
import { draftAgreements } from "./worker/draft-agreements.ts";
import { type ExportPages, exportScheme } from "./worker/export-scheme.ts";
import { fillOwnPapers } from "./worker/fill-own-papers.ts";
import { fillSentPaper } from "./worker/fill-sent-paper.ts";
import { forgetTries } from "./worker/forget-tries.ts";
import { releaseBatch } from "./worker/release-mail.ts";
import { remindAboutHosting } from "./worker/remind-host.ts";
import { remindSigners } from "./worker/remind-signers.ts";
import { runAllocation } from "./worker/run-allocation.ts";
import { discardUpload, scanUpload } from "./worker/scan-upload.ts";
import { sealAgreement } from "./worker/seal-agreement.ts";
import { sealCertificate } from "./worker/seal-certificate.ts";
import { sealEventCertificate } from "./worker/seal-event-certificate.ts";
import { sendMail } from "./worker/send-mail.ts";
import { sendMessages } from "./worker/send-messages.ts";
import { sendNewsletter } from "./worker/send-newsletter.ts";
import { sendSms } from "./worker/send-sms.ts";
import { sweep } from "./worker/sweep.ts";
import { watchPreparation } from "./worker/watch-preparation.ts";
import { writeImport } from "./worker/write-import.ts";

const tasks = (
  post: Post | null,
  gateway: Gateway | null,
  seals: Seals | null,
  pages: ExportPages,
): Tasks => ({
  "send-mail": sendMail(post),
  "release-mail": releaseBatch,
  "send-sms": sendSms(gateway),
  "send-messages": sendMessages,
  "send-newsletter": sendNewsletter,
  "run-allocation": runAllocation,
  "check-import": checkImport,
  "write-import": writeImport,
  "fill-own-papers": fillOwnPapers,
  "fill-sent-paper": fillSentPaper,
  "scan-upload": scanUpload,
  "discard-upload": discardUpload,
  "forget-tries": forgetTries,
  sweep,
  "draft-agreements": draftAgreements,
  "remind-signers": remindSigners,
  "seal-agreement": sealAgreement(seals),
  "seal-certificate": sealCertificate(seals),
  "seal-event-certificate": sealEventCertificate(seals),
  "export-scheme": exportScheme(pages),
  "remind-host": remindAboutHosting,
  "watch-preparation": watchPreparation(gateway !== null),
});

export type Program = {
  /** Every page, not yet listening. */
  readonly app: FastifyInstance;
  readonly door: FrontDoor;
  readonly database: Database;
};

/**
 * Connects everything to a prepared database.
 * @param from.onEnd told how each part is stopped, in the order in which the parts were started
 * @param from.assets the folder of built styles, fonts and scripts
 * @param from.post null where no letter is sent: they stay in the outbox to be read
 */
export async function openProgram(from: {
  readonly urls: RoleUrls;
  readonly clock: Clock;
  readonly secret: string;
  readonly publicUrl: string;
  readonly demo: boolean;
  readonly post: Post | null;
  /** Where text messages are handed over; none where it is left out. */
  readonly gateway?: Gateway | null;
  /** The installation's seal on papers; none are made where it is left out. */
  readonly seals?: Seals | null;
  readonly assets: string;
  readonly log: Log;
  readonly onEnd: (name: string, stop: () => Promise<void> | void) => void;
}): Promise<Program> {
  const { urls, clock, secret, publicUrl, demo, post, log, onEnd } = from;
  const database = openDatabase({ appUrl: urls.appUrl, clock });
  onEnd("connections", () => database.close());
  const worker = await startWorker({
    workerUrl: urls.workerUrl,
    database,
    clock,
    log,
    tasks: tasks(post, from.gateway ?? null, from.seals ?? null, {
      publicUrl,
      program: CODE_VERSION,
      drawn,
      open: () => openPages({ database, clock, secret, publicUrl, assets: from.assets, log }),
    }),
  });
  onEnd("worker", () => worker.stop());
  const door = openFrontDoor({
    signInUrl: urls.signInUrl,
    database,
    clock,
    secret,
    publicUrl,
    post,
    demo: demo ? demoReads : null,
    log,
  });
  onEnd("front door", () => door.close());
  const app = await webServer({
    database,
    clock,
    secret,
    site: {
      demo,
      publicUrl,
      sms: !!from.gateway,
      ...(from.seals ? { verifyPaper: from.seals.verify, sealStanding: from.seals.standing } : {}),
    },
    routes: [...portalRoutes, ...consoleRoutes, ...door.routes],
    ...(door.above ? { above: door.above } : {}),
    failures: failurePage,
    signIn: "/sign-in",
    log,
    async more(server) {
      await serveAssets(server, from.assets);
      const noSeal = { state: "none", until: null } as const;
      const seal = () => from.seals?.standing(clock.now()) ?? noSeal;
      serveHealth(server, { database, worker, seal });
    },
  });
  onEnd("web", () => app.close());
  return { app, door, database };
}
