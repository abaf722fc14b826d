/** The zooms that tiles are made for; beyond the last one a map overzooms. */
export const MIN_ZOOM = 5;
export const MAX_ZOOM = 16;

/** Deepest zoom with clusters; from the next one on every stack is a feature of its own. */
export const LAST_CLUSTER_ZOOM = 13;
