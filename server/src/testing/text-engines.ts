import { randomBytes } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import { expect, vi } from 'vitest';
import { Announcer } from '../catalogue/announcer.ts';
import { followChanges } from '../catalogue/follow.ts';
import type { LiveCatalogue } from '../catalogue/live.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { features, things } from '../modules.ts';
import { search as searchEndpoint, suggest as suggestEndpoint, type SearchAnswer } from '../modules/search/schema.ts';
import { search } from '../modules/search/service.ts';
import { suggest } from '../modules/search/suggest.ts';
import { placeFeatures } from '../modules/places/features.ts';
import { openTextSearch } from '../text-search/open.ts';
import type { TextSearch } from '../text-search/port.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { insertSample, type Sample } from './sample.ts';
import { startStandIn, type StandIn } from './meilisearch-stand-in.ts';

export const NOW = new Date('2026-11-23T10:00:00+08:00');
export const SOON = { timeout: 20_000, interval: 20 };
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A catalogue that follows its database, and engines beside it. */
export async function openWorld(fill: (database: TestDatabase, sample: Sample) => Promise<void>) {
  const database = await openTestDatabase();
  const sample = await insertSample(database.pool);
  await fill(database, sample);
  const sources = { database, features, places: placeFeatures, clock: () => NOW };
  const live: LiveCatalogue = { current: await loadCatalogue(sources) };
  await live.current.text;
  const announcer = new Announcer(live);
  const follower = followChanges({ ...sources, live, logger, onChange: () => announcer.announce() });
  return {
    database,
    sample,
    live,
    follower,
    open: (address: Partial<Address>, writing: { pollMs?: number; taskMs?: number; requestMs?: number } = {}) =>
      openTextSearch({
        url: address.url,
        key: address.key,
        ...(address.index !== undefined && { index: address.index }),
        database,
        live,
        announcer,
        features,
        logger,
        writing: { pollMs: 100, taskMs: 5000, ...writing },
      }),
    ask: async (text: TextSearch, query: object): Promise<SearchAnswer> =>
      search({ database, live, things, text }, searchEndpoint.query.parse(query), NOW),
    complete: async (text: TextSearch, q: string) =>
      (await suggest({ live, text, things }, suggestEndpoint.query.parse({ q }), { now: NOW, lang: 'zh-CN' }))
        .suggestions,
    async close() {
      await follower.stop();
      await database.close();
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

interface Address {
  url: string;
  key: string | undefined;
  index: string;
}

/** A real server when MEILI_URL names one, else the stand-in; `name` tells which. */
export async function openServer() {
  const index = `test_${randomBytes(6).toString('hex')}`;
  const url = process.env['MEILI_URL'];
  if (!url) {
    const standIn = await startStandIn();
    return { address: { url: standIn.url, key: standIn.key, index }, standIn, close: () => standIn.close() };
  }
  const key = process.env['MEILI_MASTER_KEY'];
  const close = async () => {
    const client = new Meilisearch({ host: url, ...(key !== undefined && { apiKey: key }) });
    for (const uid of [index, `${index}_spare`]) await client.deleteIndex(uid).catch(() => undefined);
  };
  return { address: { url, key, index }, standIn: null as StandIn | null, close };
}
export const serverName = process.env['MEILI_URL']
  ? 'the Meilisearch server of MEILI_URL'
  : 'a stand-in for Meilisearch';

/** Resolves when the engine's index is filled and its server is asked. */
export async function expectReady(text: TextSearch): Promise<void> {
  const ready = { search: 'meilisearch', search_index: 'following' };
  await vi.waitFor(() => expect(text.figures()).toMatchObject(ready), SOON);
}
