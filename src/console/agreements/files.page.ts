import { renderPaper } from "../../documents/index.ts";
import { file, nothingHere } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { WORD_TYPE } from "../../platform/word/parts-of.ts";
import { can } from "../../stages/agreements/agreement.policy.ts";
import type { AgreementFile } from "../../stages/agreements/agreement.ts";
import { readFile } from "../../stages/agreements/keep-file.ts";
import { readAgreement } from "../../stages/agreements/read-agreements.ts";
import { readPaper } from "../../stages/agreements/seal-paper.ts";

const ENDS: Readonly<Record<AgreementFile["type"], string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  [WORD_TYPE]: "docx",
};

/** Papers as they are kept, always as a file to save; and the text of today as it would be printed. */
export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: "/console/:scheme/agreements/:agreementId/files/:fileId",
    answer: async (visit) => {
      const { agreementId = "", fileId = "" } = visit.params;
      const kept = await readFile(visit.tx, { agreementId, fileId });
      if (!kept) return nothingHere;
      return file({
        name: `${kept.file.digest.slice(0, 16)}.${ENDS[kept.file.type]}`,
        type: kept.file.type,
        body: kept.bytes,
      });
    },
  },
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: "/console/:scheme/agreements/:agreementId/paper",
    answer: async (visit) => {
      const found = await readAgreement(visit.tx, visit.params.agreementId ?? "");
      if (!found) return nothingHere;
      const ready = await readPaper(visit.tx, found.agreement.id, visit.site.publicUrl);
      if (!ready) return nothingHere;
      return file({
        name: `${found.agreement.code}.pdf`,
        type: "application/pdf",
        body: Buffer.from(renderPaper({ ...ready.model, sample: true })),
      });
    },
  },
];
