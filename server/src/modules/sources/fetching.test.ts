import { Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { HOSTILE_HOSTS, HOSTILE_URLS } from '../../testing/inward-urls.ts';
import { createFetching, NotReached } from './fetching.ts';
import { addSource } from './schema.ts';

afterEach(() => vi.restoreAllMocks());

const PORT = '18080';
// Names that only a resolver of a test's own knows are asked for elsewhere.
const addresses = [
  ...HOSTILE_HOSTS.filter((host) => !host.endsWith('.example')).flatMap((host) => [
    `http://${host}:${PORT}/feed`,
    `https://${host}/feed`,
  ]),
  ...HOSTILE_URLS.map((url) => url.replaceAll('PORT', PORT)),
];
const settings = { name: '试', area: '330100', crs: 'WGS84', everyMinutes: 60, institution: 1, kind: 'activity' };
const noted = (url: string) => addSource.body.safeParse({ ...settings, format: 'rpde', url }).data?.url;

test('a source is not made with an address that leads inside, or its look connects to nothing', async () => {
  const connect = vi.spyOn(Socket.prototype, 'connect');
  const signal = AbortSignal.timeout(30_000);
  const looks = addresses.flatMap((address) => noted(address) ?? []);
  expect([addresses.length >= 60, looks.length >= 60]).toEqual([true, true]);
  await Promise.all(
    looks.map((url) =>
      expect(createFetching({ format: 'rpde', url }, [])(url, signal), url).rejects.toBeInstanceOf(NotReached),
    ),
  );
  expect(connect).not.toHaveBeenCalled();

  // What the operator names is connected to: the ear above hears.
  const named = `http://127.0.0.1:1`;
  await expect(createFetching({ format: 'rpde', url: named }, [named])(named, signal)).rejects.toThrow('0');
  expect(connect).toHaveBeenCalled();
});
