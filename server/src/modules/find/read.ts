import type { Lang } from '../../contract/lists.ts';
import type { FieldError } from '../../contract/errors.ts';
import { Invalid } from '../../errors.ts';
import { say } from '../../http/messages.ts';
import { check, readQuery } from '../../http/query.ts';
import { search as endpoint } from '../search/schema.ts';
import type { SearchQuery } from '../search/service.ts';
import type { Raw } from './address.ts';

/** What stands wrong at which word. */
export interface WordError {
  field: string;
  message: string;
}

/** Every word that can be read; the others are told. */
export function readWords(search: string, lang: Lang): { raw: Raw; errors: WordError[] } {
  const errors: WordError[] = [];
  const raw = Object.create(null) as Record<string, string>;
  for (const part of search.replace(/^\?/, '').split('&')) {
    try {
      for (const [name, value] of Object.entries(readQuery(part)))
        raw[name] = raw[name] === undefined ? value : `${raw[name]},${value}`;
    } catch (cause) {
      errors.push(...toErrors(cause, lang));
    }
  }
  delete raw['lang'];
  return { raw, errors };
}

/** Throws Invalid. */
export const checkWords = (raw: Raw, lang: Lang): SearchQuery => check(endpoint.query, raw, 'query', lang);

/** The sentences of an Invalid; anything else is thrown on. */
export function toErrors(cause: unknown, lang: Lang): WordError[] {
  if (!(cause instanceof Invalid)) throw cause;
  return cause.errors.map(({ field, message }: FieldError) => ({ field, message: say(message, lang) }));
}
