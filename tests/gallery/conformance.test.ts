import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { adapters } from "./adapters.ts";
import { type Exceptions, exceptions } from "./exceptions.ts";
import { normalise } from "./normalise.ts";

interface Fixture {
  readonly name: string;
  readonly options: Record<string, unknown>;
  readonly html: string;
}

function fixturesOf(component: string): readonly Fixture[] {
  const path = createRequire(import.meta.url).resolve(
    `govuk-frontend/dist/govuk/components/${component}/fixtures.json`,
  );
  return (JSON.parse(readFileSync(path, "utf8")) as { fixtures: Fixture[] }).fixtures;
}

/**
 * Our navigation wraps instead of hiding behind a menu button that only a script can show, so that
 * button (hidden in the fixtures) is taken out before comparing.
 */
const withoutMenuButton = (html: string): string =>
  html.replace(/<button[^>]*service-navigation__toggle[^>]*>[^<]*<\/button>/, "");

const ours: Exceptions = exceptions;

describe.each(Object.keys(adapters))("%s says what govuk-frontend says", (component) => {
  const fixtures = fixturesOf(component);
  const known = ours[component] ?? {};

  it.each(fixtures.filter(({ name }) => known[name] === undefined))(
    "$name",
    ({ options, html }) => {
      expect(normalise(String(adapters[component]?.(options) ?? ""))).toBe(
        normalise(withoutMenuButton(html)),
      );
    },
  );

  it("names only exceptions that are still needed", () => {
    const stale = fixtures
      .filter(({ name }) => known[name] !== undefined)
      .filter(({ options, html }) => {
        try {
          return (
            normalise(String(adapters[component]?.(options) ?? "")) ===
            normalise(withoutMenuButton(html))
          );
        } catch {
          return false;
        }
      })
      .map(({ name }) => name);
    const gone = Object.keys(known).filter((name) => !fixtures.some((one) => one.name === name));
    expect([...stale, ...gone]).toEqual([]);
  });
});
