import type { z } from 'zod';
import { Invalid } from '../errors.ts';
import type { Lang } from '../contract/lists.ts';
import { errorMap } from './messages.ts';
import { toFieldErrors } from './problem.ts';

// NUL, other controls and lone surrogates never reach a query: PostgreSQL refuses them late.
const FORBIDDEN = /[\p{Cc}\p{Cs}]/u;

/** The query string as name → text; repeated names are joined by commas. Throws Invalid. */
export function readQuery(search: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const [name, value] = decodePair(part);
    if (FORBIDDEN.test(name) || FORBIDDEN.test(value)) {
      throw new Invalid([{ in: 'query', field: printable(name), message: 'holds a character that is not allowed' }]);
    }
    if (value === '') continue;
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  return query;
}

function decodePair(part: string): [string, string] {
  const at = part.indexOf('=');
  const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
  try {
    return [decodeURIComponent(name.replaceAll('+', ' ')), decodeURIComponent(value.replaceAll('+', ' '))];
  } catch {
    throw new Invalid([{ in: 'query', field: printable(name), message: 'holds a character that is not allowed' }]);
  }
}

function printable(name: string): string {
  return name.replace(/[^\w.-]/g, '?').slice(0, 40);
}

/** Checks one part of a request against its schema; throws Invalid with sentences in `lang`. */
export function check<S extends z.ZodType>(
  schema: S,
  input: unknown,
  where: 'path' | 'query' | 'body',
  lang: Lang,
): z.output<S> {
  const result = schema.safeParse(input, { error: errorMap(lang) });
  if (result.success) return result.data;
  throw new Invalid(toFieldErrors(result.error, where, lang));
}

/** For what takes no words but the language. Throws Invalid. */
export function refuseQuery(query: Record<string, string>): undefined {
  const names = Object.keys(query).filter((name) => name !== 'lang');
  if (names.length) throw new Invalid(names.map((field) => ({ in: 'query', field, message: 'is not known' })));
  return undefined;
}

/** `lang` of the query, else of Accept-Language, else Chinese. */
export function readLang(search: string, acceptLanguage: string | undefined): Lang {
  const asked = /[?&]lang=([\w-]+)/.exec(search)?.[1];
  if (asked === 'en' || asked === 'zh-CN') return asked;
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh-CN';
}
