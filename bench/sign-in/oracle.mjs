import { randomUUID } from 'node:crypto';
import { median } from '../engine/stats.mjs';

/**
 * Medians of each public endpoint for contacts that have an account and for those that have none, asked in turn, the
 * first of each pair now the one and now the other.
 * @param {{ post: Function }} town
 * @param {{ known: string[], unknown: string[] }} contacts
 */
export async function timeKnownAndUnknown({ post }, { known, unknown }) {
  const contact = (value) => ({ kind: 'phone', value });
  const ASKED = {
    'code to a phone': (phone, address) => post('/api/me/codes', { contact: contact(phone) }, address),
    'wrong code': (phone, address) =>
      post('/api/me/session', { contact: contact(phone), challenge: randomUUID(), code: '123456' }, address),
    'wrong password': (phone, address) =>
      post('/api/me/session/password', { contact: contact(phone), password: 'not-the-password' }, address),
  };
  const rows = [];
  for (const [name, ask] of Object.entries(ASKED)) {
    const times = { known: [], unknown: [] };
    const statuses = new Set();
    for (let n = 0; n < known.length; n++) {
      const kinds = n % 2 ? ['known', 'unknown'] : ['unknown', 'known'];
      for (const kind of kinds) {
        const phone = kind === 'known' ? known[n] : unknown[n];
        const { status, ms } = await ask(phone, `198.51.${n % 250}.${kind === 'known' ? 1 : 2}`);
        times[kind].push(ms);
        statuses.add(status);
      }
    }
    const [there, none] = [median(times.known), median(times.unknown)];
    rows.push({ name, known: there, unknown: none, difference: Math.abs(there - none), statuses: [...statuses] });
  }
  return rows;
}
