import { LAST_CLUSTER_ZOOM, MAX_ZOOM, MIN_ZOOM } from '../grid/zooms.ts';
import type { Anchored, Bbox, Schema } from '../input/types.ts';

export interface VectorLayer {
  id: string;
  description: string;
  minzoom: number;
  maxzoom: number;
  /** Description of each property by its name. */
  fields: Record<string, string>;
}

/** TileJSON 3.0.0, https://github.com/mapbox/tilejson-spec. */
export interface TileJson {
  tilejson: '3.0.0';
  name: string;
  scheme: 'xyz';
  tiles: string[];
  minzoom: number;
  maxzoom: number;
  bounds: Bbox;
  attribution?: string;
  vector_layers: VectorLayer[];
}

export interface TileJsonOptions {
  name: string;
  /** URL template with {z}, {x} and {y}. */
  tilesUrl: string;
  bounds: Bbox;
  attribution?: string;
}

export function toTileJson(schema: Schema, { name, tilesUrl, bounds, attribution }: TileJsonOptions): TileJson {
  const kinds = schema.facets.find((facet) => facet.name === schema.clusterBy)!.values;
  const kindFields = Object.fromEntries(
    kinds.map((kind) => [kind, `Number: how many are of the ${schema.clusterBy} ${kind}; absent for none.`]),
  );
  const areas = schema.anchored && areaLayer(schema.anchored, kindFields);
  const minzoom = areas ? areas.maxzoom + 1 : MIN_ZOOM;
  return {
    tilejson: '3.0.0',
    name,
    scheme: 'xyz',
    tiles: [tilesUrl],
    minzoom: MIN_ZOOM,
    maxzoom: MAX_ZOOM,
    bounds,
    ...(attribution !== undefined && { attribution }),
    vector_layers: [
      ...(areas ? [areas] : []),
      {
        id: 'clusters',
        description:
          'Several rows near each other, up to zoom 13. Every row is in one feature of one tile. The feature id names the cluster on its zoom.',
        minzoom,
        maxzoom: LAST_CLUSTER_ZOOM,
        fields: {
          point_count: 'Number: rows in the cluster.',
          ...kindFields,
          west: 'Number: least longitude of the members, WGS 84 degrees.',
          south: 'Number: least latitude of the members.',
          east: 'Number: greatest longitude of the members.',
          north: 'Number: greatest latitude of the members.',
        },
      },
      {
        id: 'points',
        description:
          'A row alone; from zoom 14 on a stack with its top row: pinned, then soonest. The feature id is the id.',
        minzoom,
        maxzoom: MAX_ZOOM,
        fields: {
          id: 'Number: id of the thing.',
          kind: `String: its ${schema.clusterBy}.`,
          place: 'Number: id of the place, 0 for none.',
          point_count: 'Number: rows of the stack; absent for one.',
          ...kindFields,
          lng: 'Number: longitude of a stack of several rows, to be asked for with `at`.',
          lat: 'Number: latitude of a stack of several rows.',
        },
      },
    ],
  };
}

function areaLayer({ facet, steps }: Anchored, kindFields: Record<string, string>): VectorLayer {
  const maxzoom = steps.at(-1)!.lastZoom;
  return {
    id: 'areas',
    description: `Rows of one ${facet} at a fixed place, up to zoom ${maxzoom}. Every row is in one feature of one tile.`,
    minzoom: MIN_ZOOM,
    maxzoom,
    fields: {
      point_count: 'Number: rows in the area.',
      ...kindFields,
      [facet]: `String: its ${facet}; absent for rows that belong to none of those shown.`,
    },
  };
}
