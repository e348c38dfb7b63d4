import type { OrganisationId } from "../../shared/id.ts";
import type { OrganisationRole } from "./organisation.ts";

/** Days and times at which somebody is there; Monday is 1, times are of the programme's zone. */
export type OfficeHours = {
  readonly firstDay: number;
  readonly lastDay: number;
  /** `09:00` */
  readonly opens: string;
  readonly closes: string;
};

/** Where an organisation can be found and called; what is not known yet is null. */
export type OfficePlace = {
  readonly street: string | null;
  readonly postcode: string | null;
  readonly landline: string | null;
  readonly hours: OfficeHours | null;
};

/** A partner as anybody may read it. */
export type Office = OfficePlace & {
  readonly id: OrganisationId;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly website: string | null;
  readonly roles: readonly OrganisationRole[];
  /** Countries whose learners it sends. */
  readonly sendsFrom: readonly string[];
};

/** As typed in its form; "" where nothing was. */
export type TypedOffice = {
  readonly street: string;
  readonly postcode: string;
  readonly landline: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly opens: string;
  readonly closes: string;
};
