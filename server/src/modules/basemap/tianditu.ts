/** The servers of Tianditu; nothing else of it is asked. */
export const TIANDITU_ORIGINS = Array.from({ length: 8 }, (_, n) => `https://t${n}.tianditu.gov.cn`);

export const TIANDITU_ZOOMS = { minzoom: 1, maxzoom: 18 };

type Layer = 'vec' | 'cva' | 'eva';

/** Tile addresses of a layer in Web Mercator, one for each server; `key` is the operator's, seen by every browser. */
export function listTiandituTiles(layer: Layer, key: string): string[] {
  const query = [
    'SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles',
    `LAYER=${layer}`,
    'TILEMATRIX={z}&TILEROW={y}&TILECOL={x}',
    `tk=${key}`,
  ].join('&');
  return TIANDITU_ORIGINS.map((origin) => `${origin}/${layer}_w/wmts?${query}`);
}
