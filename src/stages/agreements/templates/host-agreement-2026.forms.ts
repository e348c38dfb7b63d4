import type { Template, TemplateField } from "../template.ts";

const ALL = ["sending", "intermediary", "hosting"] as const;

const organisation: readonly TemplateField[] = [
  { code: "name", kind: "line", required: true, label: "name" },
  { code: "oid", kind: "line", label: "oid" },
  { code: "address", kind: "line", label: "address" },
  { code: "contact", kind: "line", label: "contact" },
  { code: "email", kind: "line", label: "email" },
  { code: "phone", kind: "line", label: "phone" },
];

/** Between who sends and the company that takes one participant in. */
export const hostAgreement2026: Template = {
  kind: "host-agreement",
  year: 2026,
  version: 1,
  parties: [
    { role: "sending", turn: 1 },
    { role: "intermediary", turn: 1 },
    { role: "hosting", turn: 2 },
  ],
  keyTerms: ["stay.from", "stay.to", "stay.occupation", "work.tasks"],
  sections: [
    { code: "sending", label: "sending", asksAgain: ["sending"], fields: organisation },
    { code: "hosting", label: "hosting", asksAgain: ALL, fields: organisation },
    {
      code: "mentor",
      label: "mentor",
      asksAgain: ALL,
      namedBy: "hosting",
      fields: [
        { code: "name", kind: "line", label: "name" },
        { code: "email", kind: "line", label: "email" },
        { code: "phone", kind: "line", label: "phone" },
      ],
    },
    {
      code: "intermediary",
      label: "intermediary",
      asksAgain: ALL,
      fields: organisation.map(({ required: _, ...field }) => field),
    },
    {
      code: "stay",
      label: "stays",
      asksAgain: ALL,
      fields: [
        { code: "participant", kind: "line", required: true, label: "stay-participant" },
        { code: "occupation", kind: "line", required: true, label: "stay-occupation" },
        { code: "from", kind: "day", required: true, label: "period" },
        { code: "to", kind: "day", required: true, label: "period" },
        { code: "minor", kind: "yes-no", required: true, label: "stay-minor" },
        { code: "project-code", kind: "line", label: "project-code" },
      ],
    },
    {
      code: "work",
      label: "work",
      asksAgain: ["sending", "hosting"],
      fields: [
        { code: "workplace", kind: "line", required: true, label: "workplace" },
        { code: "weekly-hours", kind: "number", required: true, label: "weekly-hours" },
        { code: "tasks", kind: "lines", required: true, label: "tasks" },
        { code: "insurance", kind: "line", required: true, label: "insurance" },
        { code: "emergency", kind: "line", required: true, label: "emergency" },
      ],
    },
    {
      code: "duties",
      label: "duties",
      asksAgain: ALL,
      fields: [],
      clauses: [
        "host-duty-tasks",
        "host-duty-safety",
        "host-duty-minors",
        "host-duty-report",
        "host-duty-certificate",
        "send-duty",
        "no-pay",
        "duty-data",
        "duty-end",
      ],
    },
  ],
};
