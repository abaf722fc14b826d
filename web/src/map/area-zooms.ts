/** From here on counties are counted, before it cities: as the server's tiles do. */
export const COUNTY_ZOOM = 8;
/** From here on things are counted where they lie. */
export const RING_ZOOM = 10;
