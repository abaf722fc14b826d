import { addProtocol } from 'maplibre-gl';
import { Protocol } from 'pmtiles';

let isReading = false;

/** Lets styles name tiles of PMTiles archives as `pmtiles://<url>/{z}/{x}/{y}`. */
export function readArchives(): void {
  if (isReading) return;
  isReading = true;
  addProtocol('pmtiles', new Protocol().tile);
}
