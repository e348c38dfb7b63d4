import jsQr from "jsqr";

// Its types promise a module with a default; what it gives is the function.
const read = jsQr as unknown as typeof jsQr.default;

/** The text of a square in a picture, for telephones that read none by themselves; loaded on demand. */
export const readSquare = (picture: Pick<ImageData, "data" | "width" | "height">): string | null =>
  read(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" })?.data ??
  null;
