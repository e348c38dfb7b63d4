/**
 * Whom to call in each sending country besides the partner: the police's own number, and a line for
 * people who may have met traffickers. A country whose line we could not make sure of has none here:
 * a wrong number is worse than the police.
 */
export const PUBLIC_LINES: Readonly<
  Record<
    string,
    {
      readonly police: string;
      readonly victims?: { readonly name: string; readonly phone: string };
    }
  >
> = {
  AL: { police: "129", victims: { name: "Linja Kombëtare", phone: "116 006" } },
  BA: { police: "122" },
  XK: { police: "192" },
  ME: { police: "122", victims: { name: "SOS", phone: "116 666" } },
  MK: { police: "192" },
  RS: { police: "192", victims: { name: "ASTRA", phone: "+381 11 785 0000" } },
};
