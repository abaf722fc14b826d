import type { Scope } from '../../contract/lists.ts';
import { countOf } from '../../contract/unplaced.ts';
import type { PageAnswer, PageRequest, PageRoute } from '../../html/page.ts';
import { Refusal } from '../../http/problem.ts';
import type { Parts } from '../../module.ts';
import { toSearch, withWords } from '../find/address.ts';
import { listChosen } from '../find/filter-words.ts';
import { checkWords, readWords, toErrors } from '../find/read.ts';
import { loadNaming } from '../find/service.ts';
import type { SearchAnswer } from '../search/schema.ts';
import { search } from '../search/service.ts';
import { drawMap } from './map.ts';
import { numberPlaces } from './pins.ts';
import { findPhones, openBase } from './service.ts';
import { renderSheet } from './sheet.ts';

/** What fits on two pages of A4: in English a place takes a line more. */
const CARDS_SHOWN = { 'zh-CN': 34, en: 26 };

export function printPages(parts: Parts): PageRoute[] {
  const { database, pages, origin, config, things } = parts;
  const loadBase = openBase(database, config.basemapFile);

  async function print({ search: sent, lang, now }: PageRequest): Promise<PageAnswer> {
    const words = pages.words(lang);
    const { raw, errors } = readWords(sent, lang);
    const question = withWords(raw, {});
    const answer = errors.length > 0 ? null : await ask();
    // The form says what is wrong, at its field.
    if (!answer) return { redirect: words.href(`/find${sent}`) };
    // A sheet without its list is no use on paper.
    if (answer.degraded.includes('items')) throw new Refusal(503);
    const naming = await loadNaming(database, raw, words);
    const cards = numberPlaces(answer.items);
    const body = renderSheet(
      {
        question: listChosen(question, naming).map(({ text }) => text),
        total: countOf(answer, raw['scope'] as Scope | undefined),
        cards,
        phones: await findPhones(
          database,
          things,
          cards.map(({ card }) => card),
        ),
        map: drawMap(cards, await loadBase(), words),
        findPath: words.href(`/find${toSearch(question)}`),
      },
      { words, origin, now },
    );
    return { body };

    async function ask(): Promise<SearchAnswer | null> {
      try {
        return await search(parts, { ...checkWords(question, lang), limit: CARDS_SHOWN[lang], lang }, now);
      } catch (cause) {
        if (toErrors(cause, lang).length > 0) return null;
        throw cause;
      }
    }
  }
  return [{ path: '/print', localised: true, run: print }];
}
