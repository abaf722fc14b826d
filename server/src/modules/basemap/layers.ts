import type { Feature, FeatureCollection, Point } from 'geojson';

/** What the base map is drawn from: polygons of land and lakes, lines of rivers, in WGS 84. */
export type BasemapGeometry = Readonly<Record<'land' | 'lakes' | 'rivers', FeatureCollection>>;

export type Rank = 'province' | 'city' | 'county' | 'township';
/** A name on the base map. */
export interface BasemapLabel {
  rank: Rank;
  name: string;
  nameEn: string;
  lngLat: readonly [lng: number, lat: number];
  /** Its position is a guess. */
  approximate?: boolean;
}

/** First zoom a tile carries the names of a rank: one before they are drawn, for fractional zooms. */
const FIRST_ZOOM: Record<Rank, number> = { province: 0, city: 4, county: 7, township: 10 };
const SORT_KEY: Record<Rank, number> = { province: 0, city: 1, county: 2, township: 3 };
const TOWNSHIP_KIND = / (Subdistrict|Town|(\w+ Ethnic )?Township)$/;
export const LABEL_ZOOMS = [...new Set(Object.values(FIRST_ZOOM))].sort((a, b) => a - b);

/** The names a tile of this zoom carries, as points. */
export function toLabelFeatures(labels: readonly BasemapLabel[], zoom: number): FeatureCollection<Point> {
  const shown = labels.filter((label) => FIRST_ZOOM[label.rank] <= zoom);
  return { type: 'FeatureCollection', features: shown.map(toFeature) };
}

function toFeature(label: BasemapLabel): Feature<Point> {
  const { rank, name, lngLat, approximate } = label;
  const nameEn = toShortName(label);
  const sort = SORT_KEY[rank] + (rank === 'township' && name.endsWith('乡') ? 1 : 0);
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...lngLat] },
    properties: { rank, name, name_en: nameEn, sort, ...(approximate && { approximate: true }) },
  };
}

/** In English a city and a township go by their bare names. */
export function toShortName({ rank, nameEn }: BasemapLabel): string {
  return nameEn.replace(rank === 'township' ? TOWNSHIP_KIND : / City$/, '');
}

/** Names of lakes that have one, at the middle of their outline. */
export function toWaterLabels(lakes: FeatureCollection): FeatureCollection<Point> {
  const features = lakes.features.flatMap((lake): Feature<Point>[] => {
    const { name, nameEn } = (lake.properties ?? {}) as { name?: string; nameEn?: string };
    if (name === undefined || lake.geometry.type !== 'Polygon') return [];
    const ring = lake.geometry.coordinates[0] ?? [];
    return [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [middle(ring, 0), middle(ring, 1)] },
        properties: { rank: 'lake', name, name_en: nameEn ?? name },
      },
    ];
  });
  return { type: 'FeatureCollection', features };
}

function middle(ring: readonly number[][], axis: 0 | 1): number {
  const values = ring.map((position) => position[axis] ?? 0);
  return (Math.min(...values) + Math.max(...values)) / 2;
}
