import type { Template, TemplateField } from "../template.ts";

const EVERYBODY = ["participant", "sending", "hosting"] as const;

const organisation: readonly TemplateField[] = [
  { code: "name", kind: "line", required: true, label: "name" },
  { code: "oid", kind: "line", label: "oid" },
  { code: "address", kind: "line", label: "address" },
  { code: "contact", kind: "line", label: "contact" },
  { code: "email", kind: "line", label: "email" },
  { code: "phone", kind: "line", label: "phone" },
];

/**
 * The mobility agreement for staff of the programme 2021-2027: aims, what it adds to both
 * organisations, what is done, and what will come of it. Nothing is assessed, so no learning outcomes.
 */
export const staffAgreement2026: Template = {
  kind: "staff-agreement",
  year: 2026,
  version: 1,
  parties: [
    { role: "participant", turn: 1 },
    { role: "sending", turn: 2 },
    { role: "hosting", turn: 3 },
  ],
  keyTerms: ["mobility.from", "mobility.to", "hosting.name", "programme.activities"],
  sections: [
    {
      code: "mobility",
      label: "mobility",
      asksAgain: EVERYBODY,
      fields: [
        { code: "activity", kind: "activity", required: true, label: "activity" },
        { code: "mobility-id", kind: "line", required: true, label: "mobility-id" },
        { code: "project-code", kind: "line", label: "project-code" },
        { code: "from", kind: "day", required: true, label: "period" },
        { code: "to", kind: "day", required: true, label: "period" },
        { code: "mode", kind: "mode", required: true, label: "mode" },
        { code: "virtual-part", kind: "text", label: "virtual-part" },
        { code: "working-language", kind: "line", required: true, label: "working-language" },
      ],
    },
    {
      code: "participant",
      label: "participant",
      asksAgain: ["participant", "sending"],
      fields: [
        { code: "name", kind: "line", required: true, label: "name" },
        { code: "email", kind: "line", label: "email" },
        { code: "phone", kind: "line", label: "phone" },
        { code: "post", kind: "line", required: true, label: "post" },
      ],
    },
    { code: "sending", label: "sending", asksAgain: ["sending"], fields: organisation },
    { code: "hosting", label: "hosting", asksAgain: EVERYBODY, fields: organisation },
    {
      code: "programme",
      label: "programme-of-stay",
      asksAgain: EVERYBODY,
      fields: [
        { code: "objectives", kind: "text", required: true, label: "objectives" },
        { code: "added-value", kind: "text", required: true, label: "added-value" },
        { code: "activities", kind: "lines", required: true, label: "activities" },
        { code: "outcomes", kind: "text", required: true, label: "outcomes" },
      ],
    },
    {
      code: "agreed",
      label: "agreed",
      asksAgain: EVERYBODY,
      fields: [],
      clauses: [
        "staff-participant",
        "staff-sending",
        "staff-hosting",
        "agree-change",
        "agree-data",
      ],
    },
  ],
};
