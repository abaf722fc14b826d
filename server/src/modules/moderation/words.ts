import type { FormBody, PinForm } from '../../contract/form.ts';
import type { Lang } from '../../contract/lists.ts';
import type { FlagSource, PinnedKind } from '../../db/index.ts';
import { textsOf } from './body-texts.ts';
import { findWords } from './find-words.ts';
import type { FlaggedWord } from './flagged-words.ts';

/** What of the list stands in which field, with the letters it is written in there. */
export const listWords = (words: readonly FlaggedWord[], form: PinForm, body: FormBody, lang: Lang) =>
  [...textsOf(form, body)].flatMap(({ field, text }) =>
    findWords(words, text).map(({ word: { word, why }, said }) => ({ word, said, why: why[lang], field })),
  );

export const wordsFlag = (words: readonly FlaggedWord[], pinned: readonly PinnedKind[]): FlagSource => ({
  flag: 'words',
  isRaised: (_, { kind, body }) => {
    const form = pinned.find((one) => one.kind === kind)?.form;
    return form !== undefined && listWords(words, form, body, 'en').length > 0;
  },
});
