import type { OrganisationId } from "../../shared/id.ts";

export const ORGANISATION_KINDS = [
  "vet-school",
  "chamber",
  "association",
  "social-enterprise",
  "ngo",
  "higher-education",
  "company",
  "foundation",
  "centre",
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** One organisation may hold several: after INTERVET two senders became hosts. */
export const ORGANISATION_ROLES = [
  "coordinating",
  "sending",
  "hosting",
  "support",
  "excellence",
  "school",
  "company",
] as const;
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];

export const ORGANISATION_SETTINGS = ["rural", "urban"] as const;
export type OrganisationSetting = (typeof ORGANISATION_SETTINGS)[number];

export type Organisation = {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly roles: readonly OrganisationRole[];
  readonly city: string;
  readonly country: string;
  readonly website: string | null;
  /** For a school: the partner that sends its learners. */
  readonly sendingPartnerId: OrganisationId | null;
  /** For a company that takes learners in: the hosting partner who found it and answers for it. */
  readonly hostingPartnerId: OrganisationId | null;
  readonly setting: OrganisationSetting | null;
  readonly invented: boolean;
};

export type NewOrganisation = {
  readonly id?: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly roles: readonly OrganisationRole[];
  readonly city: string;
  readonly country: string;
  readonly website?: string | null;
  readonly sendingPartnerId?: string | null;
  readonly hostingPartnerId?: string | null;
  readonly setting?: OrganisationSetting | null;
  readonly invented?: boolean;
};
