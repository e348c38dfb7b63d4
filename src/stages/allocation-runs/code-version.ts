import about from "../../../package.json" with { type: "json" };

/** Written into each run: with the problem and the seed it is all one needs to repeat it. */
export const CODE_VERSION = `kalfa ${about.version}`;
