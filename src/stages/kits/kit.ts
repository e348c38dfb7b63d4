import type { NewOrganisation } from "../organisations/organisation.ts";
import type { Localised } from "../schemes/scheme.ts";
import type { KitRooms } from "./kit.forms.ts";

/** A whole scheme as a template: texts by room, and files by their name in the kit. */
export type Kit = { readonly rooms: KitRooms; readonly files: ReadonlyMap<string, Buffer> };

/** What somebody makes of a kit. */
export type KitWish = {
  readonly slug: string;
  readonly name: Localised;
  readonly organisation: NewOrganisation;
  /** Countries to keep; `partner` null where the own organisation sends. */
  readonly countries: readonly {
    readonly country: string;
    readonly partner: NewOrganisation | null;
  }[];
  /** Codes of the lines to keep. */
  readonly lines: readonly string[];
  readonly person: { readonly name: string; readonly email: string; readonly phone: string };
};

export type Opened = { readonly schemeId: string; readonly slug: string };
