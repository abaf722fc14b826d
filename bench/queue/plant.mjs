import { randomUUID } from 'node:crypto';
import { newToken, sha256, toProof } from '../../server/dist/crypto/token.js';

const AUTHORS = 300;
const REPORTS = 300;

/**
 * So many submissions that wait for the institutions of a tree, with reports of mistakes beside them: some in known places,
 * some at a spot of their own, some nowhere; a fifth changes what is public. Answers a county in which some wait.
 * @param {import('pg').Pool} owner
 * @param {number} count
 */
export async function plantQueue(owner, count) {
  await owner.query(`
    WITH counties AS (SELECT code, row_number() OVER (ORDER BY code) AS n, count(*) OVER () AS all_of FROM divisions WHERE code ~ '^33\\d{2}(0[1-9]|[1-9]\\d)$')
    UPDATE institutions i SET division = c.code FROM counties c WHERE i.source_system = 'bench' AND c.n = 1 + i.source_id::int % c.all_of`);
  const authors = Array.from({ length: AUTHORS }, () => randomUUID());
  for (const table of ['persons (id)', 'accounts (id, person_id)'])
    await owner.query(
      `INSERT INTO ${table} SELECT a${table.includes('person_id') ? ', a' : ''} FROM unnest($1::uuid[]) a`,
      [authors],
    );
  const { rows } = await owner.query(
    `WITH school AS (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all_of FROM institutions WHERE source_system = 'bench')
     INSERT INTO pins (id, kind, institution_id)
     SELECT nextval('thing_id'), 'activity', s.id FROM generate_series(1, $1::int) g JOIN school s ON s.n = 1 + (g * 7919) % s.all_of
     RETURNING id`,
    [count],
  );
  for (let at = 0; at < rows.length; at += 500) await plantRevisions(owner, rows.slice(at, at + 500), authors, at);
  await owner.query(
    `UPDATE revisions SET state = 'submitted', submitted_at = now() - n * interval '97 seconds' - (pin_id % 10000) * interval '61 seconds' WHERE state = 'draft'`,
  );
  await owner.query(
    `INSERT INTO reports (client_key, kind, thing_id, thing_title, thing_revision, thing_updated_at, reason, body, lang)
     SELECT gen_random_uuid(), 'activity', id, '国画班', 1, now(), 'moved', '门牌换了', 'zh-CN' FROM activities ORDER BY id LIMIT $1`,
    [REPORTS],
  );
  await owner.query('ANALYZE');
  const { rows: counties } = await owner.query(
    "SELECT division FROM institutions WHERE source_system = 'bench' ORDER BY id DESC LIMIT 1",
  );
  return counties[0].division;
}

/**
 * @param {import('pg').Pool} owner
 * @param {{ id: number }[]} pins
 * @param {string[]} authors
 * @param {number} from
 */
async function plantRevisions(owner, pins, authors, from) {
  await owner.query(
    `WITH topic AS (SELECT code, row_number() OVER (ORDER BY code) AS n, count(*) OVER () AS all_of FROM terms WHERE vocabulary = 'topic'),
       place AS (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all_of FROM places)
     INSERT INTO revisions (pin_id, n, author, body, base, flags)
     SELECT p.id, 1, ($2::uuid[])[1 + p.g % ${AUTHORS}], b.body, CASE WHEN p.g % 5 = 0 THEN b.body || '{"title": "旧名"}' END,
       CASE p.g % 6 WHEN 0 THEN '{new_account}' WHEN 1 THEN '{duplicate,words}' WHEN 2 THEN '{outside_area}' ELSE '{}' END::text[]
     FROM (SELECT id, $3::int + ord AS g FROM unnest($1::bigint[]) WITH ORDINALITY AS t (id, ord)) p
       JOIN topic ON topic.n = 1 + (p.g * 7) % topic.all_of
       JOIN place ON place.n = 1 + (p.g * 13) % place.all_of,
       LATERAL (SELECT jsonb_strip_nulls(jsonb_build_object('title', '书法第' || p.g || '班', 'topics', jsonb_build_array(topic.code),
         'format', 'lecture', 'description', repeat('自带毛笔与宣纸，零基础可学。', 60),
         'place', CASE p.g % 3 WHEN 0 THEN jsonb_build_object('id', place.id)
           WHEN 1 THEN jsonb_build_object('name', '文化礼堂', 'position', jsonb_build_object('lngLat', jsonb_build_array(120.1, 30.2), 'division', '330106')) END)) AS body) b`,
    [pins.map(({ id }) => id), authors, from],
  );
}

/**
 * A moderator, or who has another role, signed in; answers the cookie.
 * @param {import('pg').Pool} owner
 * @param {{ institution?: number | null, topics?: string[], division?: string | null, role?: string }} reach
 */
export async function signInModerator(owner, { institution = null, topics = [], division = null, role = 'moderator' }) {
  const [account, session, token] = [randomUUID(), randomUUID(), newToken()];
  await owner.query('INSERT INTO persons (id) VALUES ($1)', [account]);
  await owner.query('INSERT INTO accounts (id, person_id) VALUES ($1, $1)', [account]);
  await owner.query(
    `INSERT INTO sessions (id, account_id, proof_hash, way, lasts, expires_at, stepped_up_at)
     VALUES ($1, $2, $3, 'bench', '1 day', now() + interval '1 day', now())`,
    [session, account, sha256(Buffer.from(toProof(token), 'hex'))],
  );
  await owner.query(
    'INSERT INTO grants (account_id, role, institution_id, topics, division) VALUES ($1, $5, $2, $3, $4)',
    [account, institution, topics, division, role],
  );
  return `__Host-session=${token}`;
}
