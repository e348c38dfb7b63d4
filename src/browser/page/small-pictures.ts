/** The server looks for the square of a sheet at 2,200 points a side; more is only a longer wait. */
const LONGEST = 2400;
const QUALITY = 0.85;

/**
 * Makes chosen photographs small before they are sent: ten of a phone's are 40 MB, ten of these 5.
 * What the browser cannot open (HEIC mostly), or what would not get smaller, is sent as it is, and so
 * is everything without scripts; the server makes its own picture of whatever comes.
 */
export function smallPictures(root: Document): void {
  const waiting = new WeakMap<HTMLFormElement, Promise<unknown>>();
  root.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    if (!field.form || !field.matches("[data-shrink]")) return;
    const { form } = field;
    const work: Promise<void> = shrinkAll(field).finally(() => {
      if (waiting.get(form) === work) waiting.delete(form);
    });
    waiting.set(form, work);
  });
  // Before anything else hears of it: what is not ready is sent when it is, as if tapped then.
  root.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      const work = waiting.get(form);
      if (!work) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      work.then(() => {
        if (form.requestSubmit) form.requestSubmit();
        else form.submit();
      });
    },
    true,
  );
}

async function shrinkAll(field: HTMLInputElement): Promise<void> {
  const chosen = [...(field.files ?? [])];
  try {
    const made = new DataTransfer();
    // One after the other: ten open photographs at once are more than a cheap phone holds.
    for (const file of chosen) made.items.add(await shrunk(file));
    const now = [...(field.files ?? [])];
    // Somebody chose others meanwhile.
    if (now.length === chosen.length && now.every((file, at) => file === chosen[at])) {
      field.files = made.files;
    }
  } catch {
    // Too old a browser for it: the photographs go as they are.
  }
}

async function shrunk(file: File): Promise<File> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, "image/jpeg", QUALITY);
    });
    if (!small || small.size >= file.size) return file;
    const { lastModified } = file;
    return new File([small], `${file.name.replace(/\.\w+$/, "")}.jpg`, {
      type: "image/jpeg",
      lastModified,
    });
  } catch {
    return file;
  }
}
