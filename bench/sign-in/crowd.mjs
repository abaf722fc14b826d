import { currentConsent } from '../../server/dist/contract/consents.js';
import { describe } from '../engine/stats.mjs';

const CONSENT = currentConsent('account').version;
/** Tiles are asked for as somebody moves the map. */
const EVERY_MS = 50;
const QUIET_TILES = 100;
const TILES = Array.from(
  { length: 30 },
  (_, n) => `/tiles/learning/11/${1708 + (n % 6)}/${838 + Math.floor(n / 6)}.mvt`,
);

/** Everybody asks for a code, reads it and answers, all at once, while somebody moves the map. */
export async function signInTogether({ origin, post, readCode }, phones) {
  await timeTiles(origin, Promise.resolve());
  const quiet = describe(await timeTiles(origin, Promise.resolve(), QUIET_TILES));
  const began = performance.now();
  const all = Promise.all(phones.map((phone, n) => signIn(phone, `203.0.113.${n % 250}`)));
  const beside = describe(await timeTiles(origin, all));
  const people = await all;
  return { seconds: (performance.now() - began) / 1000, people, quiet, beside };

  async function signIn(phone, address) {
    const contact = { kind: 'phone', value: phone };
    const sent = await post('/api/me/codes', { contact }, address);
    if (sent.status !== 200) return { statuses: [sent.status], ms: sent.ms };
    const code = await readCode(phone);
    const answer = { contact, challenge: sent.body.challenge, code, consent: CONSENT };
    const answered = await post('/api/me/session', answer, address);
    return { statuses: [sent.status, answered.status], ms: sent.ms + answered.ms };
  }
}

/** Milliseconds of tiles asked for one after another while something else goes on. */
async function timeTiles(origin, until, least = TILES.length) {
  const times = [];
  let isOver = false;
  void until.finally(() => (isOver = true)).catch(() => undefined);
  while (!isOver || times.length < least) {
    const began = performance.now();
    await (await fetch(origin + TILES[times.length % TILES.length])).arrayBuffer();
    times.push(performance.now() - began);
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
  return times;
}
