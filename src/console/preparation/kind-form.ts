import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Problem } from "../../shared/result.ts";
import type { LineKinds, NewKind } from "../../stages/preparation/change-kinds.ts";
import { isAutomatic } from "../../stages/preparation/task.rules.ts";
import { ONLY_FOR, type TaskKind, WHO } from "../../stages/preparation/task.ts";
import { ALWAYS_ON, kindField, type TypedKind } from "../../stages/preparation/task-kind.rules.ts";
import { checkboxes, fieldset, type Html, html, input, select, table } from "../../ui/index.ts";
import { taskName } from "./task-words.ts";

const NEW = "new";

const typedOf = (sent: Form, code: string): TypedKind => {
  const text = (box: string) => sent.text(kindField(code, box));
  return {
    code,
    name: text("name"),
    who: text("who"),
    daysBefore: text("days"),
    remindOn: text("remind"),
    onlyFor: text("only"),
    isOn: text("on") !== "",
    blocking: text("blocking") !== "",
    proof: text("proof") !== "",
  };
};

const keptAs = (kind: TaskKind): TypedKind => ({
  ...kind,
  name: "",
  daysBefore: String(kind.daysBefore),
  remindOn: kind.remindOn.join(", "),
});

/** What was sent of a form that was sent, else what the line asks for. */
export const typedKinds = (sent: Form, { kinds }: LineKinds): readonly TypedKind[] =>
  kinds.map((kind) =>
    sent.has(kindField(kind.code, "who")) ? typedOf(sent, kind.code) : keptAs(kind),
  );

export const typedNew = (sent: Form, language: string): NewKind | null =>
  sent.has(kindField(NEW, "name"))
    ? { ...typedOf(sent, NEW), isOn: true, language }
    : {
        code: NEW,
        name: "",
        who: "learner",
        daysBefore: "14",
        remindOn: "-7, 0, 7",
        onlyFor: "everybody",
        isOn: true,
        blocking: true,
        proof: false,
        language,
      };

/** In a cell the next one stands beside it, not below. */
const TIGHT = { classes: "govuk-!-margin-bottom-0" };

type Shown = { readonly words: Words; readonly problems: readonly Problem[] };

const HEADS = ["who", "days", "remind", "only"] as const;

/** What each box is called, for the summary of problems and for who cannot see its column. */
export function labelsOf(words: Words, { kinds }: LineKinds): Record<string, string> {
  const labels: Record<string, string> = {};
  const name = (code: string, text: string) => {
    for (const box of [...HEADS, "on", "name"] as const) {
      const label = words.t(`tasks.kinds-${box}` as MessageKey);
      labels[kindField(code, box)] = `${text}: ${label}`;
    }
  };
  for (const kind of kinds) name(kind.code, taskName(words, kind));
  name(NEW, words.t("tasks.kinds-new"));
  return labels;
}

/** Who, by when, reminded on which days, whom it concerns; names stand where no column does. */
function boxes(
  { words, problems }: Shown,
  typed: TypedKind,
  labels: Readonly<Record<string, string>>,
  hidden: boolean,
) {
  const { t } = words;
  const label = (box: string) => {
    const text = labels[kindField(typed.code, box)] ?? "";
    return hidden
      ? { text, classes: "govuk-visually-hidden" }
      : t(`tasks.kinds-${box}` as MessageKey);
  };
  const at = (box: string) => ({
    words,
    problems,
    name: kindField(typed.code, box),
    label: label(box),
    ...(hidden ? { formGroup: TIGHT } : {}),
  });
  return [
    select({
      ...at("who"),
      value: typed.who,
      items: WHO.map((who) => ({ value: who, text: t(`tasks.who-${who}` as MessageKey) })),
    }),
    input({
      ...at("days"),
      value: typed.daysBefore,
      inputmode: "numeric",
      classes: "govuk-input--width-3",
    }),
    input({ ...at("remind"), value: typed.remindOn, classes: "govuk-input--width-5" }),
    select({
      ...at("only"),
      value: typed.onlyFor,
      items: ONLY_FOR.map((of) => ({ value: of, text: t(`tasks.only-${of}` as MessageKey) })),
    }),
  ] as const;
}

const TICKS = ["blocking", "proof"] as const;

/** Nothing to tick where the answer is fixed: signatures always block, what is known needs no proof. */
const isAsked = (code: string, box: (typeof TICKS)[number]): boolean =>
  box === "blocking" ? code !== ALWAYS_ON : !isAutomatic(code);

const tick = (
  { words }: Shown,
  typed: TypedKind,
  box: (typeof TICKS)[number],
  text: Html | string,
): Html =>
  checkboxes({
    words,
    name: kindField(typed.code, box),
    classes: "govuk-checkboxes--small",
    formGroup: TIGHT,
    items: [{ value: "yes", text, checked: typed[box] }],
  });

export function kindTable(
  shown: Shown,
  of: LineKinds,
  typed: readonly TypedKind[],
  labels: Readonly<Record<string, string>>,
): Html {
  const { words, problems } = shown;
  const { t } = words;
  return table({
    words,
    cards: true,
    caption: t("tasks.kinds-title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("tasks.kinds-on"),
      ...HEADS.map((box) => t(`tasks.kinds-${box}` as MessageKey)),
      ...TICKS.map((box) => t(`tasks.kinds-${box}` as MessageKey)),
    ],
    rows: of.kinds.map((kind, at) => {
      const row = typed[at] ?? keptAs(kind);
      return [
        checkboxes({
          words,
          problems,
          name: kindField(kind.code, "on"),
          classes: "govuk-checkboxes--small",
          formGroup: TIGHT,
          items: [{ value: "yes", text: taskName(words, kind), checked: row.isOn }],
        }),
        ...boxes(shown, row, labels, true),
        ...TICKS.map((box) => {
          const text = `${taskName(words, kind)}: ${t(`tasks.kinds-${box}` as MessageKey)}`;
          const label = html`<span class="govuk-visually-hidden">${text}</span>`;
          return isAsked(kind.code, box) ? tick(shown, row, box, label) : "";
        }),
      ];
    }),
  });
}

/** A task of the line's own: without a name there is none. */
export function newKindPart(
  shown: Shown,
  typed: TypedKind,
  labels: Readonly<Record<string, string>>,
): Html {
  const { words, problems } = shown;
  return fieldset(
    { legend: { text: words.t("tasks.kinds-new"), classes: "govuk-fieldset__legend--m" } },
    html`${input({
      words,
      problems,
      name: kindField(NEW, "name"),
      label: words.t("tasks.kinds-name"),
      hint: words.t("tasks.kinds-name-hint"),
      value: typed.name,
    })}${boxes(shown, typed, labels, false)}${TICKS.map((box) => tick(shown, typed, box, words.t(`tasks.kinds-${box}` as MessageKey)))}`,
  );
}
