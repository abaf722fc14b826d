import { AREA_FILTER, rowOf, WORDS_FILTER } from '../../contract/filter-table.ts';
import { toChange } from '../../contract/understood.ts';
import { fill } from '../../contract/words/fill.ts';
import { html, type Markup } from '../../html/markup.ts';
import type { Words } from '../../html/words.ts';
import type { Parts } from '../../module.ts';
import type { Understanding } from '../understanding/schema.ts';
import { understand } from '../understanding/service.ts';
import { toSearch, valuesOf, withWords, type Raw } from './address.ts';
import { findTexts } from './texts.ts';

/** How words were read, as far as their filters are still set. */
export interface Reading {
  raw: Raw;
  said: string;
  answer: Understanding;
}
type Source = Pick<Parts, 'live' | 'things'>;
interface Reader {
  words: Words;
  now: Date;
}
/** Somebody means where they are: only they can tell. */
const isHere = (name: string): boolean => rowOf(name)?.type === 'circle';
const MOST = 200;

/** What the form tells of the words it was filled with: sent back unchanged they are not read again. */
export const readMark = (raw: Raw): string => `${WORDS_FILTER}:${raw[WORDS_FILTER] ?? ''}`;

export const hasWords = (raw: Raw): boolean => raw[WORDS_FILTER] !== undefined;

export const withoutSaid = ({ said: _said, ...raw }: Raw): Raw => raw;

/** The question with its words read as filters; what was said now replaces what was chosen under the same name. */
export async function takeReading(source: Source, raw: Raw, reader: Reader): Promise<Raw> {
  const answer = await readWords(source, raw[WORDS_FILTER], raw, reader);
  if (!answer || answer.parts.length + answer.dropped.length === 0) return raw;
  return withWords(raw, { ...toChange(answer), said: raw[WORDS_FILTER] });
}

/** What led to this question, where the address tells the words. */
export async function explain(source: Source, raw: Raw, reader: Reader): Promise<Reading | null> {
  const answer = await readWords(source, raw['said'], raw, reader);
  if (!answer) return null;
  const parts = answer.parts.filter(({ name, value }) => isHeld(raw, name, value));
  const onlyDropped = answer.parts.length === 0 && answer.dropped.length > 0 && answer.q === raw[WORDS_FILTER];
  return parts.length > 0 || onlyDropped ? { raw, said: raw['said']!, answer: { ...answer, parts } } : null;
}

const isHeld = (raw: Raw, name: string, value: string): boolean =>
  isHere(name) || value.split(',').some((one) => valuesOf(raw, name).includes(one));

async function readWords(source: Source, text: string | undefined, raw: Raw, reader: Reader) {
  const q = text?.trim() ?? '';
  // Too long for a search: that is told at the field.
  if (q === '' || q.length > MOST) return null;
  return understand(source, { q, areas: valuesOf(raw, AREA_FILTER), ...reader });
}

export function renderReading({ raw, said, answer }: Reading, words: Words): Markup {
  const own = findTexts(words.lang);
  const near = answer.parts.find(({ name }) => isHere(name));
  const needsStart = near !== undefined && raw[near.name] === undefined;
  const items = answer.parts
    .filter(({ name }) => !isHere(name) || !needsStart)
    .map(({ text, name, isFormer, label }) =>
      isFormer ? fill(own.readFormer, { text, now: label }) : fill(own.readItem, { text, name: own.readNames[name] }),
    );
  const others = answer.parts.flatMap((part) => part.others);
  const literal = withWords(raw, {
    [WORDS_FILTER]: said,
    ...Object.fromEntries(Object.keys(answer.filters).map((name) => [name, undefined])),
  });
  const to = (question: Raw) => words.href(`/find${toSearch(question)}`);
  return html`<div class="note" id="reading">
    ${items.length > 0 && html`<p>${fill(own.read, { list: [...new Set(items)].join(own.readSeparator) })}</p>`}
    ${answer.dropped.length > 0 && html`<p>${fill(own.readDropped, { words: words.list(answer.dropped) })}</p>`}
    ${needsStart && html`<p><a href="#near">${fill(own.nearNeeds, { text: near.text })}</a></p>`}
    ${
      others.length > 0 &&
      html`<p>
        ${own.readOthers}
        ${others.map(({ value, label }) => html` <a href="${to(withWords(raw, { [AREA_FILTER]: value }))}">${label}</a>`)}
      </p>`
    }
    <p><a href="${to(literal)}">${own.literally}</a></p>
  </div>`;
}
