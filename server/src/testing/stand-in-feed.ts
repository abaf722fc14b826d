import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Items of a feed that grows, on a server of its own; for tests, and to try sources with. */
export interface StandInFeed {
  origin: string;
  /** Newest state by id; null: deleted. */
  say(id: string, data: Record<string, unknown> | null): void;
  /** Forgets cursors and deletions, as a feed that was made anew. */
  beginAnew(): void;
  clear(): void;
  /** Another answer than pages, until undefined. */
  answer: { status: number; body: string } | undefined;
  /** What `/file.geojson` and `/file.ics` give. */
  file: string;
  asked: number;
  close(): Promise<void>;
}

export async function startStandInFeed({ pageSize = 3, port = 0 } = {}): Promise<StandInFeed> {
  let clock = 1_000;
  let life = 0;
  let items: { id: string; modified: number; data: Record<string, unknown> | null }[] = [];
  const server: Server = createServer((request, response) => {
    feed.asked++;
    const url = new URL(request.url!, 'http://feed');
    const send = (status: number, body: string) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    if (feed.answer) return send(feed.answer.status, feed.answer.body);
    if (url.pathname !== '/items') return send(200, feed.file);
    if (url.searchParams.has('life') && url.searchParams.get('life') !== String(life)) return send(404, '{}');
    const after = Number(url.searchParams.get('after') ?? 0);
    const page = items.filter(({ modified }) => modified > after).slice(0, pageSize);
    const next = page.length === 0 ? request.url! : `/items?life=${life}&after=${page.at(-1)!.modified}`;
    const body = page.map(({ data, ...item }) => ({
      ...{ ...item, kind: 'Event' },
      ...(data ? { state: 'updated', data } : { state: 'deleted' }),
    }));
    send(200, JSON.stringify({ items: body, next, license: 'https://creativecommons.org/licenses/by/4.0/' }));
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const feed: StandInFeed = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    say(id, data) {
      items = items.filter((item) => item.id !== id);
      items.push({ id, modified: ++clock, data });
    },
    clear() {
      items = [];
      life++;
    },
    beginAnew() {
      life++;
      clock = 1;
      items = items.filter(({ data }) => data).map(({ id, data }) => ({ id, modified: ++clock, data }));
    },
    answer: undefined,
    file: '',
    asked: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return feed;
}
