import type { FilterInput, Kind } from '@zlm/server/contract';
import { filtersWhere, rowOf, type FilterName, type ValueType } from '@zlm/server/contract/filter-table';
import type { MessageKey } from '../../i18n/use-text.ts';
import { areaOf, parseRing } from '../../geometry/ring.ts';
import { useThingText } from '../../things/text.ts';
import { useOrigin } from '../divisions/origin.ts';
import { useDivisions } from '../divisions/divisions.ts';
import { useVocabularies } from '../../things/vocabularies.ts';
import { useInstitutionNames } from '../../things/institution-names.ts';
import { useOriginText } from '../divisions/use-origin-text.ts';
import { valuesOf } from '../../state/url-query.ts';
import { useSearchText } from './text.ts';

const DATES = filtersWhere({ type: 'day' });

/** What is asked for in one breath: one value, or both ends of a span. */
export interface Condition {
  names: readonly FilterName[];
  value: string | null;
  text: string;
}

/** Filters in words. */
export function useFilterWords() {
  const { t, kindsName, weekday, distance, day, dayAndTime } = useSearchText();
  const { size } = useThingText();
  const vocabularies = useVocabularies();
  const divisions = useDivisions();
  const institutions = useInstitutionNames();
  const origin = useOrigin();
  const originText = useOriginText();

  /** By what a value is; lists with texts and vocabularies of their own need no line. */
  const tell: { [T in ValueType]?: (value: string) => string } = {
    text: (value) => t('search.quoted', { text: value }),
    kindCode: (value) => kindsName(value as Kind),
    dayOfWeek: (value) => weekday(Number(value)),
    areaCode: (value) => divisions.nameOf(value),
    organiserId: (value) => institutions.nameOf(value) ?? t('search.institutionUnnamed'),
    moment: (value) =>
      value === 'now' ? t('search.openNow') : t('search.openAt', { time: dayAndTime(`${value}:00+08:00`) }),
    circle: (value) => {
      const within = t('search.nearWithin', { distance: distance(Number(value.slice(value.lastIndexOf(',') + 1))) });
      return origin.chosen ? `${originText.from(origin.chosen)} ${within}` : within;
    },
    corners: (value) => t('search.drawnArea', { size: size(areaOf(parseRing(value))) }),
    point: () => t('search.stack'),
  };
  function say(name: FilterName, value: string): string {
    const { type, texts, vocabulary } = rowOf(name)!;
    if (texts) return t(`${texts}.${value}` as MessageKey);
    if (vocabulary) return vocabularies.label(vocabulary, value);
    return tell[type]?.(value) ?? value;
  }

  /** In the order they are told in: days at the end. */
  function conditions(filters: FilterInput): Condition[] {
    const others = (Object.keys(filters) as FilterName[]).filter((name) => rowOf(name)?.type !== 'day');
    const listed = others.flatMap((name) =>
      valuesOf(filters, name).map((value): Condition => ({ names: [name], value, text: say(name, value) })),
    );
    const [first, last] = DATES.map((name) => filters[name]);
    if (first === undefined && last === undefined) return listed;
    return [...listed, { names: DATES, value: null, text: dates(first, last) }];
  }
  function dates(from: string | undefined, to: string | undefined): string {
    if (from === undefined) return t('search.datesTo', { to: day(to!) });
    if (to === undefined) return t('search.datesFrom', { from: day(from) });
    return from === to ? day(from) : t('search.dates', { from: day(from), to: day(to) });
  }
  return { say, conditions };
}
