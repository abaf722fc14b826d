import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { openKeys, type Keys } from '@zlm/server/crypto/keys';
import type { Database } from '@zlm/server/db';
import { toCsv } from '@zlm/server/formats/csv';
import { TABLES, type TableName } from '../accounts-import/faults.ts';
import { runMove } from '../accounts-import/run-move.ts';

const SOURCE = 'old-institutions';
const DIVISIONS = ['330106', '330102', '330100'];
const TOPICS = ['arts', 'calligraphy', 'dance'];

/** What its words mean here, and which menus its roles open: those of our roles, by other names. */
export const MAPPING = {
  source: 'old-platform',
  institutions: SOURCE,
  roles: {
    STATION: 'unit_admin',
    TEACHER: 'educator',
    CHECKER: 'moderator',
    CREDITS: 'credit_operator',
    VISITOR: null,
  },
  menus: {
    ...{ home: null, 'org:edit': 'tree.change', 'org:check': 'tree.review', 'user:list': 'accounts.read' },
    ...{ 'role:list': 'grants.read', 'role:give': 'grants.change', 'course:edit': 'things.write' },
    ...{ 'source:list': 'sources.read', 'source:edit': 'sources.change' },
    'course:check': 'things.review',
  },
};
const MENUS: Record<string, string[]> = {
  STATION: ['home', 'org:edit', 'org:check', 'user:list', 'role:list', 'role:give', 'source:list', 'source:edit'],
  TEACHER: ['home', 'course:edit'],
  CHECKER: ['home', 'course:check', 'source:list'],
  CREDITS: ['home'],
  VISITOR: ['home'],
};

export type Lists = Record<TableName, string[][]>;

const scopeOf = (institutions: number) =>
  fc.record({
    all: fc.boolean(),
    institution: fc.integer({ min: 1, max: institutions }),
    division: fc.option(fc.constantFrom(...DIVISIONS), { freq: 3 }),
    topics: fc.subarray(TOPICS),
    isOfRole: fc.boolean(),
  });
const roleOf = fc.record({
  role: fc.constantFrom(...Object.keys(MENUS)),
  from: fc.constantFrom('', '2020-01-01', '2026/11/30', '2099年1月1日'),
  until: fc.constantFrom('', '2099-12-31', '2100-06-30'),
});

/** Accounts of an old platform with `institutions` institutions; one in so many may do something. */
export const oldPlatform = (count: number, institutions: number, oneIn: number): fc.Arbitrary<Lists> =>
  fc
    .array(
      fc.record({
        isStaff: fc.integer({ min: 1, max: oneIn }).map((n) => n === 1),
        isSuspended: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
        way: fc.constantFrom('phone', 'email', 'both'),
        roles: fc.uniqueArray(roleOf, { minLength: 1, maxLength: 2, selector: ({ role }) => role }),
        scopes: fc.array(scopeOf(institutions), { minLength: 1, maxLength: 2 }),
      }),
      { minLength: count, maxLength: count },
    )
    .map((people) => toLists(people));

type Person = {
  isStaff: boolean;
  isSuspended: boolean;
  way: string;
  roles: { role: string; from: string; until: string }[];
  scopes: { all: boolean; institution: number; division: string | null; topics: string[]; isOfRole: boolean }[];
};

function toLists(people: readonly Person[]): Lists {
  const lists: Lists = {
    accounts: [['账号', '手机', '邮箱', '昵称', '状态']],
    roles: [['账号', '角色', '开始日期', '结束日期']],
    menus: [['角色', '菜单'], ...Object.entries(MENUS).flatMap(([role, menus]) => menus.map((menu) => [role, menu]))],
    scopes: [['账号', '角色', '机构', '范围', '区划', '主题']],
    tree: [],
  };
  for (const [n, { isStaff, isSuspended, way, roles, scopes }] of people.entries()) {
    const account = `u${n}`;
    const [phone, email] = [String(13_700_000_000 + n), `u${n}@example.org`];
    const contacts = [way === 'email' ? '' : phone, way === 'phone' ? '' : email];
    lists.accounts.push([account, ...contacts, `学员${n}`, isSuspended ? '停用' : '启用']);
    if (!isStaff) continue;
    for (const { role, from, until } of roles) lists.roles.push([account, role, from, until]);
    // The first is for all roles, so that none is without.
    const lines = scopes.map(({ all, institution, division, topics, isOfRole }, at) => {
      const where = all && institution % 50 === 0 ? ['', '全部'] : [`o${institution}`, '本级及下级'];
      return [account, isOfRole && at > 0 ? roles[0]!.role : '', ...where, division ?? '', topics.join('、')];
    });
    lists.scopes.push(...new Map(lines.map((line) => [line.join('|'), line])).values());
  }
  return lists;
}

/** A database with a tree of institutions, keys, and a folder for files. */
export interface Ground {
  database: Database;
  keys: Keys;
  folder: string;
  /** Writes the lists as CSV and moves them. */
  move(lists: Partial<Lists>, options?: Moving): ReturnType<typeof runMove>;
  moveFiles(files: Partial<Record<TableName, string>>, options?: Moving): ReturnType<typeof runMove>;
  close(): Promise<void>;
}
interface Moving {
  apply?: boolean;
  acceptDifferences?: boolean;
  mapping?: unknown;
  json?: string | null;
  lang?: 'zh' | 'en';
  onProgress?: (done: number) => void;
}

/** In an empty database, which is closed with it. */
export async function layGround(database: Database, institutions: number): Promise<Ground> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zlm-moving-'));
  const keys = await openKeys(path.join(folder, 'keys.json'));
  await database.pool.query('UPDATE installation SET keys_id = $1', [keys.id]);
  await growTree(database, institutions);
  const mapping = path.join(folder, 'mapping.json');
  const moveFiles: Ground['moveFiles'] = async (files, options = {}) => {
    await writeFile(mapping, JSON.stringify(options.mapping ?? MAPPING));
    const { apply = false, acceptDifferences = false, json = null, lang = 'zh', onProgress } = options;
    const report = path.join(folder, 'report.csv');
    const how = { mapping, files, json, apply, acceptDifferences, report, lang, now: new Date() };
    return database.maintain((client) => runMove(client, keys, { ...how, ...(onProgress && { onProgress }) }));
  };
  return {
    database,
    keys,
    folder,
    moveFiles,
    async move(lists, options) {
      const files: Partial<Record<TableName, string>> = {};
      for (const name of TABLES) {
        if (!lists[name] || lists[name].length < 2) continue;
        files[name] = path.join(folder, `${name}.csv`);
        await writeFile(files[name], toCsv(lists[name]));
      }
      return moveFiles(files, options);
    },
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Four below each, in three areas; the last is closed. */
async function growTree({ pool }: Database, count: number): Promise<void> {
  await pool.query(`
    INSERT INTO terms (vocabulary, code, parent, zh, en, synonyms, position) VALUES
      ('topic', 'arts', NULL, '文化艺术', 'Arts', '{}', 1), ('topic', 'calligraphy', 'arts', '书法', 'Calligraphy', '{}', 2),
      ('topic', 'dance', 'arts', '舞蹈', 'Dance', '{}', 3), ('institution_type', 'school', NULL, '学校', 'School', '{}', 1);
    INSERT INTO divisions (code, parent, level, name, name_en) VALUES
      ('330000', NULL, 'province', '浙江省', 'Zhejiang'), ('330100', '330000', 'city', '杭州市', 'Hangzhou City'),
      ('330106', '330100', 'county', '西湖区', 'Xihu District'), ('330102', '330100', 'county', '上城区', 'Shangcheng District')`);
  await pool.query(
    `INSERT INTO institutions (state, source_system, source_id, name, type, level, division)
     SELECT 'published', $1, 'o' || n, '学校' || n, 'school', 'none', ($2::text[])[1 + n % 3] FROM generate_series(1, $3::int) n`,
    [SOURCE, DIVISIONS, count],
  );
  await pool.query(
    `INSERT INTO institution_parents (institution_id, parent_id, during)
     SELECT c.id, p.id, '[2020-01-01,)' FROM generate_series(2, $2::int) n
       JOIN institutions c ON c.source_system = $1 AND c.source_id = 'o' || n
       JOIN institutions p ON p.source_system = $1 AND p.source_id = 'o' || ((n + 2) / 4)`,
    [SOURCE, count],
  );
  await pool.query(
    `INSERT INTO institutions (state, source_system, source_id, name, type, level, opened_on, closed_on)
     VALUES ('published', $1, 'closed', '旧校', 'school', 'none', '2001-09-01', '2024-07-01')`,
    [SOURCE],
  );
}
