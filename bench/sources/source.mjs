import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { signInModerator } from '../queue/plant.mjs';

/** A source of all Zhejiang, previewed and trusted, over HTTP as who administers and who reviews an institution. */
export async function openSource({ origin, owner }, url) {
  const { rows } = await owner.query(
    "SELECT id::float8 AS id FROM institutions WHERE state = 'published' ORDER BY id LIMIT 1",
  );
  const institution = rows[0].id;
  const admin = await signInModerator(owner, { institution, role: 'unit_admin' });
  const moderator = await signInModerator(owner, { institution });
  const call = async (cookie, method, path, body) => {
    const answer = await fetch(origin + path, {
      method,
      headers: { cookie, origin, 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const settings = { name: '试用来源', url, area: '330000', crs: 'WGS84', everyMinutes: 1 };
  const { id } = await call(admin, 'POST', '/api/sources', {
    ...settings,
    ...{ institution, kind: 'activity', format: 'rpde' },
  });
  const read = () => call(admin, 'GET', `/api/sources/${id}`);
  const until = async (isSo) => {
    for (;;) {
      const now = await read();
      if (now.failures > 0 || now.sentence) throw new Error(JSON.stringify(now));
      if (isSo(now)) return now;
      await wait(500);
    }
  };
  await call(admin, 'POST', `/api/sources/${id}/preview`, {});
  const { version, lastRun: preview } = await until(({ state }) => state === 'previewed');
  await call(moderator, 'PUT', `/api/sources/${id}/rule`, { rule: 'publish', version });
  return {
    read,
    /** From its beginning until all of it is public: s, and the run that did it. */
    async walk() {
      const began = performance.now();
      await call(admin, 'POST', `/api/sources/${id}/start`, {});
      await until(({ lastRun }) => lastRun.id !== preview.id && lastRun.endedAt !== null);
      const seconds = (performance.now() - began) / 1000;
      const { runs } = await call(admin, 'GET', `/api/sources/${id}/runs`);
      // The newest comes first.
      const run = runs.findLast((one) => one.id > preview.id);
      return { seconds, run };
    },
    /** What a thing of the feed became. */
    async pinOf(n) {
      const { rows: found } = await owner.query(
        'SELECT pin::float8 AS pin FROM source_records WHERE source_id = $1 AND record = $2',
        [id, `t${n}`],
      );
      return found[0].pin;
    },
  };
}
