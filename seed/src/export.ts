import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createDemo } from './demo/demo.ts';
import type { Demo, DemoOptions } from './demo/demo.ts';
import type { Ids } from './load/rows.ts';
import {
  activityRow,
  courseRow,
  creditPointRow,
  institutionRow,
  placeRow,
  professionRow,
  resourceRow,
} from './load/rows.ts';
import { campusRows, differenceRows, exceptionRows, offeringRow, parentRows } from './load/rows.ts';

/** Things by file, each with its parts; references are source ids, so that nothing depends on a database. */
export function exportDemo(demo: Demo): Map<string, string[]> {
  return new Map([
    [
      'places',
      toLines(demo.places, (place) => ({ ...placeRow(ids, place), exceptions: [...exceptionRows(ids, place)] })),
    ],
    [
      'institutions',
      toLines(demo.institutions, (institution) => ({
        ...institutionRow(ids, institution),
        parents: [...parentRows(ids, institution)],
        places: [...campusRows(ids, institution)],
      })),
    ],
    [
      'activities',
      toLines(demo.activities(), (activity) => ({
        ...activityRow(ids, activity),
        sessions: [...differenceRows(ids, activity)],
      })),
    ],
    ['professions', toLines(demo.professions, professionRow)],
    [
      'courses',
      toLines(demo.courses, (course) => ({
        ...courseRow(ids, course),
        offerings: course.offerings.map((offering, at) => offeringRow(ids, course, offering, at)),
      })),
    ],
    ['resources', toLines(demo.resources(), (resource) => resourceRow(ids, resource))],
    ['credit-points', toLines(demo.creditPoints, (point) => creditPointRow(ids, point))],
  ]);
}

const idOf = ({ sourceId }: { sourceId: string }) => sourceId;
const ids: Ids = {
  place: idOf,
  institution: idOf,
  activity: idOf,
  course: idOf,
  offering: (number) => number,
  resource: idOf,
  creditPoint: idOf,
};

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
