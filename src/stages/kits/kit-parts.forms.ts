/** What every room of a kit is made of. */
import { z } from "zod";

export const text = z.string().max(60_000);
export const word = z.string().max(200);
export const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/);
export const country = z.string().regex(/^[A-Z]{2}$/);
export const whole = z.number().int().min(-10_000).max(10_000_000);
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const locale = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/);
export const localised = z.record(locale, text);
export const list = <T extends z.ZodType>(of: T, most = 500) => z.array(of).max(most);

/** A file beside the texts, by what it holds. */
export const attached = z.string().regex(/^files\/[0-9a-f]{64}\.(docx|pdf)$/);
