import type {
  ExpressionSpecification,
  SymbolLayerSpecification,
  VariableAnchorOffsetCollectionSpecification,
} from 'maplibre-gl';

export const BASE_SOURCE = 'base';

// A name steps aside from the bubble on its spot; offsets in ems, nearest first.
const STEP_ASIDE: VariableAnchorOffsetCollectionSpecification = [
  ['center', [0, 0]],
  ...[1.2, 1.6, 2, 2.5, 3, 3.6].flatMap((away) => [
    ['top', [0, away]] as const,
    ['bottom', [0, -away]] as const,
    ['left', [away, 0]] as const,
    ['right', [-away, 0]] as const,
    ['top-left', [away * 0.75, away * 0.75]] as const,
    ['top-right', [-away * 0.75, away * 0.75]] as const,
    ['bottom-left', [away * 0.75, -away * 0.75]] as const,
    ['bottom-right', [-away * 0.75, -away * 0.75]] as const,
  ]),
].flat() as VariableAnchorOffsetCollectionSpecification;

interface NameLayer {
  id: string;
  layer: string;
  filter?: ExpressionSpecification;
  text: ExpressionSpecification;
  color: string | ExpressionSpecification;
  halo: string;
  font: string[];
  /** How much larger than usual names are. */
  scale: number;
  /** zoom, px, zoom, px */
  size: [number, number, number, number];
  minzoom: number;
  maxzoom?: number;
  /** px kept free around it */
  padding?: number;
  /** Those with the least are placed first. */
  sort?: ExpressionSpecification;
}

/** Names of a layer of the base map, by the reader's own fonts. */
export function nameLayer({ id, layer, text, color, halo, font, scale, size, minzoom, ...more }: NameLayer) {
  const [near, small, far, large] = size;
  const { filter, maxzoom, padding = 4, sort } = more;
  return {
    id,
    type: 'symbol',
    source: BASE_SOURCE,
    'source-layer': layer,
    minzoom,
    ...(maxzoom !== undefined && { maxzoom }),
    ...(filter && { filter }),
    layout: {
      'text-field': text,
      'text-font': font,
      'text-size': ['interpolate', ['linear'], ['zoom'], near, small * scale, far, large * scale],
      'text-letter-spacing': 0.04,
      'text-max-width': 8,
      'text-variable-anchor-offset': STEP_ASIDE,
      'text-justify': 'auto',
      'text-padding': padding,
      ...(sort && { 'symbol-sort-key': sort }),
    },
    paint: { 'text-color': color, 'text-halo-color': halo, 'text-halo-width': 1.6, 'text-halo-blur': 0.4 },
  } satisfies SymbolLayerSpecification as SymbolLayerSpecification;
}
