/** A tile of the XYZ scheme, y counted from the north. */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}
