import type pg from 'pg';
import { ACTIONS, traitsOfRole, type Role } from '../../contract/access.ts';
import { ofImports, plantImport } from './attack-imports.ts';
import { ofPins } from './attack-pins.ts';
import { countSeenSources, ofSources, SOURCE_TABLES } from './sources.ts';
import { ofWebhooks } from './webhooks.ts';
import type { Actor, Model, Target, World } from './world.ts';

/** A statement of the application role that came out otherwise than it should. */
export interface Wrong {
  actor: string;
  what: string;
  got: string;
  expected: string;
}
interface Probe {
  what: string;
  sql: string;
  /** Rows, or `denied`. */
  expected: string;
  /** How many cells the statement is. */
  cells?: number;
}

/** Tables and views that hold nothing of a person: the application role reads them. All others are shut unless told below. */
const OPEN = /^(public_|(divisions|terms|professions|installation)$)/;
/** Of which nobody has a row here. */
const EMPTY = ['uploads', 'notices', 'recoveries', 'not_duplicates', 'imports', 'import_rows'];
const EMPTIED = ['recoveries', 'not_duplicates'];
/** One row that everybody may hold while they write, and that says nothing. */
const LOCK = 'institution_tree_turn';
const UPDATED_IF_ANY = new Set(['notices.put_away_at', `${LOCK}.single`]);
/** Rows of tables that belong to one account each. */
const OWN = ['persons', 'accounts', 'contacts', 'identities', 'credentials', 'sessions', 'consents'];
const DELETABLE = ['contacts', 'identities', 'credentials', 'sessions'];
const UPDATABLE: Record<string, readonly string[]> = {
  accounts: ['display_name', 'lang'],
  credentials: ['data', 'label', 'used_at'],
};
const INSERTABLE = ['credentials', 'grants', 'notices', 'not_duplicates'];

/** Functions that run as the owner: what is asked before anybody is known, or tells nothing of a person. */
const DOORS = new Set([
  ...['begin_challenge', 'answer_challenge', 'account_of_contact', 'register', 'find_session'],
  ...[
    'end_session',
    'step_up',
    'begin_act',
    'end_act',
    'begin_acts',
    'end_acts',
    'show_stand_in_message',
    'show_stand_in_text',
    'list_stand_in_messages',
  ],
  // Ask `things.write` or who brought the file, tried by the tests of media.
  ...['upload_wait', 'claim_file', 'add_upload', 'app_sees_file', 'hold_files'],
  ...['file_report', 'lies_in', 'takes_grants', 'demo_branches', 'organiser_name', 'spot_of_institution'],
  // What policies ask about who acts, tried by what those show.
  ...['review_of_all', 'read_pins', 'topical_revisions'],
  // Each asks for a proof of its own, and is tried without it by the tests of its module.
  ...['begin_password_try', 'begin_passkey_challenge', 'take_passkey_challenge', 'passkey_of', 'note_passkey_use'],
  ...['use_own_second_factor', 'begin_second_try', 'finish_sign_in', 'begin_recovery', 'finish_recovery'],
  ...['add_contact', 'confirm_person', 'begin_merge', 'begin_merge_by_second', 'merge_state', 'merge_accounts'],
  ...['begin_sign_in', 'begin_try', 'end_other_sessions', 'forget_tries', 'forget_device_of'],
  ...['enqueue_job', 'finish_job'],
  ...['own_connections', 'connect_application', 'disconnect_application'],
  ...['begin_sign_on', 'take_sign_on', 'arrive_by_sign_on', 'link_identity', 'register_by_sign_on'],
  // Ask for a code of their own.
  ...['read_invitation', 'accept_invitation', 'end_delegations_by_code'],
  // Tell or change what is one's own alone, or what is due whoever asks: tried by the tests of privacy and delegations.
  ...['give_consent', 'give_first_consent', 'app_consents', 'withdraw_consent', 'begin_erasing', 'undo_erasing'],
  ...['app_is_grown_up', 'remove_outdated'],
  // Ask `tree.change` themselves, tried by the tests of the institution tree.
  ...['all_institution_heirs', 'all_institution_names', 'all_institution_nodes', 'all_institution_parents'],
  ...['tree_scopes', 'new_institution_ids', 'write_institution_tree', 'note_tree_act', 'note_tree_act_undone'],
  ...['find_tree_act', 'list_tree_acts', 'later_tree_acts'],
  // Tell what is public, what is one's own, or do what is due whoever asks.
  ...['my_pins', 'public_body', 'copied_body', 'public_status', 'pin_status', 'pin_title', 'publish_due'],
  // Ask who may review themselves, or for a link: tried by the tests of freshness.
  ...['freshness_counts', 'freshness_things'],
  ...['find_question', 'answer_question'],
  // Tell what is public, what is one's own, or ask `things.write` themselves: tried by the tests of enrolments.
  ...[
    'enrol_together',
    'change_enrolment',
    'own_enrolments',
    'own_messages',
    'count_unread_messages',
    'read_messages',
    'own_enrolment',
    'enrolment_offer',
    'enrolled_thing',
    'enrolled_in',
  ],
  // Tell of a point what maps show; ask `things.write` or `things.review` themselves, tried by the test of placing.
  ...['divisions_at', 'has_boundary', 'not_same_as', 'note_not_same'],
]);
/** Functions that run as the owner and are tried below. */
const TRIED = new Set([
  ...['app_account', 'app_person', 'app_may', 'app_scope', 'app_may_give', 'end_grant', 'confirm_grant'],
  ...['staff_accounts', 'seen_contacts', 'seen_account_of', 'suspend_account', 'resume_account'],
  ...['append_audit', 'own_audit', 'audit_size'],
  ...[
    'app_on_behalf',
    'app_person_for',
    'list_delegations',
    'end_delegation',
    'act_for',
    'principal_key',
    'rename_principal',
  ],
  ...['keep_record_key', 'record_keys_of'],
  ...['invite_delegate', 'add_dependent', 'personal_data', 'next_erasure', 'erase_due_account'],
  ...['seen_jobs', 'seen_job_counts', 'retry_job'],
  ...['begin_revision', 'save_revision', 'submit_revision', 'take_back_revision', 'discard_revision'],
  'reschedule_revision',
  ...['ask_second_opinion', 'decide_revision', 'undo_decision', 'set_pin_status', 'leave_public', 'pin_rights'],
  ...['queue_page', 'queue_points', 'queued_revision', 'queued_report', 'close_report'],
  ...['confirm_thing', 'confirmation_of', 'undo_confirmation'],
  ...[
    'begin_import',
    'map_import',
    'accept_import',
    'undo_import',
    'discard_import',
    'accept_import_rows',
    'undo_import_rows',
  ],
  ...['save_source', 'trust_source', 'move_source', 'look_at_source', 'decide_halt', 'decide_records'],
  ...['yield_to_source', 'remove_source'],
  ...['save_webhook', 'move_webhook', 'test_webhook', 'rotate_webhook', 'webhook_secrets', 'remove_webhook'],
]);

// Takes back what the statement did, whatever it was.
const PROBE = `CREATE OR REPLACE FUNCTION pg_temp.probe(statement text) RETURNS text LANGUAGE plpgsql AS $$
  DECLARE many bigint;
  BEGIN
    EXECUTE statement;
    GET DIAGNOSTICS many = ROW_COUNT;
    RAISE EXCEPTION USING ERRCODE = 'ZZ001', MESSAGE = many::text;
  EXCEPTION
    WHEN SQLSTATE 'ZZ001' THEN RETURN SQLERRM;
    -- Beside rights: a view of several tables takes no rows, a column that is made takes no values.
    WHEN insufficient_privilege OR object_not_in_prerequisite_state OR generated_always THEN RETURN 'denied';
    WHEN OTHERS THEN RETURN SQLSTATE || ' ' || SQLERRM;
  END $$`;

/** Tries as the application role, in the name of each actor and claiming to be others, what tables and functions take. */
export async function attack(
  db: pg.Pool | pg.PoolClient,
  world: World,
  model: Model,
  { actors }: { actors?: readonly string[] } = {},
): Promise<{ cells: number; wrong: readonly Wrong[] }> {
  const isPool = 'totalCount' in db;
  const client = isPool ? await db.connect() : db;
  try {
    if (isPool) await client.query('BEGIN');
    await client.query(PROBE);
    await plantImport(client, world);
    const stock = await takeStock(client);
    const wrong: Wrong[] = stock.unruled.map((name) => ({
      actor: 'anybody',
      what: `function ${name}`,
      got: 'may be called',
      expected: 'a rule for it in testing/matrix/attack.ts',
    }));
    let cells = 0;
    for (const actor of world.actors.filter(({ name }) => !actors || actors.includes(name))) {
      const probes = [
        ...ofTables(actor, stock, world, model),
        ...ofRoles(actor, world, model),
        ...ofAccounts(actor, world, model),
        ...ofDelegations(actor, world),
        ...ofOwnData(actor, world, model),
        ...ofJobs(actor, stock, model),
        ...ofPins(actor, world, model),
        ...ofImports(actor, world, model),
        ...ofSources(actor, world, model),
        ...ofWebhooks(actor, world, model),
      ];
      const answers = await runAs(client, actor, world.targets[0]!, probes);
      for (const [at, { what, expected, cells: many = 1 }] of probes.entries()) {
        cells += many;
        if (answers[at] !== expected) wrong.push({ actor: actor.name, what, got: answers[at]!, expected });
      }
    }
    return { cells, wrong };
  } finally {
    if (isPool) {
      await client.query('ROLLBACK');
      client.release();
    }
  }
}

interface Stock {
  tables: { name: string; columns: string[]; isView: boolean }[];
  grants: { account: string; institution: number | null }[];
  entries: number;
  /** Rows of what people write, by who offers it, without drafts. */
  pinned: Record<(typeof PINNED)[number], readonly { institution: number | null; n: number }[]>;
  /** One that is dead. */
  job: number;
  unruled: string[];
}
async function takeStock(client: pg.ClientBase): Promise<Stock> {
  const ofOwn = "nspname = 'public' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')";
  const { rows: tables } = await client.query<Stock['tables'][number]>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns,
       c.relkind <> 'r' AS "isView"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE ${ofOwn} AND c.relkind IN ('r', 'v', 'm', 'p') GROUP BY c.relname, c.relkind ORDER BY c.relname`,
  );
  const { rows: functions } = await client.query<{ name: string }>(
    `SELECT DISTINCT c.proname AS name FROM pg_proc c JOIN pg_namespace n ON n.oid = c.pronamespace
     WHERE ${ofOwn} AND c.prosecdef AND c.prorettype <> 'trigger'::regtype AND has_function_privilege('zlm_app', c.oid, 'EXECUTE')`,
  );
  const { rows: grants } = await client.query<Stock['grants'][number]>(
    'SELECT account_id AS account, institution_id AS institution FROM grants',
  );
  const { rows: entries } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM audit');
  const { rows: jobs } = await client.query<{ id: number }>(
    "INSERT INTO jobs (kind, state, run_at, ended_at) VALUES ('test.dead', 'dead', now(), now()) RETURNING id",
  );
  const pinned = {} as Stock['pinned'];
  for (const table of PINNED)
    pinned[table] = (await client.query<Stock['pinned']['pins'][number]>(COUNTED[table])).rows;
  const unruled = functions.map(({ name }) => name).filter((name) => !DOORS.has(name) && !TRIED.has(name));
  return { tables, grants, entries: entries[0]!.n, job: jobs[0]!.id, pinned, unruled };
}

const PINNED = ['pins', 'revisions', 'decisions', 'pin_events'] as const;
const countBy = (from: string) =>
  `SELECT p.institution_id AS institution, count(*)::int AS n FROM pins p ${from} GROUP BY p.institution_id`;
const SEEN = "JOIN revisions r ON r.pin_id = p.id AND r.state NOT IN ('draft', 'discarded')";
const COUNTED: Record<(typeof PINNED)[number], string> = {
  pins: countBy(''),
  revisions: countBy(SEEN),
  decisions: countBy(`${SEEN} JOIN decisions d ON d.revision_id = r.id`),
  pin_events: countBy('JOIN pin_events e ON e.pin_id = p.id'),
};
const countSeen = (rows: Stock['pinned']['pins'], actor: Actor, model: Model): string =>
  String(
    rows
      .filter(
        ({ institution }) =>
          model.may(actor, 'things.write', institution) || model.may(actor, 'things.review', institution),
      )
      .reduce((sum, { n }) => sum + n, 0),
  );

async function runAs(client: pg.ClientBase, actor: Actor, victim: Target, probes: readonly Probe[]): Promise<string[]> {
  await client.query(
    `SELECT set_config('app.proof', $1, true), set_config('app.actor', $2, true), set_config('app.account', $3, true),
       set_config('app.person', $4, true), set_config('app.on_behalf_of', $4, true)`,
    [actor.proof, `account:${victim.account}`, victim.account, victim.person],
  );
  await client.query('SET LOCAL ROLE zlm_app');
  const { rows } = await client.query<{ answer: string }>(
    'SELECT pg_temp.probe(s.sql) AS answer FROM unnest($1::text[]) WITH ORDINALITY AS s(sql, n) ORDER BY n',
    [probes.map(({ sql }) => sql)],
  );
  await client.query('RESET ROLE');
  return rows.map(({ answer }) => answer);
}

function* ofTables(
  actor: Actor,
  { tables, grants, entries, pinned }: Stock,
  world: World,
  model: Model,
): Generator<Probe> {
  const own = String(actor.token === null ? 0 : 1);
  const seen = grants.filter(
    ({ account, institution }) => account === actor.account || model.may(actor, 'grants.read', institution),
  );
  const readable: Record<string, string> = {
    ...Object.fromEntries(OWN.map((name) => [name, own])),
    grants: String(seen.length),
    delegations: actor.delegation === null ? '0' : '1',
    ...Object.fromEntries(EMPTY.map((name) => [name, '0'])),
    [LOCK]: '1',
    ...Object.fromEntries(SOURCE_TABLES.map((name) => [name, countSeenSources(actor, world, model)])),
    audit: String(model.may(actor, 'audit.read', null) ? entries : 0),
    ...Object.fromEntries(Object.entries(pinned).map(([name, of]) => [name, countSeen(of, actor, model)])),
  };
  for (const { name, columns, isView } of tables) {
    if (!OPEN.test(name))
      yield { what: `SELECT ${name}`, sql: `SELECT FROM ${name}`, expected: readable[name] ?? 'denied' };
    yield {
      what: `DELETE ${name}`,
      sql: `DELETE FROM ${name}`,
      expected: DELETABLE.includes(name) ? own : EMPTIED.includes(name) ? '0' : 'denied',
    };
    if (!INSERTABLE.includes(name))
      yield { what: `INSERT ${name}`, sql: `INSERT INTO ${name} DEFAULT VALUES`, expected: 'denied' };
    // Rights are those of the role, whoever acts: each column is tried once for each kind of actor.
    for (const column of isView || actor.variant !== 'live' ? columns.slice(0, 1) : columns)
      yield {
        what: `UPDATE ${name}.${column}`,
        sql: `UPDATE ${name} SET ${column} = DEFAULT WHERE false`,
        expected: UPDATABLE[name]?.includes(column) || UPDATED_IF_ANY.has(`${name}.${column}`) ? '0' : 'denied',
      };
  }
  for (const [name, columns] of Object.entries(UPDATABLE))
    yield { what: `UPDATE ${name}`, sql: `UPDATE ${name} SET ${columns[0]} = ${columns[0]}`, expected: own };
}

const literal = (value: string | number | null) => (value === null ? 'NULL' : `'${value}'`);

function* ofRoles(actor: Actor, { targets, receiver, proposals }: World, model: Model): Generator<Probe> {
  const cases = ACTIONS.flatMap((action) =>
    targets.map(
      ({ institution }) =>
        `(${literal(action)}, ${literal(institution)}::bigint, ${model.may(actor, action, institution)})`,
    ),
  );
  yield {
    what: 'app_may',
    sql: `SELECT FROM (VALUES ${cases.join(', ')}) c(action, at, may) WHERE app_may(action, at) IS DISTINCT FROM may`,
    expected: '0',
    cells: cases.length,
  };
  for (const action of ACTIONS) {
    const branch = targets.filter(({ institution }) => institution !== null && model.may(actor, action, institution));
    const places = targets.flatMap(({ institution }) => institution ?? []);
    yield {
      what: `app_scope ${action}`,
      sql: `SELECT FROM app_scope('${action}') AS id WHERE id IN (${places.join(', ')})`,
      expected: String(branch.length),
    };
  }
  for (const { relation, institution, grants } of targets) {
    for (const role of ['educator', 'unit_admin', 'security_admin'] as const) {
      const may = model.mayGive(actor, role, institution);
      yield {
        what: `app_may_give ${role} ${relation}`,
        sql: `SELECT 1 WHERE app_may_give('${role}', ${literal(institution)}, NULL, '{}')`,
        expected: may ? '1' : '0',
      };
      yield* ofGiving(actor, { role, institution, receiver, relation, may });
    }
    for (const role of ['educator', 'unit_admin'] as const)
      yield {
        what: `end_grant ${role} ${relation}`,
        sql: `SELECT 1 WHERE end_grant('${grants[role]}')`,
        expected: model.mayGive(actor, role, institution) ? '1' : '0',
      };
  }
  const confirms = model.may(actor, 'grants.change', null) ? '1' : '0';
  yield { what: 'confirm_grant', sql: `SELECT 1 WHERE confirm_grant('${proposals.other}')`, expected: confirms };
  const isOwn = actor.name === 'security_admin live';
  yield {
    what: 'confirm_grant own',
    sql: `SELECT 1 WHERE confirm_grant('${proposals.own}')`,
    expected: isOwn ? '0' : confirms,
  };
}

interface Giving {
  role: Role;
  institution: number | null;
  receiver: string;
  relation: string;
  may: boolean;
}
function* ofGiving(actor: Actor, { role, institution, receiver, relation, may }: Giving): Generator<Probe> {
  const needsSecond = !traitsOfRole(role).isLocal;
  const give = (by: string, second: boolean, valid = 'tstzrange(now(), NULL)') =>
    `INSERT INTO grants (account_id, role, institution_id, granted_by, needs_second, valid)
     VALUES ('${receiver}', '${role}', ${literal(institution)}, '${by}', ${second}, ${valid})`;
  const what = `${role} ${relation}`;
  yield { what: `give ${what}`, sql: give(actor.account, needsSecond), expected: may ? '1' : 'denied' };
  yield { what: `give ${what} as another`, sql: give(receiver, needsSecond), expected: 'denied' };
  yield { what: `give ${what} alone or not`, sql: give(actor.account, !needsSecond), expected: 'denied' };
  yield {
    what: `give ${what} for the past`,
    sql: give(actor.account, needsSecond, "'[2020-01-01,)'"),
    expected: 'denied',
  };
}

function* ofAccounts(actor: Actor, { targets }: World, model: Model): Generator<Probe> {
  const isSomebody = actor.token !== null;
  const me = isSomebody ? literal(actor.account) : 'NULL';
  yield { what: 'app_account', sql: `SELECT 1 WHERE app_account() IS NOT DISTINCT FROM ${me}::uuid`, expected: '1' };
  const self = isSomebody ? literal(actor.person) : 'NULL';
  yield { what: 'app_person', sql: `SELECT 1 WHERE app_person() IS NOT DISTINCT FROM ${self}::uuid`, expected: '1' };
  yield {
    what: 'own_audit',
    sql: `SELECT FROM own_audit(9223372036854775807, 1000) WHERE payload NOT LIKE '%${actor.account}%' AND payload NOT LIKE '%${actor.person}%'`,
    expected: '0',
  };
  yield {
    what: 'audit_size',
    sql: 'SELECT 1 WHERE audit_size() IS NOT NULL',
    expected: model.may(actor, 'audit.read', null) ? '1' : '0',
  };
  for (const { relation, account, institution } of targets) {
    const sees = model.may(actor, 'accounts.read', institution) ? '1' : '0';
    const suspends = model.may(actor, 'accounts.suspend', null) ? '1' : '0';
    const on = (name: string, sql: string, expected: string) => ({ what: `${name} ${relation}`, sql, expected });
    yield on('staff_accounts', `SELECT FROM staff_accounts('${account}', NULL, NULL, NULL, NULL, 10)`, sees);
    yield on('seen_contacts', `SELECT FROM seen_contacts(ARRAY['${account}'::uuid])`, sees);
    yield on('seen_account_of', `SELECT 1 WHERE seen_account_of('phone', '${account}'::bytea) IS NOT NULL`, sees);
    yield on('suspend_account', `SELECT 1 WHERE suspend_account('${account}')`, suspends);
    yield on('resume_account', `SELECT 1 WHERE resume_account('${account}')`, '0');
    const entry = JSON.stringify({ action: 'x', actor: `account:${account}`, at: 1, subject: 'x' });
    yield on('append_audit', `SELECT append_audit(ARRAY['${entry}'])`, 'denied');
    yield on(
      'credential',
      `INSERT INTO credentials (account_id, kind, data) VALUES ('${account}', 'passkey', '{}')`,
      'denied',
    );
    yield on(
      'consent',
      `INSERT INTO consents (account_id, purpose, version) VALUES ('${account}', 'y', '1')`,
      'denied',
    );
    const keeps = model.actions(actor).length > 0 ? '1' : 'denied';
    yield on('keep_record_key', `SELECT keep_record_key('${account}', '\\x00')`, keeps);
    yield on('read', `SELECT FROM contacts WHERE account_id = '${account}'`, '0');
  }
}

function* ofDelegations(actor: Actor, { actors, principal }: World): Generator<Probe> {
  const isActing = actor.variant === 'delegated';
  const may = isActing ? '1' : '0';
  const by = (person: string, sql: string) => `SELECT set_config('app.on_behalf_of', '${person}', true); ${sql}`;
  const isNoGuest = actor.token !== null;
  yield {
    what: 'app_on_behalf',
    sql: `SELECT 1 WHERE app_on_behalf() IS NOT DISTINCT FROM ${isActing ? literal(principal.person) : 'NULL'}::uuid`,
    expected: '1',
  };
  for (const [action, expected] of [
    ['details.change', may],
    ['learning.read', '0'],
  ] as const)
    yield {
      what: `app_person_for ${action}`,
      sql: by(principal.person, `SELECT 1 WHERE app_person_for('${action}') IS NOT NULL`),
      expected,
    };
  yield {
    what: 'app_person_for a stranger',
    sql: `SELECT 1 WHERE app_person_for('details.change') IS NOT NULL`,
    expected: '0',
  };
  const renamed = by(principal.person, "SELECT 1 WHERE rename_principal('\\x00')");
  yield { what: 'rename_principal', sql: renamed, expected: may };
  yield { what: 'list_delegations', sql: 'SELECT FROM list_delegations()', expected: isActing ? '1' : toListed(actor) };
  for (const other of actors
    .filter(({ delegation, account }) => delegation !== null && account !== actor.account)
    .slice(0, 4)) {
    const on = (name: string) => `${name} of ${other.name}`;
    yield { what: on('end_delegation'), sql: `SELECT 1 WHERE end_delegation('${other.delegation}')`, expected: '0' };
    yield { what: on('act_for'), sql: `SELECT 1 WHERE act_for('${other.delegation}')`, expected: '0' };
  }
  // Its key is worth nothing without those of the installation.
  yield { what: 'principal_key', sql: 'SELECT 1 WHERE principal_key() IS NOT NULL', expected: may };
  const denied = isNoGuest && !isActing ? '1' : 'denied';
  yield {
    what: 'invite_delegate',
    sql: "SELECT invite_delegate('\\x00', '{details.change}', 9, false, '1', '\\x00')",
    expected: denied,
  };
  yield {
    what: 'add_dependent',
    sql: "SELECT add_dependent(gen_random_uuid(), '\\x00', '{details.change}', 9, '1', NULL, NULL, '\\x00', '\\x00')",
    expected: denied,
  };
  const entry = JSON.stringify({
    ...{
      action: 'x',
      actor: `account:${actor.account}`,
      at: 1,
      subject: 'x',
      onBehalfOf: `person:${principal.person}`,
    },
  });
  yield {
    what: 'append_audit for somebody',
    sql: `SELECT append_audit(ARRAY['${entry}'])`,
    expected: isActing ? '1' : 'denied',
  };
}
/** What ended is shown for a year. */
const toListed = ({ variant, role }: Actor): string =>
  variant === 'undelegated' && role !== null && !traitsOfRole(role).isLocal ? '1' : '0';

function* ofOwnData(actor: Actor, { targets, principal }: World, model: Model): Generator<Probe> {
  const own = actor.token === null ? '0' : '1';
  for (const table of ['contacts', 'credentials', 'accounts', 'persons'])
    yield {
      what: `personal_data ${table}`,
      sql: `SELECT FROM personal_data() WHERE of_table = '${table}'`,
      expected: own,
    };
  yield {
    what: 'record_keys_of',
    sql: `SELECT FROM record_keys_of(ARRAY['${principal.account}'::uuid])`,
    expected: model.may(actor, 'audit.read', null) ? '1' : '0',
  };
  yield { what: 'next_erasure', sql: 'SELECT FROM next_erasure()', expected: '0' };
  for (const { relation, account } of targets)
    yield {
      what: `erase_due_account ${relation}`,
      sql: `SELECT erase_due_account('${account}', '{}')`,
      expected: 'denied',
    };
}

function* ofJobs(actor: Actor, { job }: Stock, model: Model): Generator<Probe> {
  const [sees, changes] = [model.may(actor, 'jobs.read', null), model.may(actor, 'jobs.change', null)];
  yield { what: 'seen_jobs', sql: `SELECT FROM seen_jobs(${job}, NULL, NULL, 10)`, expected: sees ? '1' : '0' };
  yield { what: 'counts', sql: 'SELECT 1 FROM seen_job_counts() WHERE dead > 0', expected: sees ? '1' : '0' };
  yield { what: 'retry_job', sql: `SELECT 1 WHERE retry_job(${job}) = 'now'`, expected: changes ? '1' : '0' };
}
