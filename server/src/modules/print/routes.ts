import { readFile } from 'node:fs/promises';
import { withReader } from '../../db/index.ts';
import type { PageAnswer, PageRequest, PageRoute } from '../../html/page.ts';
import type { Parts } from '../../module.ts';
import type { BasemapGeometry } from '../basemap/layers.ts';
import { listDivisions, listLabels } from '../divisions/queries.ts';
import { toSearch, valuesOf, withWords } from '../find/address.ts';
import { listChosen } from '../find/filter-words.ts';
import { checkWords, readWords, toErrors } from '../find/read.ts';
import { toStarts } from '../find/starts.ts';
import { findInstitutionRefs } from '../institutions/queries.ts';
import type { SearchAnswer } from '../search/schema.ts';
import { search } from '../search/service.ts';
import { drawMap, type Base } from './map.ts';
import { listPhones } from './queries.ts';
import { renderSheet } from './sheet.ts';

/** What fits on two pages of A4. */
export const CARDS_SHOWN = 24;

export function printPages(parts: Parts): PageRoute[] {
  const { database, pages, origin, config } = parts;
  let geometry: Promise<BasemapGeometry> | null = null;

  async function loadBase(): Promise<Base> {
    geometry ??= readFile(config.basemapFile, 'utf8').then((text) => JSON.parse(text) as BasemapGeometry);
    geometry.catch(() => (geometry = null));
    return { geometry: await geometry, labels: await withReader(database, listLabels) };
  }

  async function print({ search: sent, lang, now }: PageRequest): Promise<PageAnswer> {
    const words = pages.words(lang);
    const { raw, errors } = readWords(sent, lang);
    const question = withWords(raw, {});
    const findPath = words.href(`/find${toSearch(question)}`);
    const answer = errors.length > 0 ? null : await ask();
    // The form says what is wrong, at its field.
    if (!answer) return { redirect: words.href(`/find${sent}`) };
    const ids = valuesOf(raw, 'institution').map(Number).filter(Number.isSafeInteger);
    const naming = {
      words,
      starts: toStarts(await withReader(database, (tx) => listDivisions(tx, null))),
      institutions: [...(await withReader(database, (tx) => findInstitutionRefs(tx, ids))).values()],
    };
    const cards = answer.items;
    const body = renderSheet(
      {
        question: listChosen(question, naming).map(({ text }) => text),
        total: countScope(answer, raw['scope']),
        cards,
        phones: await withReader(database, (tx) => listPhones(tx, cards)),
        map: drawMap(cards, await loadBase(), words),
        findPath,
      },
      { words, origin, now },
    );
    return { body };

    async function ask(): Promise<SearchAnswer | null> {
      try {
        return await search(parts, { ...checkWords(question, lang), limit: CARDS_SHOWN }, now);
      } catch (cause) {
        errors.push(...toErrors(cause, lang));
        return null;
      }
    }
  }
  return [{ path: '/print', localised: true, run: print }];
}

function countScope({ total, inView, elsewhere, unplaced }: SearchAnswer, scope = 'all'): number {
  return scope === 'view' ? inView : scope === 'elsewhere' ? elsewhere : scope === 'unplaced' ? unplaced : total;
}
