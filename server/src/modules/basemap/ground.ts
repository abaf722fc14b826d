import { readFile } from 'node:fs/promises';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { LANDMARKS, type Landmark } from '../../contract/landmarks.ts';
import { distance } from '../../formats/crs.ts';
import type { BasemapGeometry, BasemapLabel } from './layers.ts';
import type { Railway } from './railways.ts';

/** What is drawn over the surveyed shores: own work from known positions, every feature marked `approximate`. */
export interface Ground {
  /** Small lakes and wetlands, by the `id` of their landmark. */
  waters: FeatureCollection;
  /** Dams a person walks on. */
  causeways: FeatureCollection;
  /** `level` 2 is the higher part. */
  hills: FeatureCollection;
  /** Rivers the survey leaves out, with their names. */
  streams: FeatureCollection;
  /** Names of bays and seas. */
  seas: FeatureCollection;
  /** Surveyed rivers have none: the one nearest to `at` gets this one. */
  riverNames: readonly RiverName[];
  railways: readonly Railway[];
}
interface RiverName {
  name: string;
  name_en: string;
  at: readonly [lng: number, lat: number];
}
interface TownshipPosition {
  code: string;
  lng: number;
  lat: number;
}
export interface Unseated {
  code: string;
  name: string;
  nameEn: string;
}

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };
export const NO_GROUND: Ground = {
  waters: NOTHING,
  causeways: NOTHING,
  hills: NOTHING,
  streams: NOTHING,
  seas: NOTHING,
  riverNames: [],
  railways: [],
};
const NEAR_RIVER = 8_000; // metres

export async function readGround(path: string): Promise<Ground> {
  return JSON.parse(await readFile(path, 'utf8')) as Ground;
}

/** Townships without a loaded position, where they are known to be about. */
export async function placeTownships(path: string, unseated: readonly Unseated[]): Promise<BasemapLabel[]> {
  const known = JSON.parse(await readFile(path, 'utf8')) as TownshipPosition[];
  const at = new Map(known.map(({ code, lng, lat }) => [code, [lng, lat] as const]));
  return unseated.flatMap(({ code, name, nameEn }): BasemapLabel[] => {
    const lngLat = at.get(code);
    return lngLat ? [{ rank: 'township', name, nameEn, lngLat, approximate: true }] : [];
  });
}

const isWetland = ({ properties }: Feature): boolean => properties?.wetland === true;

/** Surveyed and drawn lakes; wetlands apart. */
export function mergeWaters(lakes: FeatureCollection, { waters }: Ground) {
  return {
    lakes: collect([...lakes.features, ...waters.features.filter((water) => !isWetland(water))]),
    wetlands: collect(waters.features.filter(isWetland)),
  };
}

/** Surveyed and drawn rivers, with the names that are known. */
export function mergeRivers(rivers: BasemapGeometry['rivers'], { streams, riverNames }: Ground): FeatureCollection {
  const named = new Map<Feature, RiverName>();
  for (const name of riverNames) {
    const nearest = findNearest(rivers.features, name.at);
    if (nearest) named.set(nearest, name);
  }
  const surveyed = rivers.features.map((river): Feature => {
    const found = named.get(river);
    if (!found) return river;
    return { ...river, properties: { ...river.properties, name: found.name, name_en: found.name_en } };
  });
  return collect([...surveyed, ...streams.features]);
}

function findNearest(rivers: readonly Feature[], at: RiverName['at']): Feature | null {
  let nearest: Feature | null = null;
  let least = NEAR_RIVER;
  for (const river of rivers) {
    if (river.geometry.type !== 'LineString') continue;
    for (const [lng = 0, lat = 0] of river.geometry.coordinates) {
      const metres = distance([lng, lat], [...at]);
      if (metres < least) [nearest, least] = [river, metres];
    }
  }
  return nearest;
}

/** First zoom of a rank, as the style draws it. */
const FIRST_ZOOM = { 1: 10, 2: 11, 3: 12 } as const;
export const LANDMARK_ZOOMS = Object.values(FIRST_ZOOM);

/** Landmarks a tile of this zoom carries; a lake that the survey names is named there. */
export function toLandmarkFeatures(lakes: FeatureCollection, zoom: number): FeatureCollection {
  const named = new Set(lakes.features.map(({ properties }) => properties?.name as string | undefined));
  const shown = LANDMARKS.filter(({ rank, name }) => FIRST_ZOOM[rank] <= zoom && !named.has(name));
  return collect(shown.map(toFeature));
}

function toFeature({ id, class: kind, rank, name, nameEn, lngLat }: Landmark): Feature {
  const properties = { id, class: kind, rank, name, name_en: nameEn, approximate: true };
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [...lngLat] }, properties };
}

const collect = <G extends Geometry>(features: Feature<G>[]): FeatureCollection<G> => ({
  type: 'FeatureCollection',
  features,
});
