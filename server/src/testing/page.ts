import type { PlaceDetails, Provenance } from '../contract/common.ts';
import type { Lang } from '../contract/lists.ts';
import { toPositions } from '../formats/crs.ts';
import type { PageContext } from '../html/page.ts';
import { wordsOf } from '../html/words.ts';

const LABELS = {
  terms: [{ vocabulary: 'topic', code: 'calligraphy', parent: null, zh: '书法', en: 'Calligraphy', replacedBy: null }],
  divisions: [{ code: '330106', parent: null, level: 'county', name: '西湖区', nameEn: 'Xihu District' }],
};

/** What a page is written with when nothing is open but the test. */
export const pageContext = (lang: Lang = 'zh-CN'): PageContext => ({
  words: wordsOf(lang, LABELS),
  origin: 'https://map.example.org',
  now: new Date('2026-11-27T15:20:00+08:00'),
});

export const PROVENANCE: Provenance = {
  isDemo: false,
  sourceSystem: 'test',
  sourceUrl: null,
  confirmedOn: null,
  confirmedBy: null,
  updatedAt: '2026-11-20T09:00:00+08:00',
  lang: 'zh-CN',
};
export const ORGANISER_REF = { id: 7, name: '浙江老年大学' };

export function placeNamed(name: string): PlaceDetails {
  return {
    ...{
      id: 8,
      name,
      address: '',
      division: '330106',
      divisionBy: 'declared',
      lngLat: [120.13, 30.26],
      precision: null,
    },
    ...{ positions: toPositions([120.13, 30.26]), phone: '0571-1', website: null },
    ...{ openingHours: null, openingExceptions: [], accessibility: [] },
  };
}

/** The facts of a body in their order, tags left out: [name, value]. */
export function readFacts(html: string): [string, string][] {
  const plain = (text: string) =>
    text
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  return [...html.matchAll(/<dt>(.*?)<\/dt>\s*<dd>(.*?)<\/dd>/gs)].map(([, name, value]) => [
    plain(name!),
    plain(value!),
  ]);
}
