import type { CallId, OrganisationId } from "../../shared/id.ts";

type Localised = Readonly<Record<string, string>>;

/** What somebody types from a poster stands for: a class of a school, and the call it is for. */
export type ClassOfCode = {
  readonly code: string;
  readonly className: string;
  readonly trade: string;
  readonly teacherName: string;
  readonly call: {
    readonly id: CallId;
    readonly number: number;
    readonly publicCode: string;
    readonly state: string;
  };
  readonly school: {
    readonly id: OrganisationId;
    readonly name: string;
    readonly city: string;
    readonly country: string;
  };
};

/** A class as its school sees it: who has begun and who has sent, as figures. */
export type SchoolClass = {
  readonly id: string;
  readonly code: string;
  readonly className: string;
  readonly trade: string;
  readonly teacherName: string;
  readonly pupils: number | null;
  readonly madeAt: Date;
  readonly withdrawnAt: Date | null;
  readonly begun: number;
  readonly sent: number;
  readonly call: {
    readonly id: CallId;
    readonly number: number;
    readonly publicCode: string;
    readonly title: Localised;
    readonly state: string;
    readonly opensAt: Date;
    readonly closesAt: Date;
  };
  readonly school: {
    readonly id: OrganisationId;
    readonly name: string;
    readonly city: string;
    readonly country: string;
    readonly verified: boolean;
  };
};

/** As typed; `classProblems` says what is wrong with it. */
export type NewClass = {
  readonly callId: string;
  readonly organisationId: string;
  readonly className: string;
  readonly trade: string;
  readonly teacherName: string;
  /** "" where nobody has counted. */
  readonly pupils: string;
};
