import type { BaseMap } from '@zlm/server/contract';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { baseLayers } from './base-layers.ts';
import { BASE_SOURCE } from './name-layer.ts';
import { streetLayers } from './street-layers.ts';
import { imageLayers, NAMES_SOURCE } from './image-layers.ts';
import type { Drawn } from './types.ts';

interface Ground {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
}

/** Sources and layers below what can be learned; `origin`: where the base map comes from, without a slash at the end. */
export function buildBase(base: BaseMap, drawn: Drawn, origin: string): Ground {
  switch (base.type) {
    case 'built-in':
      return {
        sources: {
          [BASE_SOURCE]: builtIn(`${origin}/basemap/{z}/{x}/{y}.mvt`),
        },
        layers: baseLayers(drawn),
      };
    case 'pmtiles': {
      const { path, minzoom, maxzoom, hasBoundaries } = base;
      const tiles = [`pmtiles://${origin}${path}/{z}/{x}/{y}`];
      return {
        sources: { [BASE_SOURCE]: { type: 'vector', tiles, minzoom, maxzoom } },
        layers: streetLayers(drawn, hasBoundaries),
      };
    }
    case 'tianditu': {
      const { ground, names, minzoom, maxzoom } = base;
      const images = { type: 'raster', tileSize: 256, minzoom, maxzoom } as const;
      return {
        sources: {
          [BASE_SOURCE]: { ...images, tiles: ground },
          [NAMES_SOURCE]: { ...images, tiles: names[drawn.lang] },
        },
        layers: imageLayers(drawn),
      };
    }
  }
}

/** Sparse: without a connection a tile that was not kept is cut out of a kept one above it, else all would be sea. */
function builtIn(tiles: string): SourceSpecification & { sparse: true } {
  return { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: 12, sparse: true };
}
