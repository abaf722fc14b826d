import { hasBit } from './bitset.ts';
import { buildSegmentSteps, rowAt, type Segment } from './segment.ts';
import { SegmentReader } from './segment-reader.ts';
import { worldX, worldY } from './projection.ts';
import { runSteps } from './steps.ts';
import { TextIndex, type TextSource } from './text/index.ts';
import { TileVersions } from './tile-versions.ts';
import type { RowInput, Schema, TextFields } from './types.ts';

type FieldsOf = (id: number, place: number) => TextFields | undefined;

// A delta joins the one before it unless that is this much larger, so few deltas ever exist.
const GROWTH = 4;

/** The segments: a base, then deltas from old to new. A living row of an id is never in two of them. */
export class SegmentStore {
  readonly #schema: Schema;
  #readers: SegmentReader[] = [];
  #version = 0;
  #count = 0;
  #textReady = false;
  readonly tileVersions = new TileVersions();
  /** Set while a job builds a new base: ids taken out meanwhile, and how many segments it reads. */
  #job: { removed: Set<number>; frozen: number } | null = null;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  get readers(): readonly SegmentReader[] {
    return this.#readers;
  }

  get version(): number {
    return this.#version;
  }

  get count(): number {
    return this.#count;
  }

  get deltaCount(): number {
    return this.#readers.slice(1).reduce((sum, { segment }) => sum + segment.count, 0);
  }

  get textReady(): boolean {
    return this.#textReady;
  }

  *loadSteps(rows: Iterable<RowInput>, count: number): Generator<void, void> {
    const reader = new SegmentReader(yield* buildSegmentSteps(this.#schema, rows, count), null);
    reader.checkIds();
    this.#job = null;
    this.#readers = [reader];
    this.#count = count;
    this.#textReady = false;
    this.tileVersions.reset(++this.#version);
  }

  *loadTextSteps(fields: FieldsOf): Generator<number, void> {
    const base = this.#readers[0];
    if (base) {
      const text = yield* TextIndex.buildSteps(textSource(base.segment, fields));
      if (this.#readers[0] !== base) throw new Error('the rows were replaced while their text was loading');
      base.text = text;
    }
    this.#textReady = true;
  }

  apply({ upsert, remove }: { upsert: readonly RowInput[]; remove: readonly number[] }): void {
    if (upsert.length === 0 && remove.length === 0) return;
    const added = upsert.length > 0 ? this.#build(upsert) : null;
    const ids = new Set(remove);
    for (const { id } of upsert) ids.add(id);
    const positions = [...ids].flatMap((id) => this.#readers.flatMap((reader) => reader.positionsOf(id)));
    for (const { lng, lat } of upsert) if (lng !== null && lat !== null) positions.push([worldX(lng), worldY(lat)]);
    for (const reader of this.#readers) this.#count -= reader.remove(ids);
    if (this.#job) for (const id of ids) this.#job.removed.add(id);
    this.#count += upsert.length;
    if (added) this.#append(added);
    this.tileVersions.touch(++this.#version, positions);
  }

  *compactSteps(fields?: FieldsOf): Generator<void, void> {
    const withText = this.#textReady;
    if (withText && !fields) throw new Error('compact needs the text of the rows again');
    const job = { removed: new Set<number>(), frozen: this.#readers.length };
    this.#job = job;
    try {
      const rows = this.#readers.flatMap(({ segment }) => (segment.count > 0 ? [segment] : []));
      const alive = rows.map(({ alive }) => alive.slice());
      const segment = yield* buildSegmentSteps(this.#schema, livingRows(rows, alive), this.#count);
      const base = new SegmentReader(segment, null);
      if (withText && fields) {
        const steps = TextIndex.buildSteps(textSource(segment, fields));
        let step = steps.next();
        for (; !step.done; step = steps.next()) yield;
        base.text = step.value;
      }
      if (this.#job !== job) throw new Error('the rows were replaced while they were compacted');
      if (this.#textReady !== withText) throw new Error('text was loaded while the rows were compacted');
      base.remove(job.removed);
      this.#readers = [base, ...this.#readers.slice(job.frozen)];
    } finally {
      if (this.#job === job) this.#job = null;
    }
  }

  #build(rows: readonly RowInput[]): SegmentReader {
    const reader = new SegmentReader(runSteps(buildSegmentSteps(this.#schema, rows, rows.length)), rows);
    reader.checkIds();
    return reader;
  }

  #append(added: SegmentReader): void {
    if (this.#readers.length === 0) this.#readers.push(this.#build([]));
    const fixed = Math.max(1, this.#job?.frozen ?? 1);
    let rows = added.inputs!;
    let joined = false;
    for (let last = this.#readers.at(-1)!; this.#readers.length > fixed; last = this.#readers.at(-1)!) {
      if (last.segment.count > GROWTH * rows.length) break;
      rows = [...livingInputs(last), ...rows];
      this.#readers.pop();
      joined = true;
    }
    this.#readers.push(joined ? this.#build(rows) : added);
  }
}

function textSource(segment: Segment, fields: FieldsOf): TextSource {
  return { count: segment.count, get: (row) => fields(segment.id[row]!, segment.place[row]!) };
}

function* livingRows(segments: readonly Segment[], alive: readonly Uint32Array[]): Generator<RowInput> {
  for (const [at, segment] of segments.entries()) {
    for (let row = 0; row < segment.count; row++) if (hasBit(alive[at]!, row)) yield rowAt(segment, row);
  }
}

function livingInputs({ inputs, segment }: SegmentReader): RowInput[] {
  const living: RowInput[] = [];
  for (let row = 0; row < segment.count; row++) {
    if (hasBit(segment.alive, row)) living.push(inputs![segment.order[row]!]!);
  }
  return living;
}
