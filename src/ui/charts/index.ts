/** Charts drawn on the server: each an SVG with words, and the same figures as a table under it. */
export type { MapLines } from "./base-map.ts";
export { type Bullet, type BulletChartProps, bulletChart } from "./bullet-chart.ts";
export { type CityMapProps, cityMap } from "./city-map.ts";
export { type CutOffStripProps, cutOffStrip, type Strip } from "./cut-off-strip.ts";
export { type DaysWindowProps, daysWindow, type WindowStay } from "./days-window.ts";
export { type FlowMapProps, flowMap, type MapFlow, type MapPoint } from "./flow-map.ts";
export { linesPicture } from "./lines-picture.ts";
export {
  type NetworkEnd,
  type NetworkGraphProps,
  type NetworkLine,
  networkGraph,
} from "./network-graph.ts";
export { citySpots, countryPoint, countrySpots } from "./places.ts";
export { type Rate, type RateDotsProps, rateDots } from "./rate-dots.ts";
