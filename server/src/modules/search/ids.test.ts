import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { MatchIds, SearchAnswer } from './schema.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01 });
});
afterAll(() => server.close());

async function read(path: string): Promise<unknown> {
  const response = await fetch(server.url + path);
  return response.ok ? response.json() : response.status;
}

test('ids are those of all pages of the same search', async () => {
  const filters = 'kind=course&price=free';
  const { ids, total } = MatchIds.parse(await read(`/api/search/ids?${filters}`));
  const listed = new Set<number>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = SearchAnswer.parse(await read(`/api/search?${filters}&limit=100${after}`));
    expect(page.total).toBe(total);
    for (const { id } of page.items) listed.add(id);
    cursor = page.nextCursor;
  }
  expect(ids!.length).toBeGreaterThan(10);
  expect(ids).toEqual([...listed].sort((a, b) => a - b));
});

test('nothing found is an empty list, a word nobody knows is refused', async () => {
  expect(await read('/api/search/ids?q=zzqx')).toMatchObject({ total: 0, ids: [] });
  expect(await read('/api/search/ids?colour=red')).toBe(400);
  expect(await read('/api/search/ids?limit=5')).toBe(400);
});
