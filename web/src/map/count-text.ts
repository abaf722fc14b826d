import type { ExpressionSpecification } from 'maplibre-gl';
import type { MapLang } from './types.ts';

/** Exact up to 9,999, then to a tenth of 万 or whole thousands; `isRoomy`: there is room for a comma. */
export function toCount(lang: MapLang, isRoomy = false): ExpressionSpecification {
  const count: ExpressionSpecification = ['get', 'point_count'];
  const short: ExpressionSpecification =
    lang === 'en'
      ? ['concat', ['to-string', ['round', ['/', count, 1_000]]], 'k']
      : ['concat', ['to-string', ['/', ['round', ['/', count, 1_000]], 10]], '万'];
  const exact: ExpressionSpecification = isRoomy ? ['number-format', count, { locale: lang }] : ['to-string', count];
  return ['case', ['>=', count, 10_000], short, exact];
}
