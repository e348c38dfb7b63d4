/**
 * Whether a Word file may be kept and handed out again: no program, nothing fetched from elsewhere,
 * nothing embedded that another program opens, no field that calculates or calls.
 */
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { partsOf, type WordParts } from "./parts-of.ts";
import { attribute, type XmlMark, xmlMarks } from "./xml-marks.ts";

/** A file that was found harmless, with its XML read once. */
export type CheckedDocx = {
  readonly parts: WordParts;
  readonly xml: ReadonlyMap<string, readonly XmlMark[]>;
};

const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
/** What a letter is made of; pictures that are themselves small programs (EMF, WMF, SVG) are not. */
const KINDS = /\.(xml|rels|png|jpe?g|gif|odttf|ttf)$/i;
const PROGRAMS =
  /vbaProject|vbaData|activeX|\.bin$|macroEnabled|ms-word\.(?:document|template)\.macro/i;
const EMBEDDED = /^word\/embeddings\//i;

/** Everything that speaks against the file, at once. */
export function checkDocx(bytes: Buffer): Result<CheckedDocx> {
  const opened = partsOf(bytes);
  if (!opened.ok) return opened;
  const parts = opened.value;
  const main = parts.get("word/document.xml");
  const types = parts.get("[Content_Types].xml");
  if (!main || !types) return refuse({ code: "word-none" });
  const xml = new Map<string, readonly XmlMark[]>();
  const problems: Problem[] = [];
  for (const [name, part] of parts) {
    if (PROGRAMS.test(name)) problems.push({ code: "word-program" });
    else if (EMBEDDED.test(name)) problems.push({ code: "word-embedded" });
    else if (!KINDS.test(name)) problems.push({ code: "word-part", params: { name } });
    if (!/\.(xml|rels)$/i.test(name)) continue;
    // One alphabet of bytes: in another one the marks that are looked for are spelt otherwise.
    const text = part.includes(0) ? undefined : utf8(part);
    const marks = text === undefined ? undefined : xmlMarks(text);
    if (!marks) return refuse({ code: "word-broken" });
    xml.set(name, marks);
  }
  problems.push(...typeProblems(xml.get("[Content_Types].xml") ?? []));
  for (const [name, marks] of xml) {
    if (name.endsWith(".rels")) problems.push(...relationProblems(marks));
    else if (name.startsWith("word/")) problems.push(...contentProblems(marks));
  }
  const once = problems.filter(
    (one, at) => problems.findIndex((o) => JSON.stringify(o) === JSON.stringify(one)) === at,
  );
  return once.length > 0 ? refuse(...once) : ok({ parts, xml });
}

function utf8(part: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(part);
  } catch {
    return undefined;
  }
}

const isTag = (mark: XmlMark): mark is Extract<XmlMark, { attributes: string }> =>
  mark.kind === "open" || mark.kind === "empty";
const local = (name: string): string => name.slice(name.indexOf(":") + 1);

function typeProblems(marks: readonly XmlMark[]): Problem[] {
  const types = marks.filter(isTag).map(({ attributes }) => ({
    part: attribute(attributes, "PartName"),
    type: attribute(attributes, "ContentType"),
  }));
  if (types.some(({ type }) => PROGRAMS.test(type))) return [{ code: "word-program" }];
  const main = types.find(({ part }) => part.toLowerCase() === "/word/document.xml");
  return main?.type === MAIN ? [] : [{ code: "word-none" }];
}

/** A web address that a reader presses is text; everything else from elsewhere opens by itself. */
function relationProblems(marks: readonly XmlMark[]): Problem[] {
  return marks.filter(isTag).flatMap(({ attributes }): Problem[] => {
    const target = attribute(attributes, "Target");
    const type = attribute(attributes, "Type");
    if (/\/(vbaProject|control|activeXControl\w*|attachedToolbars)$/i.test(type)) {
      return [{ code: "word-program" }];
    }
    if (/\/(oleObject|package|aFChunk|subDocument)$/i.test(type))
      return [{ code: "word-embedded" }];
    const outside =
      attribute(attributes, "TargetMode").toLowerCase() === "external" ||
      /^[a-z][a-z0-9+.-]*:|^[\\/]{2}/i.test(target);
    if (!outside) return [];
    const link = /\/hyperlink$/.test(type) && /^(https?:\/\/|mailto:|tel:)/i.test(target);
    return link ? [] : [{ code: "word-outside", params: { address: target.slice(0, 120) } }];
  });
}

/** Fields of Word that only say where one is in the document, or what day it is. */
const FIELDS =
  /^(PAGE|NUMPAGES|SECTION|SECTIONPAGES|TOC|PAGEREF|REF|NOTEREF|SEQ|STYLEREF|HYPERLINK|DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|TITLE|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|SYMBOL)$/i;

/** Word's own names under another prefix than Word's own: what is looked for would not be seen. */
const RENAMED =
  /xmlns(?!:w\s*=)(:[\w.-]+)?\s*=\s*["'](http:\/\/schemas\.openxmlformats\.org|http:\/\/purl\.oclc\.org\/ooxml)\/wordprocessingml\//;

function contentProblems(marks: readonly XmlMark[]): Problem[] {
  const problems: Problem[] = [];
  const judge = (instruction: string): void => {
    const [name = "", of = ""] = instruction.trim().split(/\s+/);
    if (name === "" || FIELDS.test(name)) return;
    problems.push(
      /^MERGEFIELD$/i.test(name)
        ? { code: "word-merge-field", params: { name: of.replaceAll('"', "").slice(0, 60) } }
        : { code: "word-field", params: { name: name.slice(0, 30) } },
    );
  };
  // An instruction may be cut into runs and hold others; each ends where its result begins.
  const open: string[] = [];
  let instructs = false;
  for (const mark of marks) {
    if (mark.kind === "text") {
      if (instructs && open.length > 0) open[open.length - 1] += mark.text;
      continue;
    }
    const name = local(mark.name);
    if (name === "instrText") instructs = mark.kind === "open";
    if (!isTag(mark)) continue;
    if (RENAMED.test(mark.attributes)) problems.push({ code: "word-none" });
    if (name === "altChunk" || name === "object" || name === "OLEObject" || name === "control") {
      problems.push({ code: "word-embedded" });
    }
    if (name === "fldSimple") judge(attribute(mark.attributes, "w:instr"));
    if (name !== "fldChar") continue;
    const step = attribute(mark.attributes, "w:fldCharType");
    if (step === "begin") open.push("");
    else if (step === "separate") {
      judge(open.at(-1) ?? "");
      if (open.length > 0) open[open.length - 1] = "";
    } else if (step === "end") judge(open.pop() ?? "");
  }
  for (const left of open) judge(left);
  return problems;
}
