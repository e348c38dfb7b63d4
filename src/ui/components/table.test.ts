import { expect, test } from "vitest";
import { html } from "../html.ts";
import { table } from "./table.ts";

const head = ["City", "Host", html`<span class="govuk-visually-hidden">Action</span>`];

test("a card keeps the parts of a value together and names each value by its column", () => {
  const cards = String(
    table({
      cards: true,
      firstCellIsHeader: true,
      head,
      rows: [["Lyon", html`A<br><span>B</span>`, html`<a href="/x">Go</a>`]],
    }),
  );
  expect(cards).toContain('data-label="Host"><div class="app-table__value">A<br><span>B</span>');
  // A header of markup is no label: its tags would be read out as letters.
  expect(cards.match(/data-label/g)).toHaveLength(1);
});

test("a first cell that is no header is a value like the others", () => {
  const cards = String(table({ cards: true, head, rows: [["Lyon", "INCOMA", ""]] }));
  expect(cards).toContain('data-label="City">Lyon</td>');
  expect(cards).not.toContain("app-table__value");
});

test("a table that stays a table is left as it is", () => {
  expect(String(table({ head, rows: [[html`<b>x</b>`]] }))).not.toMatch(/data-label|app-table__/);
});
