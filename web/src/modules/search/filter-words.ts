import type { Kind } from '@zlm/server/contract';
import type { FilterName } from '../../state/words.ts';
import type { MODES, PARTS, PRICES, SEATS, STATUSES, WHENS } from '@zlm/server/contract/lists';
import { areaOf, parseRing } from '../../geometry/ring.ts';
import { useThingText } from '../../things/text.ts';
import { useOrigin } from '../divisions/origin.ts';
import { useDivisions } from '../divisions/divisions.ts';
import { useVocabularies } from '../../things/vocabularies.ts';
import { useInstitutionNames } from '../../things/institution-names.ts';
import { useOriginText } from '../divisions/use-origin-text.ts';
import { useSearchText } from './text.ts';

type OneOf<T extends readonly string[]> = T[number];

/** A filter value in words. */
export function useFilterWords() {
  const { t, weekday, distance, day, dayAndTime } = useSearchText();
  const { size } = useThingText();
  const vocabularies = useVocabularies();
  const divisions = useDivisions();
  const institutions = useInstitutionNames();
  const origin = useOrigin();
  const originText = useOriginText();

  const tell: { [N in FilterName]?: (value: string) => string } = {
    q: (value) => t('search.quoted', { text: value }),
    kind: (value) => t(`kinds.${value as Kind}`),
    mode: (value) => t(`modes.${value as OneOf<typeof MODES>}`),
    price: (value) => t(`prices.${value as OneOf<typeof PRICES>}`),
    seats: (value) => t(`seats.${value as OneOf<typeof SEATS>}`),
    status: (value) => t(`statuses.${value as OneOf<typeof STATUSES>}`),
    when: (value) => t(`whens.${value as OneOf<typeof WHENS>}`),
    part: (value) => t(`parts.${value as OneOf<typeof PARTS>}`),
    weekday: (value) => weekday(Number(value)),
    topic: (value) => vocabularies.label('topic', value),
    audience: (value) => vocabularies.label('audience', value),
    format: (value) => vocabularies.label('format', value),
    accessible: (value) => vocabularies.label('accessibility', value),
    division: (value) => divisions.nameOf(value),
    institution: (value) => institutions.nameOf(value) ?? t('search.institutionUnnamed'),
    open: (value) =>
      value === 'now' ? t('search.openNow') : t('search.openAt', { time: dayAndTime(`${value}:00+08:00`) }),
    near: (value) => {
      const within = t('search.nearWithin', { distance: distance(Number(value.slice(value.lastIndexOf(',') + 1))) });
      return origin.chosen ? `${originText.from(origin.chosen)} ${within}` : within;
    },
    within: (value) => t('search.drawnArea', { size: size(areaOf(parseRing(value))) }),
    at: () => t('search.stack'),
  };

  function dates(from: string | undefined, to: string | undefined): string {
    if (from === undefined) return t('search.datesTo', { to: day(to!) });
    if (to === undefined) return t('search.datesFrom', { from: day(from) });
    return from === to ? day(from) : t('search.dates', { from: day(from), to: day(to) });
  }
  return Object.assign((name: FilterName, value: string) => tell[name]?.(value) ?? value, { dates });
}
