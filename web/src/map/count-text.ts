import type { ExpressionSpecification } from 'maplibre-gl';
import type { MapLang } from './types.ts';

/** Exact up to 9,999, then to a tenth of 万 or whole thousands. */
export function toCount(lang: MapLang): ExpressionSpecification {
  const count: ExpressionSpecification = ['get', 'point_count'];
  const short: ExpressionSpecification =
    lang === 'en'
      ? ['concat', ['to-string', ['round', ['/', count, 1_000]]], 'k']
      : ['concat', ['to-string', ['/', ['round', ['/', count, 1_000]], 10]], '万'];
  return ['case', ['>=', count, 10_000], short, ['to-string', count]];
}
