import type { ApplicationId, CallId, OfferId, PlaceId, RunId } from "../../shared/id.ts";

/** A place held out to one person. A minor's yes is a wish until a guardian's consent is recorded. */
export type OfferState = "offered" | "wished" | "accepted" | "declined" | "lapsed";

/**
 * `wish` is what `accept` is for somebody under 18 without a recorded consent; `withdraw` gives an
 * accepted place back, which only the office does, with the person on the telephone.
 */
export type OfferAction = "accept" | "wish" | "consent" | "decline" | "lapse" | "withdraw";

/** An offer with what its rules need to know of the flow and the person. */
export type Offer = {
  readonly id: OfferId;
  readonly callId: CallId;
  readonly lineId: string;
  readonly runId: RunId;
  readonly applicationId: ApplicationId;
  readonly placeId: PlaceId;
  readonly flowId: string;
  readonly state: OfferState;
  readonly fromReserveList: boolean;
  readonly answerBy: Date;
  readonly personId: string;
  readonly birthDate: string;
  readonly sendingCountry: string;
  readonly sendingOrganisationId: string;
  readonly hostingOrganisationId: string;
  readonly city: string;
  readonly country: string;
  readonly starts: string;
  readonly ends: string;
  readonly invented: boolean;
};
