import type { Template, TemplateField } from "../template.ts";

const EVERYBODY = ["participant", "guardian", "sending", "intermediary", "hosting"] as const;
const LEARNING = ["participant", "guardian", "sending", "hosting"] as const;

/** An organisation and whom to reach there. */
const organisation: readonly TemplateField[] = [
  { code: "name", kind: "line", required: true, label: "name" },
  { code: "oid", kind: "line", label: "oid" },
  { code: "address", kind: "line", label: "address" },
  { code: "contact", kind: "line", label: "contact" },
  { code: "email", kind: "line", label: "email" },
  { code: "phone", kind: "line", label: "phone" },
];

/**
 * The learning agreement for VET mobility of the programme 2021-2027: its twelve sections, of which
 * the last, the signatures, is what the parties make of it.
 */
export const learningAgreement2026: Template = {
  kind: "learning-agreement",
  year: 2026,
  version: 1,
  parties: [
    { role: "participant", turn: 1 },
    { role: "guardian", turn: 1 },
    { role: "sending", turn: 2 },
    { role: "intermediary", turn: 2 },
    // Last, because the host names the mentor for whom all the others wait.
    { role: "hosting", turn: 3 },
  ],
  keyTerms: ["mobility.from", "mobility.to", "hosting.name", "programme.tasks", "mentor.name"],
  sections: [
    {
      code: "mobility",
      label: "mobility",
      asksAgain: EVERYBODY,
      fields: [
        { code: "activity", kind: "activity", required: true, label: "activity" },
        { code: "field", kind: "line", required: true, label: "field" },
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
      asksAgain: ["participant", "guardian", "sending"],
      fields: [
        { code: "name", kind: "line", required: true, label: "name" },
        { code: "born", kind: "day", required: true, label: "born" },
        { code: "email", kind: "line", label: "email" },
        { code: "phone", kind: "line", label: "phone" },
        { code: "programme", kind: "line", required: true, label: "programme" },
        { code: "eqf", kind: "number", label: "level" },
        { code: "guardians", kind: "lines", label: "guardians" },
      ],
    },
    { code: "sending", label: "sending", asksAgain: ["sending"], fields: organisation },
    { code: "hosting", label: "hosting", asksAgain: EVERYBODY, fields: organisation },
    {
      code: "mentor",
      label: "mentor",
      // Another mentor than the one who was named is signed by everybody who signed at first.
      asksAgain: EVERYBODY,
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
      asksAgain: ["sending", "intermediary", "hosting"],
      fields: organisation.map(({ required: _, ...field }) => field),
    },
    {
      code: "outcomes",
      label: "outcomes",
      asksAgain: LEARNING,
      fields: [{ code: "outcomes", kind: "outcomes", required: true, label: "outcomes" }],
      clauses: ["esco-note"],
    },
    {
      code: "programme",
      label: "programme-tasks",
      asksAgain: LEARNING,
      fields: [
        { code: "tasks", kind: "lines", required: true, label: "tasks" },
        { code: "workplaces", kind: "lines", label: "workplaces" },
        { code: "weekly-hours", kind: "number", required: true, label: "weekly-hours" },
        { code: "timetable", kind: "text", label: "timetable" },
      ],
    },
    {
      code: "monitoring",
      label: "monitoring",
      asksAgain: ["sending", "hosting"],
      fields: [
        { code: "sending-person", kind: "line", required: true, label: "sending-person" },
        { code: "hosting-person", kind: "line", label: "hosting-person" },
        { code: "frequency", kind: "line", required: true, label: "frequency" },
        { code: "channel", kind: "line", required: true, label: "channel" },
        { code: "accompanying", kind: "lines", label: "accompanying" },
        { code: "emergency", kind: "line", required: true, label: "emergency" },
      ],
    },
    {
      code: "evaluation",
      label: "evaluation",
      asksAgain: ["participant", "sending", "hosting"],
      fields: [
        { code: "format", kind: "text", required: true, label: "format" },
        { code: "criteria", kind: "text", required: true, label: "criteria" },
        { code: "procedure", kind: "text", required: true, label: "procedure" },
        { code: "evaluator", kind: "line", label: "evaluator" },
      ],
    },
    {
      code: "recognition",
      label: "recognition",
      asksAgain: ["participant", "guardian", "sending"],
      fields: [
        { code: "conditions", kind: "text", required: true, label: "conditions" },
        { code: "procedure", kind: "text", required: true, label: "procedure" },
        { code: "documents", kind: "documents", required: true, label: "documents" },
      ],
    },
    {
      code: "reintegration",
      label: "reintegration",
      asksAgain: ["participant", "guardian", "sending"],
      fields: [{ code: "text", kind: "text", required: true, label: "reintegration" }],
    },
    {
      code: "agreed",
      label: "agreed",
      asksAgain: EVERYBODY,
      fields: [],
      clauses: [
        "agree-participant",
        "agree-sending",
        "agree-hosting",
        "agree-change",
        "agree-data",
      ],
    },
  ],
};
