import { setTimeout as rest } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { traitsOf } from '../../contract/kinds.ts';
import { withReader, type Database, type StoredThing } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { etagOf } from '../../formats/etag.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { pathOf, type PageFile } from '../../html/page.ts';
import type { Labels } from '../../html/words.ts';
import { findEntries, findLastChange, listChanged, listEntries } from './queries.ts';
import { toIndex, toUrls, URLSET_END, URLSET_START } from './xml.ts';

/** Each in two languages: 50,000 addresses is the most a sitemap may hold. */
const THINGS_PER_FILE = 10_000;
/** Read at a time: the embedded database and this thread serve nobody else meanwhile. */
const BATCH = 250;
/** Crawlers come by the hour; what changes by the minute need not make all files again, and stands in one of its own. */
const KEPT_MS = 600_000;
const TYPE = 'application/xml';
const RECENT = 'recent.xml';
/** A number is taken before its commit: later ones may be seen first. */
const SEQ_MARGIN = 1_000;
const pack = promisify(gzip);

interface Source {
  database: Database;
  things: readonly StoredThing[];
  origin: string;
  labels: () => Labels;
  /** Of the catalogue: as long as it stays, so do the files. */
  version: () => string;
  /** Things in a file, at most. */
  size?: number;
  keptMs?: number;
}
interface Made {
  version: string;
  at: number;
  /** The number of a change before all that came while it was made. */
  seq: number;
  /** By name: sitemap.xml, activities-2.xml */
  files: ReadonlyMap<string, PageFile>;
}
interface Listed {
  url: string;
  modified: string | null;
}

/** The files of the sitemap, made once for a version, a little at a time, and kept packed. */
export function createSitemap(source: Source) {
  const { version, keptMs = KEPT_MS } = source;
  let made: Made | null = null;
  let making: Promise<Made> | null = null;

  function makeOnce(): Promise<Made> {
    making ??= makeAll(source)
      .then((all) => (made = all))
      .finally(() => (making = null));
    return making;
  }

  /** While newer files are made, those before them are given. Throws NotFound. */
  return async function read(name: string): Promise<PageFile> {
    const isFresh = made && (made.version === version() || performance.now() - made.at < keptMs);
    if (!made) await makeOnce();
    // What fails is tried again by the next reader.
    else if (!isFresh) void makeOnce().catch(() => undefined);
    const file = name === RECENT ? await makeRecent(source, made!.seq) : made!.files.get(name);
    if (!file) throw new NotFound();
    return file;
  };
}

async function makeAll({ database, things, origin, labels, version, size = THINGS_PER_FILE }: Source): Promise<Made> {
  const seq = (await withReader(database, findLastChange)) - SEQ_MARGIN;
  const start = { version: version(), at: performance.now(), seq };
  const files = new Map<string, PageFile>();
  const listed: Listed[] = [];
  async function add(name: string, urls: readonly string[], modified: Date | null): Promise<void> {
    files.set(name, await toFile([URLSET_START, ...urls, URLSET_END].join('')));
    listed.push({ url: `${origin}/sitemap/${name}`, modified: modified && toDateTime(modified) });
  }
  for (const thing of things) {
    let n = 0;
    for await (const entries of filesOf(database, thing, size)) {
      const urls = entries.map(({ id, updatedAt }) => toUrls(origin, pathOf(thing.kind, id), toDateTime(updatedAt)));
      const newest = entries.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), new Date(0));
      await add(`${traitsOf(thing.kind).folder}-${++n}.xml`, urls, newest);
    }
  }
  const { terms, divisions } = labels();
  const topics = terms.filter(({ vocabulary, replacedBy }) => vocabulary === 'topic' && replacedBy === null);
  for (const [folder, coded] of Object.entries({ topics, areas: divisions }))
    await add(
      `${folder}.xml`,
      coded.map(({ code }) => toUrls(origin, `/${folder}/${code}`, null)),
      null,
    );
  listed.push({ url: `${origin}/sitemap/${RECENT}`, modified: null });
  files.set('sitemap.xml', await toFile(toIndex(listed)));
  return { ...start, files };
}

/** What changed since the files were made, the latest first up to a file; what is more waits for the next making. */
async function makeRecent(
  { database, things, origin, size = THINGS_PER_FILE }: Source,
  seq: number,
): Promise<PageFile> {
  const urls = await withReader(database, async (tx) => {
    const changed = await listChanged(tx, seq, size);
    const found: string[] = [];
    for (const thing of things) {
      const ids = changed.flatMap(({ kind, id }) => (kind === thing.kind ? [id] : []));
      for (const { id, updatedAt } of await findEntries(tx, thing, ids))
        found.push(toUrls(origin, pathOf(thing.kind, id), toDateTime(updatedAt)));
    }
    return found;
  });
  return toFile([URLSET_START, ...urls, URLSET_END].join(''));
}

/** The public things of a kind by id, `size` at a time; a transaction for each batch, and a rest as long as it took. */
async function* filesOf(database: Database, thing: StoredThing, size: number) {
  let gathered: Awaited<ReturnType<typeof listEntries>> = [];
  for (let after = 0; ;) {
    const began = performance.now();
    const limit = Math.min(BATCH, size - gathered.length);
    const entries = await withReader(database, (tx) => listEntries(tx, thing, after, limit));
    gathered.push(...entries);
    const isLast = entries.length < limit;
    if (gathered.length > 0 && (isLast || gathered.length === size)) {
      yield gathered;
      gathered = [];
    }
    if (isLast) return;
    after = entries.at(-1)!.id;
    await rest(performance.now() - began);
  }
}

async function toFile(text: string): Promise<PageFile> {
  const packed = await pack(text);
  return { etag: etagOf(packed), type: TYPE, gzip: packed };
}
