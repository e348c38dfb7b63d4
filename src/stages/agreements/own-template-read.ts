import type { Tx } from "../../platform/db/index.ts";
import type { FilledDocx } from "../../platform/word/fill-apart.ts";
import { isUuid } from "../../shared/id.ts";
import type { Result } from "../../shared/result.ts";
import { can } from "./own-template.policy.ts";
import {
  allOwnTemplates,
  type FlowToFill,
  flowsToFill,
  ownTemplateById,
  ownTemplateBytes,
} from "./own-template.store.ts";
import type { OwnTemplate } from "./own-template.ts";
import { fillOwnTemplate } from "./own-template-check.ts";
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

/** Filled with somebody who does not exist; a field that agreements no longer have is a problem. */
export async function previewTemplate(
  tx: Tx,
  template: OwnTemplate,
  programme: string,
): Promise<Result<FilledDocx>> {
  const { kind, language } = template;
  const bytes = await ownTemplateBytes(tx, template.id);
  return fillOwnTemplate({ kind, bytes, values: exampleValues(kind, language, programme) });
}
