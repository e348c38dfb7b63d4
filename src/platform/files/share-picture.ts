import sharp from "sharp";

/**
 * The points of a drawing of our own, for programs that show a picture beside a link and open no SVG.
 * Letters are outlines in it already, so that no font of the machine is asked.
 */
export const pngOf = (
  svg: string,
  size: { readonly width: number; readonly height: number },
): Promise<Buffer> =>
  sharp(Buffer.from(svg)).resize(size.width, size.height).png({ palette: true }).toBuffer();
