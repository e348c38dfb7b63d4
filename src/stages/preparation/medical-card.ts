export const CARD_FIELDS = ["diet", "allergies", "medicines", "conditions"] as const;
export type CardField = (typeof CARD_FIELDS)[number];
/** Each in the person's own words, empty where there is nothing to say. */
export type MedicalCard = Readonly<Record<CardField, string>>;

/** What a card may be opened for. */
export const CARD_REASONS = ["food", "host", "journey", "emergency", "person-asked"] as const;
export type CardReason = (typeof CARD_REASONS)[number];

export type CardReading = {
  readonly at: Date;
  /** `archive` is no choice of a reader: the card left with a whole export of the scheme. */
  readonly reason: CardReason | "archive";
  readonly readerName: string;
  readonly fields: readonly CardField[];
};

export const LONGEST_FIELD = 500;
