/**
 * The installation's seal on papers: one object for the program, which starts the custodian when the
 * first seal is wanted and ends it with everything else.
 */
import { join } from "node:path";
import type { Result } from "../../shared/result.ts";
import { custodyOf } from "./custody.ts";
import type { SealWish } from "./seal-pdf.ts";
import { timestampsFrom } from "./timestamp.ts";
import { type PdfVerdict, verifyPdf } from "./verify-pdf.ts";

export {
  LARGEST_PAPER,
  PURPOSES,
  type Purpose,
  SEALED_KINDS,
  type SealedKind,
} from "./custody-rules.ts";
export type { SealWish } from "./seal-pdf.ts";
export type { FoundSignature, PdfVerdict } from "./verify-pdf.ts";

export type Seals = {
  /**
   * The same bytes sealed for the same moment give the same bytes, unless a timestamp is taken.
   * @throws when the custodian or the timestamp authority does not answer: to be tried again
   */
  seal(bytes: Uint8Array, wish: SealWish): Promise<Result<Uint8Array>>;
  verify(bytes: Uint8Array): Promise<PdfVerdict>;
  /** To be offered for download: with it anybody checks a seal with a tool of their own. */
  certificatePem(): Promise<string>;
  /** Ends the custodian's process. */
  end(): void;
  readonly pid: number | null;
};

export function openSeals(choice: {
  /** The data folder of the installation: the key lies in `keys/` there, apart from files. */
  readonly home: string;
  readonly dataKey: string;
  /** Who issues the papers, as the certificate names it. Taken when the key is drawn, never after. */
  readonly organisation: string;
  /** Address of a timestamp authority; without one the time of a seal is what we say it is. */
  readonly timestampUrl?: string | null;
}): Seals {
  const { dataKey, organisation } = choice;
  const timestamps = choice.timestampUrl ? timestampsFrom(choice.timestampUrl) : null;
  const custody = custodyOf({ folder: join(choice.home, "keys"), dataKey, organisation });
  return {
    seal: async (bytes, wish) => {
      // Large, and wanted by few commands: loaded with the first seal.
      const { sealPdf } = await import("./seal-pdf.ts");
      return sealPdf(custody, bytes, wish, timestamps);
    },
    verify: async (bytes) => verifyPdf(bytes, [await custody.certificate()]),
    certificatePem: async () => {
      const lines = (await custody.certificate()).toString("base64").match(/.{1,64}/g) ?? [];
      return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
    },
    end: custody.end,
    get pid() {
      return custody.pid;
    },
  };
}
