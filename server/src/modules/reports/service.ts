import type { Lang } from '../../contract/lists.ts';
import { withActor, type Database, type StoredThing, type Tx } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { fileReport, findThing } from './queries.ts';
import type { FiledReport, NewReport } from './schema.ts';

/** Answers after the commit; the same report again gets the same number. Throws NotFound, Conflict. */
export function reportMistake(
  { database, things }: { database: Database; things: readonly StoredThing[] },
  report: NewReport,
  lang: Lang,
): Promise<FiledReport> {
  const run = async (tx: Tx) => {
    const thing = await findThing(tx, things, report.id);
    if (!thing || (report.kind && report.kind !== thing.kind)) throw new NotFound();
    const number = await fileReport(tx, thing, { ...report, lang: report.lang ?? lang });
    if (number === null) throw new Conflict();
    return { number };
  };
  return withActor(database, { kind: 'anonymous' }, run, { retry: true });
}
