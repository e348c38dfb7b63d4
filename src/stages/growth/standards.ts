/**
 * The Erasmus Quality Standards of 2021 to 2027 (European Commission, "Erasmus Quality Standards",
 * mobility projects in vocational education), by part. What each asks stands in the catalogues.
 */
export const EDITION = "2021";

export const PARTS = {
  principles: ["inclusion", "environment", "digital", "network"],
  management: [
    "core-tasks",
    "support-organisations",
    "fair-contributions",
    "integration",
    "feedback",
    "shared-decisions",
    "host-relations",
  ],
  support: [
    "practical",
    "safety",
    "selection",
    "preparation",
    "monitoring",
    "help-during",
    "language",
    "outcomes",
  ],
  sharing: ["inside", "outside", "funding-named"],
} as const;

export type Part = keyof typeof PARTS;
export type Standard = (typeof PARTS)[Part][number];

export const PART_NAMES = Object.keys(PARTS) as Part[];
export const STANDARDS: readonly Standard[] = PART_NAMES.flatMap(
  (part): readonly Standard[] => PARTS[part],
);

export const standardOf = (text: string): Standard | undefined =>
  STANDARDS.find((one) => one === text);
