import type { Institution } from '@zlm/server/contract';
import { metresBetween } from '../../geometry/metres.ts';

export const FIELDS = ['name', 'type', 'division', 'phone', 'address', 'topics', 'offers'] as const;
export type Field = (typeof FIELDS)[number];
export type Verdict = 'agrees' | 'differs' | 'unknown';

/** As they are compared: written alike where they mean alike. */
function valueOf(field: Field, { title, type, division, phone, places, topics, offers }: Institution): string {
  switch (field) {
    case 'name':
      return title.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
    case 'type':
      return type;
    case 'division':
      return division ?? '';
    case 'phone':
      return (phone ?? '').replaceAll(/^\+86|\D/g, '').replace(/^0/, '');
    case 'address':
      return mainPlace(places)?.address.replaceAll(/\s+/g, '') ?? '';
    case 'topics':
      return [...topics].sort().join(' ');
    case 'offers':
      return Object.values(offers).some((count) => count > 0) ? String(sumOf(offers)) : '';
  }
}

export const mainPlace = (places: Institution['places']) => places.find(({ isMain }) => isMain) ?? places[0];
export const sumOf = (offers: Institution['offers']) => Object.values(offers).reduce((sum, count) => sum + count, 0);

/** Whether two agree in a fact; what one of them lacks speaks for nothing. */
export function verdictOf(field: Field, a: Institution, b: Institution): Verdict {
  const [one, two] = [valueOf(field, a), valueOf(field, b)];
  if (one === '' || two === '') return 'unknown';
  return one === two ? 'agrees' : 'differs';
}

/** In metres, between their main places; null where one has none. */
export function apart(a: Institution, b: Institution): number | null {
  const [one, two] = [mainPlace(a.places)?.lngLat, mainPlace(b.places)?.lngLat];
  return one && two ? metresBetween(one, two) : null;
}
