/**
 * The installation's seal on papers: one object for the program, which starts the custodian when the
 * first seal is wanted and ends it with everything else.
 */
import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import type { Result } from "../../shared/result.ts";
import type { KeyChange } from "./custodian.ts";
import { custodyOf } from "./custody.ts";
import { type SealStanding, standingOf } from "./key-rules.ts";
import type { KeyEvent, SealKey } from "./ring.ts";
import { runBy } from "./run-by.ts";
import type { SealWish } from "./seal-pdf.ts";
import { timestampsFrom } from "./timestamp.ts";
import { type PdfVerdict, verifyPdf } from "./verify-pdf.ts";

export type { KeyChange } from "./custodian.ts";
export {
  LARGEST_PAPER,
  PURPOSES,
  type Purpose,
  SEALED_KINDS,
  type SealedKind,
} from "./custody-rules.ts";
export type { SealStanding, Trust } from "./key-rules.ts";
export type { KeyEvent, SealKey } from "./ring.ts";
export type { SealWish } from "./seal-pdf.ts";
export type { FoundSignature, PdfVerdict } from "./verify-pdf.ts";

export type Seals = {
  /**
   * The same bytes sealed for the same moment give the same bytes, unless a timestamp is taken.
   * @throws when the custodian or the timestamp authority does not answer: to be tried again
   */
  seal(bytes: Uint8Array, wish: SealWish): Promise<Result<Uint8Array>>;
  /** Against every key that ever sealed here. */
  verify(bytes: Uint8Array): Promise<PdfVerdict>;
  /** The key in use; drawn on the first call in an installation's life. */
  current(): Promise<SealKey>;
  /** Every key that ever sealed here, the one in use first; none before the first paper. */
  keys(): readonly SealKey[];
  /** How the key in use stands at a moment, so that its end surprises nobody. */
  standing(now: Date): { readonly state: SealStanding; readonly until: Date | null };
  /** @param by who does it, as the history of the keys names them; the account when left out */
  change(to: KeyChange, by?: string): Promise<Result<null>>;
  /** Who did what with the keys and when, the first first. */
  events(): readonly KeyEvent[];
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
      const sealed = await sealPdf(custody, bytes, wish, timestamps);
      // Between the question for the key and the seal another came into use: once more, with that.
      const isReplaced = !sealed.ok && sealed.problems.some((p) => p.code === "seal-key-replaced");
      return isReplaced ? sealPdf(custody, bytes, wish, timestamps) : sealed;
    },
    verify: async (bytes) => verifyPdf(bytes, custody.keys()),
    current: custody.current,
    keys: custody.keys,
    // Asked by pages and by a monitor, which are to say what is wrong and not to fall over it.
    standing: (now) => {
      let keys: readonly SealKey[];
      try {
        keys = custody.keys();
      } catch {
        return { state: "broken", until: null };
      }
      return standingOf(
        keys.find(({ replaced }) => replaced === null),
        now,
      );
    },
    change: (to, by = runBy()) => custody.change(to, by),
    events: custody.events,
    certificatePem: async () => pemOf(await custody.current()),
    end: custody.end,
    get pid() {
      return custody.pid;
    },
  };
}

/** A key's certificate and those above it, as a file that other people's tools take. */
export const pemOf = ({ certificate, chain }: Pick<SealKey, "certificate" | "chain">): string =>
  [certificate, ...chain].map((one) => new X509Certificate(one).toString()).join("");
