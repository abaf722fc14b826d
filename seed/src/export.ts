import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { DemoOptions } from './demo/base.ts';
import type { DemoRules, DemoThing, Refs } from './kinds/kind.ts';
import { createDemo, type Demo } from './load/demo.ts';

/** Things by file, each with its parts; references are source ids, so that nothing depends on a database. */
export function exportDemo({ sets }: Demo): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const { kind, set } of sets) {
    for (const { name, rows } of kind.demo.lists ?? [])
      files.set(
        name,
        toLines(rows(), (row) => row),
      );
    files.set(
      kind.name,
      toLines(set.things, (thing) => withParts(kind.demo, thing)),
    );
  }
  return files;
}

const idOf = ({ sourceId }: DemoThing) => sourceId;
const refs: Refs = { own: idOf, place: idOf, institution: idOf };

function withParts(demo: DemoRules, thing: DemoThing): object {
  let number = 0;
  const lists = demo.parts.map((part) => [part.name, [...part.rows(refs, thing, () => number++)]]);
  return { ...demo.row(refs, thing), ...Object.fromEntries(lists) } as object;
}

/** A line begins with the id of its thing, so sorted lines are sorted things. */
function toLines<T>(things: Iterable<T>, write: (thing: T) => object): string[] {
  return Array.from(things, (thing) => JSON.stringify(write(thing))).sort();
}

/** Writes one `<kind>.ndjson` per kind, sorted by source id. Answers the number of lines. */
export async function writeExport(folder: string, options: DemoOptions): Promise<number> {
  await mkdir(folder, { recursive: true });
  let count = 0;
  for (const [kind, lines] of exportDemo(createDemo(options))) {
    const file = createWriteStream(path.join(folder, `${kind}.ndjson`));
    for (const line of lines) if (!file.write(`${line}\n`)) await once(file, 'drain');
    file.end();
    await once(file, 'finish');
    count += lines.length;
  }
  return count;
}
