/** A position in WGS 84. */
export type LngLat = [lng: number, lat: number];
