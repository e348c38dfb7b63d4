import type { MapPoint } from "./flow-map.ts";

type Spot = Omit<MapPoint, "label">;

/** Where a line from a country starts on the map: a point well inside it, not its capital. */
export const countrySpots: readonly Spot[] = [
  { id: "AL", longitude: 20.1, latitude: 41.1 },
  { id: "BA", longitude: 17.8, latitude: 44.2 },
  { id: "XK", longitude: 20.9, latitude: 42.6 },
  { id: "ME", longitude: 19.3, latitude: 42.8 },
  { id: "MK", longitude: 21.7, latitude: 41.6 },
  { id: "RS", longitude: 20.8, latitude: 44.2 },
];

/** The same for hosting countries. */
const hostSpots: readonly Spot[] = [
  { id: "BE", longitude: 4.6, latitude: 50.7, above: true },
  { id: "ES", longitude: -4, latitude: 39.8 },
  { id: "FR", longitude: 2.6, latitude: 46.8 },
  { id: "IT", longitude: 12.2, latitude: 43.4 },
  { id: "MT", longitude: 14.4, latitude: 35.9, above: true },
  { id: "NL", longitude: 5.6, latitude: 52.3, above: true },
  { id: "PL", longitude: 19.2, latitude: 52, above: true },
  { id: "SI", longitude: 14.8, latitude: 46.1, above: true },
];

/** Where a country is drawn; undefined for one that nobody has put on the map. */
export const countryPoint = (code: string): Spot | undefined =>
  [...countrySpots, ...hostSpots].find(({ id }) => id === code);

/** Hosting cities that the consortium has worked with, by the name they write themselves. */
export const citySpots: readonly (Spot & { readonly label: string })[] = [
  { id: "bologna", label: "Bologna", longitude: 11.34, latitude: 44.49 },
  { id: "forli", label: "Forlì", longitude: 12.04, latitude: 44.22 },
  { id: "milan", label: "Milano", longitude: 9.19, latitude: 45.46, above: true },
  { id: "seville", label: "Sevilla", longitude: -5.98, latitude: 37.39 },
  { id: "wroclaw", label: "Wrocław", longitude: 17.04, latitude: 51.11, above: true },
  { id: "maribor", label: "Maribor", longitude: 15.65, latitude: 46.56, above: true },
  { id: "lyon", label: "Lyon", longitude: 4.84, latitude: 45.76 },
  { id: "brussels", label: "Bruxelles", longitude: 4.35, latitude: 50.85 },
  { id: "valletta", label: "Valletta", longitude: 14.51, latitude: 35.9 },
  { id: "amsterdam", label: "Amsterdam", longitude: 4.9, latitude: 52.37 },
];
