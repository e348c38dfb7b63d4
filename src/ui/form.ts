import { type Attributes, attributes, type Html, html } from "./html.ts";

export interface FormProps {
  readonly action: string;
  /** `get` for filters and searches: they change nothing and can be kept as an address. */
  readonly method?: "post" | "get" | undefined;
  /**
   * Idempotency key: a fresh one each time the page is shown. A double tap or a replay of the same
   * page carries the same key and is answered with the first result instead of doing it twice.
   */
  readonly key?: string | undefined;
  /** True when the form sends a file. */
  readonly multipart?: boolean | undefined;
  /** Name under which a browser may keep what was typed until it is sent; absent: nothing is kept. */
  readonly keep?: string | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/**
 * A form without the browser's own checks: they speak the browser's language, one problem at a
 * time; ours come from the server, all at once, in the reader's language.
 */
export function form(props: FormProps, ...body: readonly (Html | null | undefined)[]): Html {
  const method = props.method ?? "post";
  return html`<form${attributes({
    id: props.id,
    class: props.classes,
    action: props.action,
    method,
    enctype: props.multipart ? "multipart/form-data" : undefined,
    novalidate: method === "post",
    "data-keep": props.keep,
    ...props.attributes,
  })}>${props.key !== undefined && html`<input type="hidden" name="_key" value="${props.key}">`}${body}</form>`;
}

/** A value that travels with the form and that nobody needs to see. */
export function hidden(name: string, value: string | number): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}
