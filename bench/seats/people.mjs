import { randomUUID } from 'node:crypto';
import { newToken, sha256, toProof } from '../../server/dist/crypto/token.js';

/**
 * So many who are signed in; answers their cookies.
 * @param {import('pg').Pool} owner
 * @param {number} count
 */
export async function signInPeople(owner, count) {
  const people = Array.from({ length: count }, () => ({ id: randomUUID(), session: randomUUID(), token: newToken() }));
  const [ids, sessions] = [people.map(({ id }) => id), people.map(({ session }) => session)];
  const proofs = people.map(({ token }) => sha256(Buffer.from(toProof(token), 'hex')));
  await owner.query('INSERT INTO persons (id) SELECT unnest($1::uuid[])', [ids]);
  await owner.query('INSERT INTO accounts (id, person_id) SELECT a, a FROM unnest($1::uuid[]) a', [ids]);
  await owner.query(
    `INSERT INTO sessions (id, account_id, proof_hash, way, lasts, expires_at, stepped_up_at)
     SELECT s, a, p, 'bench', '1 day', now() + interval '1 day', now() FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) t (s, a, p)`,
    [sessions, ids, proofs],
  );
  return people.map(({ token }) => `__Host-session=${token}`);
}

/**
 * A session in a month with so many seats, in which one enrols here.
 * @param {import('pg').Pool} owner
 * @param {number} capacity
 */
export async function holdSession(owner, capacity) {
  const pool = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { rows } = await owner.query(
    `INSERT INTO activities (state, source_system, source_id, title, institution_id, place_id, mode, format, topics, starts_time, ends_time, session_dates, capacity, enrol_method)
     SELECT 'published', 'bench', gen_random_uuid()::text, '书法课', institution_id, place_id, 'offline', format, topics, '09:00', '10:30', ARRAY[$1::date], $2::int, 'here'
     FROM activities WHERE state = 'published' AND place_id IS NOT NULL ORDER BY id LIMIT 1 RETURNING id::float8 AS id`,
    [pool, capacity],
  );
  return { kind: 'activity', id: rows[0].id, pool };
}

/**
 * What the database holds of the pool, and whether the places are without a gap.
 * @param {import('pg').Pool} owner
 * @param {{ id: number, pool: string }} pool
 */
export async function countPlaces(owner, { id, pool }) {
  const { rows } = await owner.query(
    `SELECT e.state, e.position FROM enrolments e JOIN seat_pools p ON p.id = e.pool_id WHERE p.thing_id = $1 AND p.pool = $2 ORDER BY e.position`,
    [id, pool],
  );
  const seated = rows.filter(({ state }) => state === 'seated').length;
  const isInOrder = rows.every(
    ({ state, position }, at) => position === at + 1 && state === (at < seated ? 'seated' : 'waiting'),
  );
  return { seated, waiting: rows.length - seated, isInOrder };
}
