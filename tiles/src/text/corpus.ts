import { runSteps } from '../input/steps.ts';
import type { TextFields } from '../input/types.ts';
import { Field } from './field.ts';
import { FieldBuilder } from './field-builder.ts';
import type { OnBigram } from './field-changes.ts';
import { byteLengthOf, docsOf, isLiving, rawOf, textOf, type FieldIndex } from './field-index.ts';
import { LivingChars } from './living-chars.ts';
import { PhraseBook } from './phrase-book.ts';
import { PhraseCounts } from './phrases.ts';
import { Readings } from './readings.ts';
import { TitleWords, type CountedTitle } from './title-words.ts';
import type { PhraseSource, TextDocs } from './types.ts';
import type { FieldName } from './weights.ts';

/** Fewest strings first, so that a yes comes early. Always the same, as sums of weights depend on it in their last bit. */
const NAMES: readonly FieldName[] = ['topic', 'place', 'organiser', 'title', 'description'];
const SOURCES: Readonly<Partial<Record<FieldName, PhraseSource>>> = {
  topic: 'topic',
  organiser: 'organiser',
  place: 'place',
};

/** Documents read between two yields: about 5 ms. */
const STEP = 1000;

/** Everything a query reads. What edits leave of it is what would be made of the documents that are left. */
export class Corpus {
  /** Documents, those without a text among them: set by whoever knows. */
  docCount: number;
  /** All fields, segment by segment. */
  fields: readonly FieldIndex[] = [];
  readings: Readings;
  readonly phrases: PhraseBook;
  readonly #fields: readonly Field[];
  readonly #chars: LivingChars;
  readonly #counts: PhraseCounts;
  readonly #words: TitleWords;
  /** Numbers below this one are or were given to documents; those that are free again. */
  #docsEnd: number;
  readonly #freeDocs: number[] = [];

  private constructor(made: {
    docCount: number;
    fields: readonly Field[];
    chars: LivingChars;
    readings: Readings;
    counts: PhraseCounts;
    words: TitleWords;
    phrases: PhraseBook;
  }) {
    this.docCount = made.docCount;
    this.#docsEnd = made.docCount;
    this.#fields = made.fields;
    this.#chars = made.chars;
    this.readings = made.readings;
    this.#counts = made.counts;
    this.#words = made.words;
    this.phrases = made.phrases;
    this.#listSegments();
  }

  /** Yields the share done, 0 to 1. */
  static *build(docs: TextDocs, sample?: number): Generator<number, Corpus> {
    const docCount = 'get' in docs ? docs.count : docs.length;
    const get = 'get' in docs ? (doc: number) => docs.get(doc) : (doc: number) => docs[doc];
    const builders = NAMES.map((name) => new FieldBuilder(name, docCount));
    for (let doc = 0; doc < docCount; doc++) {
      const text = get(doc);
      if (text) for (const builder of builders) builder.add(doc, text[builder.name]);
      if (doc % STEP === STEP - 1) yield (0.6 * doc) / docCount;
    }
    const chars = new LivingChars();
    const fields: Field[] = [];
    for (const builder of builders) {
      const segment = yield* builder.finish(0.6 + 0.05 * fields.length);
      for (const key of segment.keys) chars.note(key, true);
      fields.push(new Field(segment, builder.stringOf, noteIn(chars)));
    }
    chars.takeChanged();
    const readings = yield* Readings.build(chars.list(), 0.85);
    const words = new TitleWords(sample);
    const title = fields.find(({ name }) => name === 'title')!;
    yield* words.readSteps(title.distinct, titlesOf(title), 0.9);
    const counts = new PhraseCounts();
    for (const [text, docs] of yield* words.takeSteps(0.93)) counts.setTitleWord(text, docs);
    for (const { name, segments } of fields) {
      const [first] = segments;
      const source = SOURCES[name];
      for (let string = 0; source && string < first!.count; string++) {
        counts.change(source, rawOf(first!, string), docsOf(first!, string).length);
      }
      yield 0.95;
    }
    const phrases = new PhraseBook();
    yield* phrases.fillSteps(counts.take(), 0.97);
    return new Corpus({ docCount, fields, chars, readings, counts, words, phrases });
  }

  /** Numbers of documents are below this one. */
  get docsEnd(): number {
    return this.#docsEnd;
  }

  get byteLength(): number {
    const own = this.#chars.byteLength + this.#words.byteLength;
    const bytes = this.#fields.reduce((sum, { byteLength }) => sum + byteLength, own);
    return this.fields.reduce((sum, field) => sum + byteLengthOf(field), bytes);
  }

  /** The segments of a field. */
  segmentsOf(name: FieldName): readonly FieldIndex[] {
    return this.#fieldOf(name).segments;
  }

  /** Segments by field. */
  *byField(): Generator<{ segments: readonly FieldIndex[]; distinct: number }> {
    yield* this.#fields;
  }

  isPhrase(normalised: string): boolean {
    return this.#counts.has(normalised);
  }

  /** Takes documents in, then others out; returns the numbers of those that came. */
  edit({ add, remove }: { add: readonly TextFields[]; remove: readonly number[] }): number[] {
    const docs = add.map(() => this.#freeDocs.pop() ?? this.#docsEnd++);
    // First what comes: what goes and comes again was never gone.
    for (const field of this.#fields) {
      const raws = add.map((text) => text[field.name]);
      for (const { field: segment, string } of field.add(docs, raws)) this.#note(segment, string, 1);
    }
    for (const doc of remove) {
      for (const field of this.#fields) {
        const had = field.remove(doc);
        if (had) this.#note(had.field, had.string, -1);
      }
    }
    this.#freeDocs.push(...remove);
    this.#refresh();
    return docs;
  }

  /** Makes one segment of those that edits left, in steps. */
  *mergeSteps(): Generator<void, void> {
    for (const field of this.#fields) {
      yield* field.mergeSteps();
      this.#listSegments();
    }
  }

  #fieldOf(name: FieldName): Field {
    return this.#fields[NAMES.indexOf(name)]!;
  }

  #listSegments(): void {
    this.fields = this.#fields.flatMap(({ segments }) => segments);
  }

  #note(field: FieldIndex, string: number, docs: 1 | -1): void {
    const source = SOURCES[field.name];
    if (source) this.#counts.change(source, rawOf(field, string), docs);
    if (field.name === 'title') this.#words.change(textOf(field, string), docs);
  }

  #refresh(): void {
    this.#listSegments();
    if (this.#chars.takeChanged()) {
      this.readings = runSteps(Readings.build(this.#chars.list(), 1));
      // Kept by slots of the readings before.
      for (const { pairs } of this.fields) pairs.clear();
    }
    const title = this.#fieldOf('title');
    if (this.#words.isOutgrown(title.distinct)) runSteps(this.#words.readSteps(title.distinct, titlesOf(title), 1));
    for (const [text, docs] of runSteps(this.#words.takeSteps(1))) this.#counts.setTitleWord(text, docs);
    this.phrases.update(this.#counts.take());
  }
}

/** The titles that documents have. */
function* titlesOf({ segments }: Field): Generator<CountedTitle> {
  for (const field of segments) {
    for (let string = 0; string < field.count; string++) {
      if (!isLiving(field, string)) continue;
      const docs = docsOf(field, string).length;
      yield { hash: field.table.hashAt(string), text: () => textOf(field, string), docs };
    }
  }
}

/** Made apart: a function made beside `docs` would keep the texts of all documents as long as it lives. */
function noteIn(chars: LivingChars): OnBigram {
  return (key, came) => chars.note(key, came);
}
