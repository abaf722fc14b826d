import { traitsOf } from '../../contract/kinds.ts';
import { withReader, type Database, type StoredThing } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { etagOf } from '../../formats/etag.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { pathOf, type PageAnswer } from '../../html/page.ts';
import type { Labels } from '../../html/words.ts';
import { listEntries, listParts, type Part } from './queries.ts';
import { toUrls, URLSET_END, URLSET_START } from './xml.ts';

/** Each in two languages: 50,000 addresses is the most a sitemap may hold. */
export const THINGS_PER_PART = 10_000;
const BATCH = 1_000;
/** Crawlers ask for parts one after another. */
const KEPT_MS = 60_000;

interface Source {
  database: Database;
  things: readonly StoredThing[];
  origin: string;
  labels: () => Labels;
  /** Things in a part, at most. */
  size?: number;
}

export function createSitemap({ database, things, origin, labels, size = THINGS_PER_PART }: Source) {
  let kept: Promise<Part[]> | null = null;
  let keptAt = -Infinity;

  function listAll(): Promise<Part[]> {
    if (kept && performance.now() - keptAt < KEPT_MS) return kept;
    keptAt = performance.now();
    const reading = Promise.all(things.map((thing) => withReader(database, (tx) => listParts(tx, thing, size))));
    kept = reading.then((parts) => parts.flat());
    kept.catch(() => (kept = null));
    return kept;
  }

  async function list() {
    const parts = await listAll();
    return [
      ...parts.map(({ thing: { kind }, n, updatedAt }) => ({
        url: `${origin}/sitemap/${traitsOf(kind).folder}-${n}.xml`,
        modified: toDateTime(updatedAt),
      })),
      ...['topics', 'areas'].map((name) => ({ url: `${origin}/sitemap/${name}.xml`, modified: null })),
    ];
  }

  /** Throws NotFound. */
  async function part(thing: StoredThing, n: number): Promise<PageAnswer> {
    const found = (await listAll()).find((one) => one.thing === thing && one.n === n);
    if (!found) throw new NotFound();
    const etag = etagOf(Buffer.from(JSON.stringify([origin, { ...found, thing: thing.kind }])));
    return { stream: { etag, type: 'application/xml', parts: write(found) } };
  }

  // A transaction for each batch: a slow reader holds none.
  async function* write(part: Part): AsyncGenerator<string> {
    yield URLSET_START;
    let after = part.first - 1;
    for (;;) {
      const entries = await withReader(database, (tx) => listEntries(tx, part, after, BATCH));
      yield entries
        .map(({ id, updatedAt }) => toUrls(origin, pathOf(part.thing.kind, id), toDateTime(updatedAt)))
        .join('');
      if (entries.length < BATCH) break;
      after = entries.at(-1)!.id;
    }
    yield URLSET_END;
  }

  const written = new WeakMap<Labels, Map<string, string>>();

  /** Topics or areas; written once for the same labels. */
  function codes(what: 'topics' | 'areas'): string {
    const now = labels();
    let texts = written.get(now);
    if (!texts) written.set(now, (texts = new Map<string, string>()));
    const text = texts.get(what) ?? writeCodes(now, what);
    texts.set(what, text);
    return text;
  }

  function writeCodes({ terms, divisions }: Labels, what: 'topics' | 'areas'): string {
    const topics = terms.filter(({ vocabulary, replacedBy }) => vocabulary === 'topic' && replacedBy === null);
    const urls = (what === 'topics' ? topics : divisions).map(({ code }) => toUrls(origin, `/${what}/${code}`, null));
    return [URLSET_START, ...urls, URLSET_END].join('');
  }
  return { list, part, codes };
}
