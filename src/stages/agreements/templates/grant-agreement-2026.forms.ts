import type { Template } from "../template.ts";

const BOTH = ["participant", "guardian", "coordinator"] as const;

/** Between the participant and who holds the grant; support given in kind needs no account. */
export const grantAgreement2026: Template = {
  kind: "grant-agreement",
  year: 2026,
  version: 1,
  parties: [
    { role: "participant", turn: 1 },
    { role: "guardian", turn: 1 },
    { role: "coordinator", turn: 2 },
  ],
  keyTerms: ["stay.from", "stay.to", "stay.hosting-place", "amounts.supports"],
  sections: [
    {
      code: "sending",
      label: "sending",
      asksAgain: ["coordinator"],
      fields: [
        { code: "name", kind: "line", required: true, label: "name" },
        { code: "oid", kind: "line", label: "oid" },
        { code: "address", kind: "line", label: "address" },
        { code: "represented", kind: "line", required: true, label: "represented" },
      ],
    },
    {
      code: "participant",
      label: "participant",
      asksAgain: BOTH,
      fields: [
        { code: "name", kind: "line", required: true, label: "name" },
        { code: "born", kind: "day", required: true, label: "born" },
        { code: "nationality", kind: "line", required: true, label: "nationality" },
        { code: "address", kind: "line", required: true, label: "address" },
        { code: "email", kind: "line", label: "email" },
        { code: "phone", kind: "line", label: "phone" },
        { code: "programme", kind: "line", required: true, label: "programme" },
      ],
    },
    {
      code: "stay",
      label: "subject-matter",
      asksAgain: BOTH,
      fields: [
        { code: "activity", kind: "activity", required: true, label: "activity" },
        { code: "project-code", kind: "line", label: "project-code" },
        { code: "mobility-id", kind: "line", required: true, label: "mobility-id" },
        { code: "hosting-place", kind: "line", required: true, label: "hosting-place" },
        { code: "from", kind: "day", required: true, label: "period" },
        { code: "to", kind: "day", required: true, label: "period" },
        { code: "funded-days", kind: "number", required: true, label: "funded-days" },
        { code: "travel-days", kind: "number", required: true, label: "travel-days" },
      ],
    },
    {
      code: "amounts",
      label: "amounts",
      asksAgain: BOTH,
      fields: [{ code: "supports", kind: "supports", required: true, label: "support" }],
    },
    {
      code: "insurance",
      label: "insurance",
      asksAgain: BOTH,
      fields: [
        { code: "health", kind: "line", required: true, label: "insurance-health" },
        { code: "accident", kind: "line", required: true, label: "insurance-accident" },
        { code: "liability", kind: "line", required: true, label: "insurance-liability" },
      ],
    },
    {
      code: "conditions",
      label: "conditions",
      asksAgain: BOTH,
      fields: [{ code: "law", kind: "line", required: true, label: "law" }],
      clauses: [
        "pay-none",
        "report",
        "duty-learn",
        "early-end",
        "double",
        "agreement-data",
        "checks",
      ],
    },
  ],
};
