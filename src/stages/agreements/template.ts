import type { AgreementKind, Content, PartyRole } from "./agreement.ts";
import { grantAgreement2026 } from "./templates/grant-agreement-2026.forms.ts";
import { hostAgreement2026 } from "./templates/host-agreement-2026.forms.ts";
import { learningAgreement2026 } from "./templates/learning-agreement-2026.forms.ts";
import { staffAgreement2026 } from "./templates/staff-agreement-2026.forms.ts";

/** How a field is typed and shown. `outcomes` and `supports` are lists with parts: see fields.rules. */
export type FieldKind =
  | "line"
  | "text"
  | "lines"
  | "day"
  | "number"
  | "activity"
  | "mode"
  | "documents"
  | "outcomes"
  | "supports"
  | "yes-no";

export type TemplateField = {
  readonly code: string;
  readonly kind: FieldKind;
  /** Without it nothing is sent. */
  readonly required?: true;
  /** Key of its name in the words of the paper. */
  readonly label: string;
};

export type TemplateSection = {
  readonly code: string;
  /** Key of its heading in the words of the paper. */
  readonly label: string;
  readonly fields: readonly TemplateField[];
  /** Keys of sentences that stand here as they are. */
  readonly clauses?: readonly string[];
  /** Whose earlier signature falls when something in it changes. Everybody signs every section. */
  readonly asksAgain: readonly PartyRole[];
  /** Who may fill it in while signing; those who signed before agreed that this party does. */
  readonly namedBy?: PartyRole;
};

/** A template of a year: never changed once it was used, because agreements name it. */
export type Template = {
  readonly kind: AgreementKind;
  readonly year: number;
  readonly version: number;
  /** Who signs, and in which turn. */
  readonly parties: readonly { readonly role: PartyRole; readonly turn: number }[];
  readonly sections: readonly TemplateSection[];
  /** Fields that stand above the full text, as what matters most. */
  readonly keyTerms: readonly string[];
};

const TEMPLATES: readonly Template[] = [
  learningAgreement2026,
  grantAgreement2026,
  hostAgreement2026,
  staffAgreement2026,
];

/** The template that an agreement names; it is a fault of ours when it is gone. */
export function templateOf(from: {
  kind: AgreementKind;
  templateYear: number;
  templateVersion: number;
}): Template {
  const found = TEMPLATES.find(
    (one) =>
      one.kind === from.kind &&
      one.year === from.templateYear &&
      one.version === from.templateVersion,
  );
  if (!found) throw new Error(`no template ${from.kind} ${from.templateYear}`);
  return found;
}

/** The newest template of a kind: what a new agreement begins with. */
export function newestTemplate(kind: AgreementKind): Template {
  const [newest] = TEMPLATES.filter((one) => one.kind === kind).sort(
    (a, b) => b.year - a.year || b.version - a.version,
  );
  if (!newest) throw new Error(`no template of ${kind}`);
  return newest;
}

export const allTemplates = (): readonly Template[] => TEMPLATES;

/** One field's entries, as lines. */
export const linesOf = (content: Content, path: string): readonly string[] => {
  const value = content[path];
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
};

/** One field's text, "" where nothing is written. */
export const textOf = (content: Content, path: string): string => linesOf(content, path).join("\n");
