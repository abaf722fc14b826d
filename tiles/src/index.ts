export type { Lists, RowColumns } from './columns.ts';
export {
  compactRows,
  packRows,
  type CompactedRows,
  type CompactionWork,
  type PackedRows,
  type PackWork,
} from './compaction.ts';
export type { FacetCounts } from './counts.ts';
export type { Why } from './explain.ts';
export { FeatureIndex } from './feature-index.ts';
export { canonicalKey, isOneOff } from './filter.ts';
export { NO_DISTANCE, NO_START } from './page-top.ts';
export { metresBetween } from './projection.ts';
export { NEVER_ENDS } from './rows.ts';
export { slotOf } from './slots.ts';
export { runSteps } from './steps.ts';
export { TextNotReady } from './text-rows.ts';
export type { Suggestion, TextMatch, Via } from './text/index.ts';
export { TileCache, tileKey } from './tile-cache.ts';
export type { TileId } from './tile-versions.ts';
export { toTileJson, type TileJson, type VectorLayer } from './tilejson.ts';
export type {
  Bbox,
  ClusterRef,
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
export { MAX_ZOOM, MIN_ZOOM } from './zooms.ts';
