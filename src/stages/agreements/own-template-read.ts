import type { Tx } from "../../platform/db/index.ts";
import { checkDocx } from "../../platform/word/check-docx.ts";
import { fillDocx } from "../../platform/word/docx.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./own-template.policy.ts";
import {
  allOwnTemplates,
  type FlowToFill,
  flowsToFill,
  ownTemplateById,
  ownTemplateBytes,
} from "./own-template.store.ts";
import type { OwnTemplate } from "./own-template.ts";
import { type PreviewLine, readFilled } from "./own-template-check.ts";
import { exampleValues } from "./own-template-values.ts";

export type { FlowToFill } from "./own-template.store.ts";

export const listOwnTemplates = (tx: Tx): Promise<readonly OwnTemplate[]> =>
  can.see(tx.actor) ? allOwnTemplates(tx) : Promise.resolve([]);

export const readOwnTemplate = (tx: Tx, id: string): Promise<OwnTemplate | undefined> =>
  can.see(tx.actor) && isUuid(id) ? ownTemplateById(tx, id) : Promise.resolve(undefined);

export const listFlowsToFill = (tx: Tx): Promise<readonly FlowToFill[]> =>
  can.make(tx.actor) ? flowsToFill(tx) : Promise.resolve([]);

/** The file as it was added. */
export const readOwnTemplateFile = (tx: Tx, template: OwnTemplate): Promise<Buffer> =>
  ownTemplateBytes(tx, template.id);

/** Filled with somebody who does not exist, as a file and as what it says. */
export async function previewTemplate(
  tx: Tx,
  template: OwnTemplate,
  programme: string,
): Promise<{ readonly bytes: Buffer; readonly lines: readonly PreviewLine[] }> {
  const docx = checkDocx(await ownTemplateBytes(tx, template.id));
  const filled = docx.ok
    ? fillDocx(docx.value, exampleValues(template.kind, template.language, programme))
    : docx;
  const lines = filled.ok ? readFilled(filled.value) : filled;
  // It was filled once before it was kept.
  if (!filled.ok || !lines.ok) {
    throw new Error(`own template ${template.id} can no longer be filled`);
  }
  return { bytes: filled.value, lines: lines.value };
}
