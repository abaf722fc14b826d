import type { BaseMap } from '@zlm/server/contract';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { baseLayers } from './base-layers.ts';
import { BASE_SOURCE } from './name-layer.ts';
import type { Palette } from './palette.ts';
import { streetLayers } from './street-layers.ts';
import { imageLayers, NAMES_SOURCE } from './image-layers.ts';
import type { MapLang } from './types.ts';

interface Look {
  palette: Palette;
  isDark: boolean;
  lang: MapLang;
  /** Where the base map comes from, without a slash at the end. */
  origin: string;
}
interface Ground {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
}

/** Sources and layers below what can be learned. */
export function buildBase(base: BaseMap, { palette, isDark, lang, origin }: Look): Ground {
  switch (base.type) {
    case 'built-in':
      return {
        sources: {
          [BASE_SOURCE]: { type: 'vector', tiles: [`${origin}/basemap/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 12 },
        },
        layers: baseLayers(palette, lang),
      };
    case 'pmtiles': {
      const { path, minzoom, maxzoom, hasBoundaries } = base;
      const tiles = [`pmtiles://${origin}${path}/{z}/{x}/{y}`];
      return {
        sources: { [BASE_SOURCE]: { type: 'vector', tiles, minzoom, maxzoom } },
        layers: streetLayers(palette, lang, hasBoundaries),
      };
    }
    case 'tianditu': {
      const { ground, names, minzoom, maxzoom } = base;
      const images = { type: 'raster', tileSize: 256, minzoom, maxzoom } as const;
      return {
        sources: { [BASE_SOURCE]: { ...images, tiles: ground }, [NAMES_SOURCE]: { ...images, tiles: names[lang] } },
        layers: imageLayers(palette, isDark),
      };
    }
  }
}
