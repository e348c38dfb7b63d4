/**
 * A timestamp by somebody else (RFC 3161): proof that a seal was there at that time, where the
 * administrator has set an authority. Only the digest of the seal's value goes out.
 */
import { fetchOutside } from "../outside/fetch-outside.ts";
import { integer, nothing, octets, oid, readAll, readDer, sequence, tagged } from "./der.ts";

const HASHES = {
  "SHA-256": "2.16.840.1.101.3.4.2.1",
  "SHA-384": "2.16.840.1.101.3.4.2.2",
  "SHA-512": "2.16.840.1.101.3.4.2.3",
} as const;

export type TimestampAuthority = {
  timestamp(digest: Uint8Array, algorithm: keyof typeof HASHES): Promise<Uint8Array>;
};

/** @param address of the authority, as the administrator wrote it */
export const timestampsFrom = (address: string): TimestampAuthority => ({
  timestamp: async (digest, algorithm) => {
    const { status, bytes } = await fetchOutside(address, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query" },
      body: question(digest, HASHES[algorithm]),
      byAdministrator: true,
    });
    if (status !== 200) throw new Error(`the timestamp authority answered ${status}`);
    return tokenIn(bytes, digest);
  },
});

/** Version 1, what is stamped, and the wish that the authority's certificate comes with it. */
const question = (digest: Uint8Array, hash: string): Buffer =>
  sequence(
    integer(Buffer.of(1)),
    sequence(sequence(oid(hash), nothing()), octets(digest)),
    tagged(0x01, Buffer.of(0xff)),
  );

/** 0: granted; 1: granted with changes. The token must speak of what was asked. */
function tokenIn(answer: Buffer, digest: Uint8Array): Buffer {
  const [state, token] = readAll(readDer(answer).body);
  const [code] = state ? readAll(state.body) : [];
  if (!token || !code || code.body.length !== 1 || (code.body[0] ?? 2) > 1) {
    throw new Error("the timestamp authority refused");
  }
  if (!token.whole.includes(octets(digest))) {
    throw new Error("the timestamp authority stamped something else");
  }
  return token.whole;
}
