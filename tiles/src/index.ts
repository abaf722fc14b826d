export type { Lists, RowColumns } from './input/columns.ts';
export {
  compactRows,
  packRows,
  type CompactedRows,
  type CompactionWork,
  type PackedRows,
  type PackWork,
} from './rows/compaction.ts';
export type { FacetCounts } from './match/counts.ts';
export type { Why } from './page/explain.ts';
export { FeatureIndex } from './feature-index.ts';
export { canonicalKey, goesBeyondFacets } from './input/filter.ts';
export { NO_DISTANCE } from './page/stale.ts';
export { latOf, lngOf, metresBetween, worldX, worldY } from './grid/projection.ts';
export { NEVER_ENDS } from './input/collect-columns.ts';
export { NO_START, slotOf } from './rows/sessions.ts';
export { runSteps } from './input/steps.ts';
export { TextNotReady } from './match/text-rows.ts';
export {
  isDictionaryWord,
  listElided,
  syllablesOf,
  toSimplified,
  type Suggestion,
  type TextMatch,
  type Via,
} from './text/index.ts';
export { TileCache, tileKey } from './encode/tile-cache.ts';
export type { TileId } from './encode/tile-versions.ts';
export { toTileJson, type TileJson, type VectorLayer } from './encode/tilejson.ts';
export type {
  Anchored,
  AnchorStep,
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
} from './input/types.ts';
export { MAX_ZOOM, MIN_ZOOM } from './grid/zooms.ts';
