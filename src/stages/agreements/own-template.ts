import type { AgreementKind } from "./agreement.ts";

/** One version of a consortium's own Word template; never changed once it was added. */
export type OwnTemplate = {
  readonly id: string;
  readonly kind: AgreementKind;
  /** The first year of stays that it is for. */
  readonly year: number;
  readonly language: string;
  readonly version: number;
  readonly fileName: string;
  readonly digest: string;
  readonly size: number;
  readonly addedAt: Date;
  readonly addedBy: string | null;
  readonly endedAt: Date | null;
};

/** What may stand between braces. */
export type OwnField = {
  readonly name: string;
  /** Names inside one entry of a list; null for a field that is one text. */
  readonly parts: readonly string[] | null;
  /** Field of the agreement that it shows; null for what is known beside it. */
  readonly path: string | null;
};

/** The version that a stay's paper is made with. */
export type OwnPaper = {
  readonly id: string;
  readonly mobilityId: string;
  readonly kind: AgreementKind;
  readonly templateId: string;
  readonly madeAt: Date;
};

export type LeftOut = { readonly mobilityId: string; readonly code: string };

export type OwnBundle = {
  readonly id: string;
  readonly flowId: string;
  readonly kind: AgreementKind;
  readonly progressId: string;
  readonly stays: readonly string[];
  readonly madeAt: Date;
  readonly madeBy: string;
  /** Null while it is being made. */
  readonly papers: number | null;
  readonly leftOut: readonly LeftOut[];
};
