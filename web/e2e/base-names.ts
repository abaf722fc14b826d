import type { Page } from 'playwright-core';

const NAME_LAYERS = [
  'quarter-names',
  'sea-names',
  'river-names',
  'township-names',
  'landmarks',
  'area-names',
  'lake-names',
  'county-names',
  'city-names',
];

interface Drawn {
  layer: { id: string };
  properties: Record<string, unknown>;
  geometry: { coordinates: unknown };
}
interface Watching {
  caughtMap?: {
    queryRenderedFeatures: {
      (options: { layers: string[] }): Drawn[];
      (point: [number, number], options: { layers: string[] }): Drawn[];
    };
    project: (lngLat: [number, number]) => { x: number; y: number };
    getLayer: (id: string) => unknown;
  };
}
export interface BaseNames {
  /** Names drawn, by their layer. */
  names: Record<string, string[]>;
  /** Classes of the landmarks among them. */
  classes: string[];
  /** Ids of the drawn waters. */
  waters: string[];
  /** Pins and bubbles on screen. */
  pins: number;
  /** Names that a pin or a bubble lies upon. */
  covered: string[];
}

/** What the base map says on screen; the page must have been opened with `catchMap`. */
export async function readBase(page: Page): Promise<BaseNames> {
  return page.evaluate((layers) => {
    const map = (window as Watching).caughtMap!;
    const there = (ids: string[]) => ids.filter((id) => map.getLayer(id));
    const nameLayers = there(layers);
    const textOf = ({ properties }: Drawn) => String(properties.name);
    const drawn = map.queryRenderedFeatures({ layers: nameLayers });
    const names: Record<string, string[]> = Object.fromEntries(layers.map((id) => [id, []]));
    for (const feature of drawn) names[feature.layer.id]!.push(textOf(feature));
    const pins = map.queryRenderedFeatures({ layers: there(['points', 'clusters']) });
    const covered = pins.flatMap(({ geometry }) => {
      const { x, y } = map.project(geometry.coordinates as [number, number]);
      return map.queryRenderedFeatures([x, y], { layers: nameLayers }).map(textOf);
    });
    const waters = map.queryRenderedFeatures({ layers: there(['lakes']) });
    return {
      names,
      classes: drawn.flatMap(({ layer, properties }) => (layer.id === 'landmarks' ? [String(properties.class)] : [])),
      waters: waters.flatMap(({ properties: { id } }) => (typeof id === 'string' ? [id] : [])),
      pins: pins.length,
      covered,
    };
  }, NAME_LAYERS);
}

/** Those of these layers that draw something now. */
export async function listDrawnLayers(page: Page, layers: string[]): Promise<string[]> {
  return page.evaluate((ids) => {
    const drawn = (window as Watching).caughtMap!.queryRenderedFeatures({ layers: ids });
    return [...new Set(drawn.map(({ layer }) => layer.id))];
  }, layers);
}

/** Names beside spots whose pin is not drawn, and how many names there are. */
export async function readSpotNames(page: Page): Promise<{ drawn: number; pinless: string[] }> {
  return page.evaluate(() => {
    const map = (window as Watching).caughtMap!;
    const at = ({ geometry }: Drawn) => map.project(geometry.coordinates as [number, number]);
    const pins = map.queryRenderedFeatures({ layers: ['points'] }).map(at);
    const names = map.queryRenderedFeatures({ layers: ['spot-names'] });
    const pinless = names.filter((name) => {
      const { x, y } = at(name);
      return !pins.some((pin) => Math.hypot(pin.x - x, pin.y - y) < 3);
    });
    return { drawn: names.length, pinless: pinless.map(({ properties }) => String(properties.text)) };
  });
}
