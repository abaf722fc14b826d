export type { Lists, RowColumns } from './columns.ts';
export type { FacetCounts } from './counts.ts';
export { FeatureIndex } from './feature-index.ts';
export { canonicalKey, isOneOff } from './filter.ts';
export { NO_DISTANCE } from './page.ts';
export { metresBetween } from './projection.ts';
export { NO_START } from './segment-reader.ts';
export { slotOf } from './slots.ts';
export { runSteps } from './steps.ts';
export { TextNotReady } from './text-search.ts';
export type { Suggestion, TextMatch, Via } from './text/index.ts';
export { TileCache, tileKey } from './tile-cache.ts';
export type { TileId } from './tile-versions.ts';
export { MAX_ZOOM, MIN_ZOOM, toTileJson, type TileJson, type VectorLayer } from './tilejson.ts';
export type {
  Bbox,
  FacetSpec,
  Filter,
  Hit,
  PageRequest,
  Range,
  RowInput,
  Schema,
  Scope,
  Sort,
  TextFields,
  Totals,
} from './types.ts';
