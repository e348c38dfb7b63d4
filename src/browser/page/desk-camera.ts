/** Reads tickets with the camera: by the browser itself where it can, else by a reader of ours. */
type Detector = { detect(from: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type DetectorMaker = new (options: { formats: string[] }) => Detector;
type Reader = (from: HTMLVideoElement) => Promise<string | null>;

/** Four looks a second are as fast as people walk, and leave a small telephone cool. */
const BETWEEN_LOOKS = 250;
/** The same ticket held a little longer is not a second one. */
const SAME_TICKET = 3_000;
const WIDTH = 480;

const native = async (): Promise<Reader | null> => {
  const maker = (
    window as { BarcodeDetector?: DetectorMaker & { getSupportedFormats?(): Promise<string[]> } }
  ).BarcodeDetector;
  const formats = (await maker?.getSupportedFormats?.().catch(() => [])) ?? [];
  if (!maker || !formats.includes("qr_code")) return null;
  const detector = new maker({ formats: ["qr_code"] });
  return async (from) => (await detector.detect(from))[0]?.rawValue ?? null;
};

async function ours(address: string): Promise<Reader> {
  const { readSquare } = (await import(address)) as {
    readSquare(picture: ImageData): string | null;
  };
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (from) => {
    if (!pen || from.videoWidth === 0) return null;
    canvas.width = WIDTH;
    canvas.height = Math.round((WIDTH * from.videoHeight) / from.videoWidth);
    pen.drawImage(from, 0, 0, canvas.width, canvas.height);
    return readSquare(pen.getImageData(0, 0, canvas.width, canvas.height));
  };
}

export const hasCamera = (): boolean => navigator.mediaDevices?.getUserMedia !== undefined;

/**
 * Shows what the camera sees and tells each ticket once.
 * @returns how to end it; throws where there is no camera or it is not allowed
 */
export async function watchCamera(
  picture: HTMLVideoElement,
  decoder: string,
  seen: (text: string) => void,
): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment" },
  });
  const read = (await native()) ?? (await ours(decoder));
  picture.srcObject = stream;
  await picture.play();
  let isOn = true;
  let last = { text: "", at: 0 };
  const look = async (): Promise<void> => {
    if (!isOn) return;
    const text = await read(picture).catch(() => null);
    const now = Date.now();
    if (text && (text !== last.text || now - last.at > SAME_TICKET)) seen(text);
    if (text) last = { text, at: now };
    setTimeout(look, BETWEEN_LOOKS);
  };
  look();
  return () => {
    isOn = false;
    for (const track of stream.getTracks()) track.stop();
    picture.srcObject = null;
  };
}
