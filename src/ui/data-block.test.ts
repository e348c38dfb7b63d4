import { expect, test } from "vitest";
import { dataBlock } from "./data-block.ts";

test("facts for programs cannot end their block early, and read back as they were", () => {
  const facts = { name: "</script><script>alert(1)</script>", sign: "\u2028", amp: "a & b" };
  const block = String(dataBlock(facts));
  expect(block.match(/<\/?script/g)).toHaveLength(2);
  const inside = block.slice('<script type="application/ld+json">'.length, -"</script>".length);
  expect(JSON.parse(inside)).toEqual(facts);
});
