import type { TextFields } from '../types.ts';
import { FieldBuilder } from './field-builder.ts';
import type { FieldIndex } from './field-index.ts';
import { JoinedPhrases } from './joined-phrases.ts';
import type { Phrase } from './phrases.ts';
import { listPhrases } from './phrases.ts';
import { Readings } from './readings.ts';
import type { Sounds } from './sounds.ts';
import { buildSounds } from './sounds.ts';
import { titleWords } from './title-words.ts';
import type { TextDocs } from './types.ts';
import { FIELD_WEIGHTS } from './weights.ts';

/** Everything a query reads. */
export interface Corpus {
  docCount: number;
  title: FieldIndex;
  /** All fields, the title among them; fewest strings first, so that a yes comes early. */
  fields: readonly FieldIndex[];
  readings: Readings;
  /** In order of rank. */
  phrases: readonly Phrase[];
  phraseTexts: ReadonlySet<string>;
  joined: JoinedPhrases;
  /** The same by their length. */
  byLength: ReadonlyMap<number, readonly Phrase[]>;
  /** The same by their first character. */
  byFirst: ReadonlyMap<number, readonly Phrase[]>;
  /** Phrases of at most 4 characters, in order of rank. */
  shortPhrases: readonly Phrase[];
  sounds: Sounds;
  /** Words of letters in any field but the description, each once. */
  latinWords: readonly string[];
}

const SHORT = 4;

const latin = /^\p{Script=Latin}+$/u;

/** Documents read between two yields: about 5 ms. */
const STEP = 1000;

/** Yields the share done, 0 to 1. */
export function* buildCorpus(docs: TextDocs): Generator<number, Corpus> {
  const docCount = 'get' in docs ? docs.count : docs.length;
  const get = 'get' in docs ? (doc: number) => docs.get(doc) : (doc: number) => docs[doc];
  const builders = mapFields((name) => new FieldBuilder(name, docCount));
  const all = Object.values(builders);
  for (let doc = 0; doc < docCount; doc++) {
    const text = get(doc);
    if (text) for (const builder of all) builder.add(doc, text[builder.name]);
    if (doc % STEP === STEP - 1) yield (0.6 * doc) / docCount;
  }
  const title = yield* builders.title.finish(0.6);
  const topic = yield* builders.topic.finish(0.65);
  const organiser = yield* builders.organiser.finish(0.65);
  const place = yield* builders.place.finish(0.65);
  const description = yield* builders.description.finish(0.7);
  const fields = [title, topic, organiser, place, description].sort((a, b) => a.count - b.count);
  const readings = yield* Readings.build(charactersOf(fields), 0.8);
  const phraseTexts = {
    topics: docsByText(builders.topic, topic),
    organisers: docsByText(builders.organiser, organiser),
    places: docsByText(builders.place, place),
    titleWords: yield* titleWords(title, 0.9),
  };
  const phrases = yield* listPhrases(phraseTexts, 0.95);
  const sounds = yield* buildSounds(phrases, 0.97);
  const named = fields.filter((field) => field !== description);
  return {
    docCount,
    title,
    fields,
    readings,
    phrases,
    joined: new JoinedPhrases(phrases),
    phraseTexts: new Set(phrases.map(({ normalised }) => normalised)),
    shortPhrases: phrases.filter(({ normalised }) => normalised.length <= SHORT),
    byLength: groupBy(phrases, ({ normalised }) => normalised.length),
    byFirst: groupBy(phrases, ({ normalised }) => normalised.charCodeAt(0)),
    sounds,
    latinWords: [...new Set(named.flatMap(({ words }) => words.filter((word) => latin.test(word))))],
  };
}

function mapFields<T>(make: (name: keyof TextFields) => T): Record<keyof TextFields, T> {
  const names = Object.keys(FIELD_WEIGHTS) as (keyof TextFields)[];
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<keyof TextFields, T>;
}

/** Distinct characters of the basic plane, ascending. */
function charactersOf(fields: readonly FieldIndex[]): number[] {
  const seen = new Uint8Array(65536);
  for (const field of fields) for (const key of field.keys) seen[key >>> 16] = 1;
  return [...seen.keys()].filter((unit) => seen[unit] === 1 && (unit < 0xd800 || unit > 0xdfff));
}

function groupBy(phrases: readonly Phrase[], key: (phrase: Phrase) => number): Map<number, Phrase[]> {
  const groups = new Map<number, Phrase[]>();
  for (const phrase of phrases) {
    const group = groups.get(key(phrase));
    if (group) group.push(phrase);
    else groups.set(key(phrase), [phrase]);
  }
  return groups;
}

function docsByText(builder: FieldBuilder, field: FieldIndex): Map<string, number> {
  const { starts } = field.docs;
  return new Map([...builder.ids].map(([text, id]) => [text, starts[id + 1]! - starts[id]!]));
}
