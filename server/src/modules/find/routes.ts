import { isUnreadable } from '../../db/index.ts';
import type { PageAnswer, PageRequest, PageRoute } from '../../html/page.ts';
import type { Parts } from '../../module.ts';
import { search } from '../search/service.ts';
import { toSearch, withWords } from './address.ts';
import { writeArea, writeHome, writeTopic } from './collections.ts';
import { FORM_WORDS, settleFormWords } from './form-words.ts';
import { renderFind } from './page.ts';
import { explain, readMark, takeReading, withoutSaid } from './reading.ts';
import { checkWords, readWords, toErrors } from './read.ts';
import { findOrganisers, loadNaming } from './service.ts';

export function findPages(parts: Parts): PageRoute[] {
  const { database, pages, origin } = parts;

  async function find({ search: sent, lang, now }: PageRequest): Promise<PageAnswer> {
    const words = pages.words(lang);
    const { raw, errors } = readWords(sent, lang);
    const naming = await loadNaming(database, raw, words).catch((cause: unknown) => {
      // The counts need no names; what was written in the form does.
      if (!isUnreadable(cause) || FORM_WORDS.some((name) => name in raw)) throw cause;
      return { words, starts: [], institutions: [] };
    });
    const settled = await settleFormWords(raw, naming, (text) => findOrganisers(database, text));
    errors.push(...settled.errors);
    const isSettled = settled.changed && errors.length === 0 && settled.choices.length === 0;
    // One address for one question, in the words of the search.
    if (isSettled) {
      const question = withWords(settled.raw, {});
      const isNew = 'read' in raw && raw['read'] !== readMark(raw);
      const plain = isNew ? await takeReading(parts, question, { words, now }) : question;
      return { redirect: words.href(`/find${toSearch(plain)}`) };
    }

    const answer = errors.length > 0 ? null : await ask();
    const reading = answer && (await explain(parts, raw, { words, now }));
    const body = renderFind({ raw, errors, naming, choices: settled.choices, answer, reading }, { words, origin, now });
    return { status: errors.length > 0 ? 400 : 200, body };

    async function ask() {
      try {
        return await search(parts, { ...checkWords(withoutSaid(settled.raw), lang), lang }, now);
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
