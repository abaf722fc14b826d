import { expect, test } from 'vitest';
import { toDay } from './formats/shanghai-time.ts';
import { createTestLocation, testUrl } from './testing/database.ts';
import { runProgram } from './testing/program.ts';
import { ask, createCutter } from './testing/wire.ts';

test.runIf(testUrl)('without its database the server keeps the map and comes back by itself', async () => {
  const location = await createTestLocation({ scale: 0.01, asOf: toDay(new Date()) });
  const url = new URL(location.url!);
  const cutter = await createCutter({ host: url.hostname, port: Number(url.port || 5432) });
  url.host = `127.0.0.1:${cutter.port}`;
  const program = await runProgram({ DATABASE_URL: url.href, DATA_DIR: location.dataDir, SEED_SCALE: '0.01' });
  try {
    await program.ready();
    const status = async (path: string) => (await ask(program.url, path)).status;
    const soon = (path: string) => expect.poll(() => status(path), { timeout: 5_000, interval: 50 });
    expect(await status('/api/search')).toBe(200);

    cutter.cut(true);
    const search = await ask(program.url, '/api/search');
    expect([search.status, search.headers['content-type']]).toEqual([503, 'application/problem+json; charset=utf-8']);
    expect(Number(search.headers['retry-after'])).toBeGreaterThan(0);
    await soon('/readyz').toBe(503);
    expect(await status('/livez')).toBe(200);
    expect(await status('/tiles/learning/6/53/26.mvt')).toBe(200);
    expect(await status('/api/suggest?q=%E4%B9%A6')).toBe(200);
    expect(await status('/')).toBe(200);

    cutter.cut(false);
    await soon('/api/search').toBe(200);
    await soon('/readyz').toBe(200);

    cutter.silence();
    expect((await ask(program.url, '/api/search')).status).toBe(503);
    expect(await status('/tiles/learning/6/53/26.mvt')).toBe(200);
    await soon('/api/search').toBe(200);
    expect(program.child.exitCode).toBeNull();
  } finally {
    program.child.kill('SIGTERM');
    await program.exited;
    cutter.close();
    await location.remove();
  }
});
