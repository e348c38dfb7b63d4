import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/allocation-runs/allocation-run.policy.ts";
import type { Run, RunSummary } from "../../stages/allocation-runs/allocation-run.ts";
import { button, details, form, type Html, html, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import type { Workbench } from "./workbench.ts";

/** Left pane: where the work stands, four figures, drafts side by side, signatures. */
export function stepsPane(visit: StaffVisit, words: Words, bench: Workbench): Html {
  const { run } = bench;
  return html`<section aria-labelledby="steps"><h1 class="govuk-heading-l" id="steps">${
    run
      ? words.t(run.state === "published" ? "allocation.published-run" : "allocation.draft", {
          number: run.number,
        })
      : words.t("allocation.title")
  }</h1>
${steps(words, bench)}${checks(words, bench)}${run?.summary && figures(words, run.summary)}${
  bench.drafts.length > 1 && compare(visit, words, bench)
}${bench.changes.length > 0 && outOfDate(words, bench)}${signOff(visit, words, bench)}${runAgain(visit, words, bench)}${
  run && provenance(visit, words, run)
}</section>`;
}

function steps(words: Words, { run, checks, toLookAt, signatures }: Workbench): Html {
  const stopped = checks.some((c) => c.stop && !c.passed);
  const done = words.t("allocation.step-done");
  const state = {
    data: stopped ? words.t("allocation.step-to-fix") : done,
    rules: run ? done : words.t("allocation.step-next"),
    review: run?.summary ? words.t("allocation.to-look-at", { count: toLookAt }) : "",
    sign:
      run?.state === "published" || signatures.length >= 2
        ? done
        : words.t("allocation.signed-of", { count: signatures.length }),
  };
  const names = ["data", "rules", "review", "sign"] as const;
  return html`<ol class="govuk-list govuk-list--number">${names.map(
    (name) =>
      html`<li>${words.t(`allocation.step-${name}`)}${state[name] && html` <strong>${state[name]}</strong>`}</li>`,
  )}</ol>`;
}

/** Before the first run whatever is not right stands open; later only what stops the next one. */
function checks(words: Words, { run, checks: list }: Workbench): Html | null {
  if (list.length === 0) return null;
  const passed = list.filter((c) => c.passed).length;
  return details({
    summary: words.t("allocation.checks", { passed, of: list.length }),
    open: list.some((c) => !c.passed && (c.stop || run === null)),
    text: html`<ul class="govuk-list govuk-list--spaced">${list.map((check) => {
      const result = check.passed ? "ok" : check.stop ? "stop" : "look";
      return html`<li><strong>${words.t(`allocation.check-${result}`)}</strong> ${
        check.passed
          ? words.t(`allocation.check-${check.code}` as MessageKey)
          : words.problem({ code: `check-${check.code}`, params: check.params })
      }${
        check.codes.length > 0 &&
        html`<br><span class="govuk-hint">${check.codes.map((code, at) => html`${at > 0 && ", "}<span class="app-nowrap">${code}</span>`)}</span>`
      }</li>`;
    })}</ul>`,
  });
}

function figures(words: Words, summary: RunSummary): Html {
  const rows: [string, string][] = [
    [
      words.t("allocation.placed"),
      words.t("allocation.of-seats", { placed: summary.placed, seats: summary.seats }),
    ],
    [words.t("allocation.first-choice"), share(words, summary)],
    [
      words.t("allocation.reserved-used"),
      words.t("allocation.of", { count: summary.reservedUsed, of: summary.reservedSeats }),
    ],
    [words.t("allocation.rules-broken"), words.number(summary.hardRulesBroken)],
  ];
  return table({
    caption: words.t("allocation.figures"),
    captionClasses: "govuk-visually-hidden",
    firstCellIsHeader: true,
    rows: rows.map(([name, value]) => [
      name,
      { text: html`<strong>${value}</strong>`, format: "numeric" },
    ]),
  });
}

const share = (words: Words, summary: RunSummary): string =>
  summary.applicants === 0 ? "–" : words.percent(summary.firstChoice / summary.applicants);

function womenShare(words: Words, summary: RunSummary): string {
  const women = summary.groups.find((g) => g.attribute === "gender" && g.value === "woman");
  return women && women.applied > 0 ? words.percent(women.placed / women.applied) : "–";
}

function compare(visit: StaffVisit, words: Words, bench: Workbench): Html {
  const { slug } = visit.tx.actor.scheme;
  const drafts = bench.drafts
    .filter((d) => d.summary)
    .slice(0, 3)
    .reverse();
  const row = (name: MessageKey, value: (draft: Run & { summary: RunSummary }) => string) => [
    words.t(name),
    ...drafts.map((d) => ({
      text: value(d as Run & { summary: RunSummary }),
      format: "numeric" as const,
    })),
  ];
  return html`<h2 class="govuk-heading-m">${words.t("allocation.compare")}</h2>${table({
    caption: words.t("allocation.compare"),
    captionClasses: "govuk-visually-hidden",
    firstCellIsHeader: true,
    head: [
      html`<span class="govuk-visually-hidden">${words.t("allocation.figures")}</span>`,
      ...drafts.map((d) => ({
        text: html`<a class="govuk-link" href="${paths.run(slug, d.id)}">${words.t("allocation.draft-short", { number: d.number })}</a>`,
        format: "numeric" as const,
      })),
    ],
    rows: [
      row("allocation.placed", (d) => words.number(d.summary.placed)),
      row("allocation.first-choice", (d) => share(words, d.summary)),
      row("allocation.women", (d) => womenShare(words, d.summary)),
      row("allocation.reserved-used", (d) => words.number(d.summary.reservedUsed)),
      row("allocation.pinned", (d) => words.number(d.summary.pinned)),
    ],
  })}${bench.moves && moves(words, bench.moves)}${
    bench.run?.summary &&
    html`<p class="govuk-body"><a class="govuk-link" href="${paths.runComparison(slug, bench.run.id)}">${words.t("allocation.compare-open")}</a></p>`
  }`;
}

/** Person by person: who would have another place than in the draft before. */
function moves(words: Words, { before, people }: NonNullable<Workbench["moves"]>): Html {
  const title = words.t("allocation.moved-since", { count: people.length, number: before });
  if (people.length === 0) return html`<p class="govuk-body">${title}</p>`;
  return details({
    summary: title,
    text: table({
      head: [words.t("allocation.code"), words.t("allocation.before"), words.t("allocation.now")],
      rows: people.map((p) => [p.code, p.from ?? "–", p.to ?? "–"]),
    }),
  });
}

function outOfDate(words: Words, { changes }: Workbench): Html {
  return html`<div class="govuk-inset-text"><p class="govuk-body"><strong>${words.t("allocation.out-of-date")}</strong></p><ul class="govuk-list govuk-list--bullet">${changes.map((problem) => html`<li>${words.problem(problem)}</li>`)}</ul></div>`;
}

function signOff(visit: StaffVisit, words: Words, bench: Workbench): Html | null {
  const { run, signatures, changes } = bench;
  if (!run?.summary) return null;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const mine = signatures.some((s) => s.userId === actor.userId);
  const maySign = run.state === "computed" && can.sign(actor) && !mine && changes.length === 0;
  return html`<h2 class="govuk-heading-m">${words.t("allocation.sign-off")}</h2>${
    signatures.length > 0 &&
    html`<ul class="govuk-list">${signatures.map(
      (s) =>
        html`<li>${words.t("allocation.signed-by", {
          name: s.personName,
          role: words.t(`console.role-${s.role}` as MessageKey),
          when: words.dayTime(s.signedAt),
        })}</li>`,
    )}</ul>`
  }${
    maySign &&
    form(
      { action: paths.signatures(slug, run.id), key: newId() },
      button({ text: words.t("allocation.sign-draft", { number: run.number }) }),
    )
  }<p class="govuk-body app-muted">${words.t("allocation.two-people")}</p>${
    run.state === "computed" &&
    can.publish(actor) &&
    html`<p class="govuk-body"><a class="govuk-link" href="${paths.publication(slug, run.id)}">${words.t("allocation.preview-publication")}</a></p>`
  }`;
}

function runAgain(visit: StaffVisit, words: Words, bench: Workbench): Html | null {
  const { actor } = visit.tx;
  if (bench.published || !can.startRun(actor) || bench.run?.state === "computing") return null;
  if (bench.checks.some((c) => c.stop && !c.passed) && !bench.run) return null;
  return html`${!bench.run && html`<p class="govuk-body">${words.t("allocation.run-hint")}</p>`}${form(
    { action: paths.runs(actor.scheme.slug, bench.callId), key: newId() },
    button({
      text: words.t(bench.run ? "allocation.run-again" : "allocation.run"),
      kind: bench.run && bench.changes.length === 0 ? "secondary" : "primary",
      preventDoubleClick: true,
    }),
  )}`;
}

function provenance(visit: StaffVisit, words: Words, run: Run): Html {
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const link = (href: string, text: string) =>
    html`<p class="govuk-body"><a class="govuk-link" href="${href}">${text}</a></p>`;
  return html`${
    run.state === "published" &&
    html`${link(paths.offers(slug, run.callId), words.t("offers.title"))}${link(
      paths.publicRun(visit.locale, slug, run.id),
      words.t("allocation.public-page"),
    )}`
  }${
    can.readFrozenFiles(actor) &&
    link(paths.runFolder(slug, run.id), words.t("allocation.frozen-files"))
  }${details({
    summary: words.t("allocation.provenance"),
    text: html`<p class="govuk-body">${words.t("allocation.provenance-text", {
      rule: run.rule,
      version: run.codeVersion,
    })}</p><dl class="govuk-body">${[
      [words.t("allocation.seed"), run.seed],
      [words.t("allocation.problem-hash"), run.problemHash],
      [words.t("allocation.result-hash"), run.resultHash ?? "–"],
    ].map(
      ([name, value]) =>
        html`<dt><strong>${name}</strong></dt><dd><code class="app-hash">${value}</code></dd>`,
    )}</dl>`,
  })}`;
}
