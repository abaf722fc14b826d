import { AREA_FILTER, CIRCLE_FILTER, filtersWhere, rowOf, TOPIC_FILTER } from '../../contract/filter-table.ts';
import { innermost, rankDivisions, type DivisionContext } from './choose-division.ts';
import { segment, type Piece } from './segment.ts';
import { settle, type Known } from './settle.ts';
import { toTokens } from './tokens.ts';
import type { Meaning } from './words/entry.ts';

export interface ReadOptions extends DivisionContext, Known {
  /** Days since 1970-01-01 in Shanghai. */
  today: number;
}

export type FilterName = keyof Meaning;
/** A word of the text and the filter it became. */
export interface Part {
  text: string;
  /** Where it stands in the text, in UTF-16 units. */
  at: number;
  name: FilterName;
  /** As in an address; empty for `near`, whose spot only the device knows. */
  value: string;
  /** Divisions of the same name that were not meant. */
  others: string[];
}
/** A word that is left out because nothing is lost with it. */
export interface Dropped {
  text: string;
  at: number;
}
export interface Reading {
  /** What stays as words. */
  q: string;
  filters: Meaning;
  parts: Part[];
  dropped: Dropped[];
  /** Somebody means where they are. */
  near: boolean;
}

/** Characters and words of a long sentence; what is longer is no question, and is looked for as it is. */
const MOST_TOKENS = 64;
/** Of what holds one value a second one said is left out. */
const isSingle = (name: FilterName) => rowOf(name)!.isList !== true;
/** A word for where somebody is, which they alone know. */
const DAYS: readonly FilterName[] = filtersWhere({ tells: 'days' });
/** Days said in one way exclude days said in the other. */
const rivalsOf = (name: FilterName) =>
  DAYS.includes(name) ? DAYS.filter((other) => rowOf(other)!.type !== rowOf(name)!.type) : [];

/** Reads what somebody typed. Nothing but the arguments decides; each character ends in q, a part or a dropped word. */
export function read(text: string, options: ReadOptions): Reading {
  const reading: Reading = { q: text.trim(), filters: {}, parts: [], dropped: [], near: false };
  // Where each character of q stands in the text.
  let places = Array.from({ length: reading.q.length }, (_, i) => i + text.length - text.trimStart().length);
  // What stays must mean nothing more when it is read alone.
  for (;;) {
    const found = readOnce(reading.q, options, reading);
    if (found === null) return reading;
    const shift = <T extends { at: number }>(one: T): T => ({ ...one, at: places[one.at]! });
    reading.parts.push(...found.parts.map(shift));
    reading.dropped.push(...found.dropped.map(shift));
    reading.filters = found.filters;
    reading.near ||= found.near;
    places = found.kept.flatMap(([from, to], i) => [...(i > 0 ? [-1] : []), ...places.slice(from, to)]);
    reading.q = found.kept.map(([from, to]) => reading.q.slice(from, to)).join(' ');
  }
}

interface Found extends Omit<Reading, 'q'> {
  /** Stretches of the text that stay. */
  kept: [from: number, to: number][];
  /** A word that stays is one of a topic. */
  holdsTopic: boolean;
}

function readOnce(text: string, options: ReadOptions, before: Reading): Found | null {
  const { lexicon, today } = options;
  const tokens = toTokens(text);
  if (tokens.length > MOST_TOKENS) return null;
  const pieces = segment(tokens, lexicon);
  const taken = settle(pieces, options);
  const found: Found = {
    kept: [],
    filters: { ...before.filters },
    parts: [],
    dropped: [],
    near: false,
    holdsTopic: false,
  };
  const divisions = chooseDivisions(
    pieces.filter((piece) => taken.has(piece)),
    options,
  );
  for (const piece of pieces) {
    const { sense } = piece;
    found.holdsTopic ||= sense?.is === 'word' && sense.isTopic;
    if (!taken.has(piece) || sense === null || sense.is === 'word') keep(piece, text, found);
    else if (sense.is === 'filler') drop(piece, text, found);
    else if (sense.is === 'near') {
      found.near = true;
      found.parts.push({ ...spanOf(piece, text), name: CIRCLE_FILTER, value: '', others: [] });
    } else if (sense.is === 'division') addDivision(piece, divisions.get(piece)!, text, found);
    else addMeaning(piece, typeof sense.means === 'function' ? sense.means(today) : sense.means, text, found);
  }
  const isUnderstood = found.parts.length > 0;
  const isFirst = before.parts.length + before.dropped.length === 0;
  // Beside a topic, and after something was understood, what only accompanied it may go even when nothing more is.
  if (!isUnderstood && (found.dropped.length === 0 || (isFirst && !found.holdsTopic))) return null;
  if (isFirst && isLoneTopic(found, text, options)) return null;
  return found;
}

/** A topic by itself is best looked for as a word: everything of the topic has it, and what else is called so comes too. */
function isLoneTopic({ parts, kept, dropped }: Found, text: string, { occurs }: Known): boolean {
  return kept.length + dropped.length === 0 && parts.length === 1 && parts[0]!.name === TOPIC_FILTER && occurs(text);
}

function spanOf({ tokens }: Piece, text: string): Dropped {
  const at = tokens[0]!.from;
  return { text: text.slice(at, tokens.at(-1)!.to), at };
}

function keep({ tokens }: Piece, text: string, { kept }: Found): void {
  const [from, to] = [tokens[0]!.from, tokens.at(-1)!.to];
  const last = kept.at(-1);
  // Signs inside a phrase stay with it.
  if (last && isBridge(text.slice(last[1], from))) last[1] = to;
  else kept.push([from, to]);
}

/** Nothing but what is no word lies between. */
const isBridge = (between: string): boolean => toTokens(between).length === 0;

function drop(piece: Piece, text: string, { dropped }: Found): void {
  dropped.push(spanOf(piece, text));
}

function addMeaning(piece: Piece, means: Meaning, text: string, found: Found): void {
  const { filters } = found;
  const pairs = Object.entries(means) as [FilterName, string][];
  const isRefused = pairs.some(
    ([name, value]) =>
      (isSingle(name) && filters[name] !== undefined && filters[name] !== value) ||
      rivalsOf(name).some((rival) => filters[rival] !== undefined),
  );
  if (isRefused) return drop(piece, text, found);
  for (const [name, value] of pairs) {
    found.parts.push({ ...spanOf(piece, text), name, value, others: [] });
    filters[name] = isSingle(name) ? value : unite(filters[name], value);
  }
}

const unite = (known: string | undefined, value: string): string =>
  [...new Set([...(known?.split(',') ?? []), ...value.split(',')])].sort().join(',');

/** By piece its code and those of the same name. Places that do not lie in one another are all meant. */
function chooseDivisions(pieces: readonly Piece[], options: ReadOptions): Map<Piece, string[]> {
  const named = pieces.flatMap((piece) =>
    piece.sense?.is === 'division' ? [{ piece, codes: piece.sense.codes }] : [],
  );
  const all = named.flatMap(({ codes }) => codes);
  const ranked = named.map(({ piece, codes }) => ({ piece, codes: rankDivisions(codes, all, options) }));
  const chosen = ranked.map(({ codes }) => codes[0]!);
  return new Map(
    ranked.map(({ piece, codes: [own, ...others] }) => {
      const inner = innermost(own!, chosen, options.lexicon);
      return [piece, inner === own ? [own, ...others] : [inner]];
    }),
  );
}

function addDivision(piece: Piece, [code, ...others]: string[], text: string, found: Found): void {
  found.parts.push({ ...spanOf(piece, text), name: AREA_FILTER, value: code!, others });
  found.filters[AREA_FILTER] = unite(found.filters[AREA_FILTER], code!);
}
