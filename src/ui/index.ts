/** Every piece of a page, in one place to import from. */
export { asset, loadAssets } from "./assets.ts";
export * from "./components/button.ts";
export * from "./components/choice.ts";
export * from "./components/date-input.ts";
export * from "./components/error-summary.ts";
export {
  errorMessage,
  type FieldBase,
  type FieldsetProps,
  fieldset,
  hint,
  type LabelPart,
  label,
  type Part,
  type PartOrText,
} from "./components/field.ts";
export * from "./components/input.ts";
export * from "./components/lists.ts";
export * from "./components/messages.ts";
export * from "./components/navigation.ts";
export * from "./components/table.ts";
export { type FormProps, form, hidden } from "./form.ts";
export {
  attributes,
  type Content,
  classes,
  empty,
  type Html,
  html,
  isHtml,
  lines,
  mailAddress,
} from "./html.ts";
export {
  type ConsolePageProps,
  consolePage,
  type DemoBarProps,
  demoBar,
} from "./layout/console-page.ts";
export { type Heading, pageHeading } from "./layout/document.ts";
export { type Funding, type PortalPageProps, portalPage } from "./layout/portal-page.ts";
export { localLang, localText } from "./local-text.ts";
