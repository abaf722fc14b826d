import { otherAreaName, shortAreaName } from '@zlm/server/contract/words/area-names';
import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { Areas } from './areas.ts';
import { toCount } from './count-text.ts';
import { BOLD } from './fonts.ts';
import { imagePrefix } from './images.ts';
import type { Drawn } from './types.ts';

export const AREAS = 'area-bubbles';

/** Far out, what can be learned by city and county: a plate with name and count. */
export function areaBubbleLayer(
  { palette, look, lang, scale }: Drawn,
  areas: Areas,
  source: string,
): SymbolLayerSpecification {
  // Larger words need more room, and the plates stand no further apart: half the growth is enough.
  const size = 13 * ((1 + scale) / 2);
  return {
    id: AREAS,
    type: 'symbol',
    source,
    'source-layer': 'areas',
    layout: {
      'icon-image': imagePrefix('plate', look),
      'icon-text-fit': 'both',
      'icon-text-fit-padding': [2, 5, 2, 5],
      'icon-allow-overlap': true,
      'icon-padding': 0,
      'text-field': [
        'format',
        nameOf(areas, lang),
        {},
        '\n',
        {},
        toCount(lang, true),
        { 'font-scale': 0.92, 'text-color': palette.accent },
      ],
      'text-font': BOLD,
      'text-size': size,
      'text-line-height': 1.15,
      'text-max-width': 20,
      'text-allow-overlap': true,
      'text-padding': 0,
      // Where two meet the smaller one is not hidden.
      'symbol-sort-key': ['-', ['get', 'point_count']],
    },
    paint: { 'text-color': palette.bubbleText },
  };
}

/** Anchors of the rank a tile shows come first; those of what lies above count what is in none of them. */
function nameOf(areas: Areas, lang: Drawn['lang']): ExpressionSpecification {
  const code: ExpressionSpecification = ['get', 'division'];
  const above = [...areas.values()].filter(({ level }) => level !== 'county');
  const cities = above.filter(({ level, position }) => level === 'city' && position);
  const names = byCode([...areas.values()].map((area) => [area.code, shortAreaName(area, lang)]));
  const others = byCode(above.map((area) => [area.code, otherAreaName(area, lang)]));
  return [
    'case',
    ['!', ['has', 'division']],
    otherAreaName(null, lang),
    ['all', ['has', code, others], ['>=', ['id'], cities.length]],
    ['get', code, others],
    ['coalesce', ['get', code, names], ''],
  ] as ExpressionSpecification;
}

const byCode = (names: readonly (readonly [string, string])[]): ExpressionSpecification => [
  'literal',
  Object.fromEntries(names),
];
