import { withReader } from '../../db/index.ts';
import type { PageAnswer, PageRequest, PageRoute } from '../../html/page.ts';
import type { Parts } from '../../module.ts';
import { listDivisions } from '../divisions/queries.ts';
import { findInstitutionRefs, findInstitutionsNamed } from '../institutions/queries.ts';
import { search } from '../search/service.ts';
import { toSearch, valuesOf, withWords } from './address.ts';
import { writeArea, writeHome, writeTopic } from './collections.ts';
import { MOST_ORGANISERS, settleFormWords } from './form-words.ts';
import { renderFind } from './page.ts';
import { checkWords, readWords, toErrors } from './read.ts';
import { toStarts } from './starts.ts';

export function findPages(parts: Parts): PageRoute[] {
  const { database, pages, origin } = parts;

  async function find({ search: sent, lang, now }: PageRequest): Promise<PageAnswer> {
    const words = pages.words(lang);
    const { raw, errors } = readWords(sent, lang);
    const starts = toStarts(await withReader(database, (tx) => listDivisions(tx, null)));
    const findOrganisers = (text: string) =>
      withReader(database, (tx) => findInstitutionsNamed(tx, text, MOST_ORGANISERS + 1));
    const settled = await settleFormWords(raw, { words, starts, findOrganisers });
    errors.push(...settled.errors);
    const isSettled = settled.changed && errors.length === 0 && settled.choices.length === 0;
    if (isSettled) return { redirect: words.href(`/find${toSearch(withWords(settled.raw, {}))}`) };

    const answer = errors.length > 0 ? null : await ask();
    const ids = valuesOf(raw, 'institution').map(Number).filter(Number.isSafeInteger);
    const institutions = [...(await withReader(database, (tx) => findInstitutionRefs(tx, ids))).values()];
    const naming = { words, starts, institutions };
    const context = { words, origin, now };
    const body = renderFind({ raw, errors, naming, choices: settled.choices, answer }, context);
    return { status: errors.length > 0 ? 400 : 200, body };

    async function ask() {
      try {
        return await search(parts, checkWords(settled.raw, lang), now);
      } catch (cause) {
        errors.push(...toErrors(cause, lang));
        return null;
      }
    }
  }
  return [
    { path: '/find', localised: true, run: find },
    pages.code({ path: '/topics/:code', write: (code, context) => writeTopic(parts, code, context) }),
    pages.code({ path: '/areas/:code', write: (code, context) => writeArea(parts, code, context) }),
    pages.home(writeHome),
  ];
}
