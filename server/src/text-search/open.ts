import type { Announcer } from '../catalogue/announcer.ts';
import type { FeatureSource } from '../catalogue/feature.ts';
import type { LiveCatalogue } from '../catalogue/live.ts';
import type { Database, Logger } from '../db/index.ts';
import { builtIn } from './built-in.ts';
import { createAdapter } from './meilisearch/adapter.ts';
import { PATIENCE_MS } from './meilisearch/breaker.ts';
import { IndexFollower } from './meilisearch/follow.ts';
import { createQueries } from './meilisearch/queries.ts';
import { Writer, type WriterOptions } from './meilisearch/writer.ts';
import type { TextSearch } from './port.ts';

const INDEX = 'learning';

export interface OpenOptions {
  /** Without a URL the built-in index does everything. */
  url: string | undefined;
  key: string | undefined;
  /** Uid of the index on the server. */
  index?: string;
  database: Database;
  live: LiveCatalogue;
  announcer: Announcer;
  features: readonly FeatureSource[];
  logger: Logger;
  writing?: WriterOptions & { pollMs?: number };
}

/** The engine the settings ask for; never waits for a server. */
export function openTextSearch({ url, key, index = INDEX, announcer, writing, ...parts }: OpenOptions): TextSearch {
  if (url === undefined) return builtIn;
  const address = { url, key, index };
  const follower = new IndexFollower({
    writer: new Writer(address, writing),
    ...parts,
    ...(writing?.pollMs !== undefined && { pollMs: writing.pollMs }),
  });
  announcer.onChange(() => follower.wake());
  return createAdapter({
    queries: createQueries(address, PATIENCE_MS),
    following: () => follower.figures(),
    stop: () => follower.stop(),
  });
}
