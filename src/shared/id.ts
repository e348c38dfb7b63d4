/** Branded UUID text: an application's id cannot be handed to a function that wants a flow's. */
export type Id<Thing extends string> = string & { readonly __id: Thing };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID.test(text);

export type SchemeId = Id<"scheme">;
export type OrganisationId = Id<"organisation">;
export type LineId = Id<"activity-line">;
export type CallId = Id<"call">;
export type FlowId = Id<"flow">;
export type PlaceId = Id<"place">;
export type PersonId = Id<"person">;
export type ApplicationId = Id<"application">;
export type RunId = Id<"allocation-run">;
export type OfferId = Id<"offer">;
export type MobilityId = Id<"mobility">;
export type ImportId = Id<"import">;
