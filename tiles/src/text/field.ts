import { runSteps } from '../input/steps.ts';
import { FieldBuilder } from './field-builder.ts';
import type { OnBigram } from './field-changes.ts';
import { findString, rawOf, textOf, type FieldIndex } from './field-index.ts';
import { normalise } from './normalise.ts';
import type { FieldName } from './weights.ts';

// Strings of edits read again at once when a query comes: some milliseconds.
const MOST_AT_ONCE = 256;
const GROWTH = 4;

/** A string of a field: its segment and its number there. */
export interface StringRef {
  field: FieldIndex;
  string: number;
}

/** One field of all documents: a large segment that came with a load, small ones of strings that came later. */
export class Field {
  readonly name: FieldName;
  /** In order of age; every string is in one of them. */
  segments: readonly FieldIndex[];
  /** Distinct strings that documents have. */
  distinct: number;
  /** String by document, counted over all segments, -1 for none. */
  #stringOf: Int32Array;
  readonly #onBigram: OnBigram;
  /** Segments that are being made into one. */
  #merging: ReadonlySet<FieldIndex> = new Set();

  constructor(segment: FieldIndex, stringOf: Int32Array, onBigram: OnBigram) {
    this.name = segment.name;
    this.segments = [segment];
    this.distinct = segment.count;
    this.#stringOf = stringOf;
    this.#onBigram = onBigram;
  }

  get byteLength(): number {
    return this.#stringOf.byteLength;
  }

  /** Gives documents that had none their strings; `docs[i]` gets `raws[i]`. */
  add(docs: readonly number[], raws: readonly string[]): StringRef[] {
    const strings = this.#findOrMake(raws);
    const refs: StringRef[] = [];
    for (const [i, doc] of docs.entries()) {
      const string = strings[i]!;
      this.#setString(doc, string);
      if (string < 0) continue;
      const ref = this.#locate(string);
      if (ref.field.changes.add(ref.field, ref.string, doc, this.#onBigram)) this.distinct++;
      refs.push(ref);
    }
    return refs;
  }

  /** Takes its string from a document; null when it had none. */
  remove(doc: number): StringRef | null {
    const string = this.#stringOf[doc]!;
    if (string < 0) return null;
    this.#stringOf[doc] = -1;
    const ref = this.#locate(string);
    if (ref.field.changes.remove(ref.field, ref.string, doc, this.#onBigram)) this.distinct--;
    return ref;
  }

  #findOrMake(raws: readonly string[]): number[] {
    // Most edits leave all strings as they are.
    let builder: FieldBuilder | null = null;
    const offset = this.#end;
    const strings = raws.map((raw) => {
      if (raw === '') return -1;
      const text = normalise(raw);
      for (const segment of this.segments) {
        const known = findString(segment, raw, text);
        if (known >= 0) return segment.offset + known;
      }
      builder ??= new FieldBuilder(this.name, 0);
      return offset + builder.idOf(raw);
    });
    if (builder) this.#append(builder);
    return strings;
  }

  get #end(): number {
    const last = this.segments.at(-1)!;
    return last.offset + last.count;
  }

  #append(builder: FieldBuilder): void {
    const segment = runSteps(builder.finish(0, this.#end));
    segment.changes.clear(segment);
    this.segments = [...this.segments, segment];
    for (;;) {
      // That of the load stays as it is.
      const [before, last] = this.segments.slice(1).slice(-2);
      if (!before || !last || this.#merging.has(before) || this.#merging.has(last)) break;
      if (before.count > GROWTH * last.count || before.count + last.count > MOST_AT_ONCE) break;
      const old = [before, last];
      this.#replace(old, runSteps(joinSteps(old)));
    }
  }

  /** Makes one segment of all that came after the load, in steps; none while that is under way. */
  *mergeSteps(): Generator<void, void> {
    const late = this.segments.slice(1);
    if (late.length < 2 || this.#merging.size > 0) return;
    this.#merging = new Set(late);
    try {
      const steps = joinSteps(late);
      let step = steps.next();
      for (; !step.done; step = steps.next()) yield;
      this.#replace(late, step.value);
    } finally {
      this.#merging = new Set();
    }
  }

  /** Puts a segment of all their strings in the place of some that follow one another. */
  #replace(old: readonly FieldIndex[], joined: FieldIndex): void {
    for (const field of old) {
      const offset = field.offset - joined.offset;
      for (let string = 0; string < field.count; string++) {
        joined.changes.adopt(joined, offset + string, field.changes, string);
      }
    }
    joined.changes.tell(joined, true, this.#onBigram);
    for (const field of old) field.changes.tell(field, false, this.#onBigram);
    const at = this.segments.indexOf(old[0]!);
    this.segments = [...this.segments.slice(0, at), joined, ...this.segments.slice(at + old.length)];
  }

  #locate(string: number): StringRef {
    let at = this.segments.length - 1;
    while (this.segments[at]!.offset > string) at--;
    const field = this.segments[at]!;
    return { field, string: string - field.offset };
  }

  #setString(doc: number, string: number): void {
    if (doc >= this.#stringOf.length) {
      const longer = new Int32Array(doc + 64 + (doc >>> 6)).fill(-1);
      longer.set(this.#stringOf);
      this.#stringOf = longer;
    }
    this.#stringOf[doc] = string;
  }
}

/** One segment of the strings of several that follow one another; a string keeps its place among all. */
function* joinSteps(segments: readonly FieldIndex[]): Generator<void, FieldIndex> {
  const builder = new FieldBuilder(segments[0]!.name, 0);
  for (const field of segments) {
    for (let string = 0; string < field.count; string++) {
      builder.keep(rawOf(field, string), textOf(field, string));
      if (string % MOST_AT_ONCE === MOST_AT_ONCE - 1) yield;
    }
  }
  const steps = builder.finish(0, segments[0]!.offset);
  let step = steps.next();
  for (; !step.done; step = steps.next()) yield;
  const joined = step.value;
  // What edits change from here on is mended when the documents are taken over.
  for (const { count, offset, changes } of segments) {
    for (let string = 0; string < count; string++) {
      if (changes.docsOf(string)!.length === 0) joined.changes.lose(joined, offset - joined.offset + string);
      if (string % MOST_AT_ONCE === MOST_AT_ONCE - 1) yield;
    }
  }
  return joined;
}
