import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { can } from "../../stages/calls/call.policy.ts";
import type { Call } from "../../stages/calls/call.ts";
import { readCall } from "../../stages/calls/read-calls.ts";
import {
  backLink,
  button,
  buttonGroup,
  form,
  type Html,
  html,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { formOf } from "./typed.ts";

export type PartVisit = {
  readonly visit: StaffVisit;
  readonly call: Call;
  /** What was typed: a refused form, an address that asks for a check, or nothing. */
  readonly typed: Form;
  readonly problems: readonly Problem[];
};

/** A part of a call on a page of its own: what it is called, what stands on it, how it is kept. */
export interface Part {
  readonly name: string;
  /** Catalogue key of its heading: `calls.part-<name>`. */
  readonly body: (of: PartVisit) => Promise<Html> | Html;
  /** After the form: what the part needs forms of its own for. */
  readonly after?: (of: PartVisit) => Promise<Html> | Html;
  readonly save: (visit: StaffVisit, call: Call) => Promise<Result<unknown>>;
  /** Where a field of a problem stands, if not under its own name. */
  readonly targets?: Readonly<Record<string, string>>;
  /** What a field is called at the top of the page. */
  readonly labels?: (of: PartVisit) => Readonly<Record<string, string>>;
  /** True for what goes on being changed once the call is open. */
  readonly alwaysOpen?: boolean;
  /** The page has no form of its own at all: everything happens on pages below it. */
  readonly formless?: boolean;
}

/** GET and POST of a part. Once the call is open, a frozen part leads back to the call. */
export function partRoutes(part: Part): Route[] {
  const path = paths.callPart(":scheme", ":callId", part.name);
  const get: Route = {
    method: "GET",
    path,
    access: "staff",
    allow: can.changeCall,
    answer: async (visit) => {
      const call = await readCall(visit.tx, visit.params.callId ?? "");
      if (!call) return nothingHere;
      if (call.state !== "draft" && !part.alwaysOpen) return toCall(visit, call);
      const typed = formOf(visit.query);
      return page(await partPage(part, { visit, call, typed, problems: [] }));
    },
  };
  const post: Route = {
    method: "POST",
    path,
    access: "staff",
    allow: can.changeCall,
    answer: async (visit): Promise<Answer> => {
      const call = await readCall(visit.tx, visit.params.callId ?? "");
      if (!call) return nothingHere;
      const saved = await part.save(visit, call);
      if (saved.ok) return toCall(visit, call, `?saved=${part.name}`);
      const of = { visit, call, typed: visit.form, problems: saved.problems };
      return refusedPage(await partPage(part, of));
    },
  };
  return part.formless ? [get] : [get, post];
}

const toCall = (visit: StaffVisit, call: Call, query = ""): Answer =>
  redirect(`${paths.call(visit.tx.actor.scheme.slug, call.id)}${query}`);

async function partPage(part: Part, of: PartVisit): Promise<Html> {
  const { visit, call, problems } = of;
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const title = words.t(`calls.part-${part.name}` as "calls.part-basics");
  const back = paths.call(slug, call.id);
  const body = await part.body(of);
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({ words, href: back, text: words.t("calls.back-to-call") }),
    body: html`${problemSummary(words, problems, part.targets, part.labels?.(of))}<h1 class="govuk-heading-l"><span class="govuk-caption-l">${words.t("call-sheet.name", { number: call.number })}</span> ${title}</h1>
<p class="govuk-body">${words.t(`calls.part-${part.name}-intro` as "calls.part-basics-intro")}</p>
${
  part.formless
    ? body
    : form(
        {
          action: paths.callPart(slug, call.id, part.name),
          key: newId(),
          keep: `call-${part.name}-${call.id}`,
          attributes: { "data-check": part.name === "dates" },
        },
        body,
        buttonGroup(
          button({ text: words.t("site.save"), preventDoubleClick: true }),
          html`<a class="govuk-link" href="${back}">${words.t("site.cancel")}</a>`,
        ),
      )
}
${part.after && (await part.after(of))}`,
  });
}
