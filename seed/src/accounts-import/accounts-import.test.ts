import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../testing/database.ts';
import { layGround, MAPPING, oldPlatform, type Ground, type Lists } from '../testing/old-platform.ts';

const isFull = process.env['SIZE'] === 'full';
const ACCOUNTS = isFull ? 10_000 : 520;
const INSTITUTIONS = isFull ? 1_000 : 100;
/** Of so many one may do something. */
const ONE_IN = isFull ? 20 : 8;
const LONGEST_MS = isFull ? 900_000 : 240_000;

let ground: Ground;
beforeAll(async () => void (ground = await layGround(await openTestDatabase(), INSTITUTIONS)));
afterAll(() => ground.close());

const count = async (table: string, where = 'true') =>
  (await ground.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`)).rows[0]!
    .n;
const TABLES = ['persons', 'accounts', 'contacts', 'grants', 'account_moves', 'audit', 'sessions', 'credentials'];
async function snapshot(): Promise<string> {
  const parts = TABLES.map(
    (table) => `SELECT '${table}' AS name, md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM ${table} t`,
  );
  return JSON.stringify((await ground.database.pool.query(parts.join(' UNION ALL '))).rows);
}

/** As many accounts as a property has runs: one run. */
test(
  'everybody is what they were: equal hashes for all, nothing in a dry run, nothing twice, and going on where it broke',
  async () => {
    await fc.assert(
      fc.asyncProperty(oldPlatform(ACCOUNTS, INSTITUTIONS, ONE_IN), async (lists) => {
        const empty = await snapshot();
        const dry = await ground.move(lists);
        expect([dry.moved.new, dry.moved.sameHash, dry.moved.differ], dry.lines.join('\n')).toEqual([
          ACCOUNTS,
          ACCOUNTS,
          0,
        ]);
        expect(await snapshot()).toBe(empty);

        const broken = ground.move(lists, {
          apply: true,
          onProgress: () => {
            throw new Error('the connection broke');
          },
        });
        await expect(broken).rejects.toThrow('the connection broke');
        const kept = await count('account_moves');
        expect(kept).toBe(500);

        const { moved } = await ground.move(lists, { apply: true });
        expect(moved).toMatchObject({
          read: ACCOUNTS,
          new: ACCOUNTS - kept,
          equal: kept,
          refused: 0,
          differ: 0,
          sameHash: ACCOUNTS,
        });
        console.log(
          `${ACCOUNTS} accounts, ${await count('grants')} grants, ${INSTITUTIONS} institutions: ${moved.seconds.toFixed(1)} s, ` +
            `${Math.round(ACCOUNTS / moved.seconds)} a second; dry run ${dry.moved.seconds.toFixed(1)} s`,
        );
        expect(await count('account_moves', 'before_hash = after_hash')).toBe(ACCOUNTS);
        expect(await count('audit', `actor = 'system:accounts-import' AND action = 'accounts.move'`)).toBe(ACCOUNTS);
        expect([await count('sessions'), await count('credentials')]).toEqual([0, 0]);
        expect(await count('grants')).toBeGreaterThan(ACCOUNTS / 5 / ONE_IN);

        const whole = await snapshot();
        const again = await ground.move(lists, { apply: true });
        expect(again.moved).toMatchObject({ equal: ACCOUNTS, new: 0, changed: 0, sameHash: ACCOUNTS });
        expect(await snapshot()).toBe(whole);

        // One right of one person is another one: that account is listed, and no other.
        const { rows } = await ground.database.pool.query<{ account_id: string }>(
          `UPDATE grants SET role = CASE role WHEN 'educator' THEN 'moderator' ELSE 'educator' END
         WHERE id = (SELECT id FROM grants ORDER BY id LIMIT 1) RETURNING account_id`,
        );
        const { moved: found, lines } = await ground.move(lists);
        expect([found.sameHash, found.differ], rows[0]!.account_id).toEqual([ACCOUNTS - 1, 1]);
        expect(lines.join('\n')).toMatch(/账号 第 \d+ 行：迁移前后不同：roles -\{.*\+\{"division"/);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  },
  LONGEST_MS,
);

const ACCOUNT_HEAD = ['账号', '手机', '邮箱', '昵称', '状态'];
const lists = (more: Partial<Lists>): Partial<Lists> => ({
  accounts: [ACCOUNT_HEAD, ['s1', '13812340001', '', '', '']],
  menus: [
    ['角色', '菜单'],
    ['TEACHER', 'course:edit'],
    ['STATION', 'org:edit'],
  ],
  ...more,
});
const ROLE_HEAD = ['账号', '角色', '开始日期', '结束日期'];
const SCOPE_HEAD = ['账号', '角色', '机构', '范围', '区划', '主题'];

test('what an old right would gain or lose here is told, and the account moved only by consent', async () => {
  // Its menu had one entry; the role here opens more.
  const given = lists({
    roles: [ROLE_HEAD, ['s1', 'STATION', '', '']],
    scopes: [SCOPE_HEAD, ['s1', '', 'o2', '', '', '']],
  });
  const before = await count('accounts');
  const refused = await ground.move(given, { apply: true, lang: 'en' });
  expect(refused.moved).toMatchObject({ new: 0, refused: 1, differ: 1 });
  expect(refused.lines.join('\n')).toContain(
    'accounts line 2: is not the same before and after: menu +accounts.read +grants.change +grants.read +sources.change +sources.read +tree.review',
  );
  expect(await count('accounts')).toBe(before);
  const accepted = await ground.move(given, { apply: true, acceptDifferences: true });
  expect(accepted.moved).toMatchObject({ new: 1, refused: 0, differ: 1 });

  // The old platform takes the role away and gives another; what this one gave meanwhile stays.
  const { rows } = await ground.database.pool.query<{ id: string }>(
    `SELECT account_id AS id FROM grants WHERE role = 'unit_admin' AND institution_id = (SELECT id FROM institutions WHERE source_id = 'o2')
     ORDER BY made_at DESC LIMIT 1`,
  );
  const own = `account_id = '${rows[0]!.id}'`;
  const changed = await ground.move(
    lists({
      accounts: [ACCOUNT_HEAD, ['s1', '13812340001', 's1@example.org', '', '停用']],
      roles: [ROLE_HEAD, ['s1', 'TEACHER', '', '']],
      scopes: [SCOPE_HEAD, ['s1', '', 'o3', '', '', '书法']],
    }),
    { apply: true },
  );
  expect(changed.moved).toMatchObject({ changed: 1, sameHash: 1 });
  expect(await count('grants', `${own} AND role = 'unit_admin' AND upper(valid) <= now()`)).toBe(1);
  expect(await count('grants', `${own} AND role = 'educator' AND topics = '{calligraphy}' AND valid @> now()`)).toBe(1);
  expect([
    await count('contacts', own),
    await count('accounts', `id = '${rows[0]!.id}' AND state = 'suspended'`),
  ]).toEqual([2, 1]);
});

test('a tree of its own is walked where the old platform had one', async () => {
  const given = lists({
    accounts: [ACCOUNT_HEAD, ['t1', '13812340002', '', '', '']],
    roles: [ROLE_HEAD, ['t1', 'TEACHER', '', '']],
    scopes: [SCOPE_HEAD, ['t1', 'TEACHER', 'o2', '', '', '']],
    tree: [
      ['机构', '上级机构'],
      ['o2', 'o1'],
      ['o3', 'o2'],
    ],
  });
  const { lines } = await ground.move(given, { lang: 'en' });
  // Here o3 is beside o2, and others are below it.
  expect(lines.join('\n')).toMatch(/not the same before and after: visible for things\.write -\d+ (\+\d+ ?)+/);
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const REFUSED: [string, Partial<Lists>, RegExp][] = [
  [
    'a phone twice',
    lists({ accounts: [ACCOUNT_HEAD, ['a', '13812340003', '', '', ''], ['b', '+86 138 1234 0003', '', '', '']] }),
    /账号 第 3 行“手机”：与第 2 行相同：一个号码只属于一个人/,
  ],
  [
    'an account twice',
    lists({ accounts: [ACCOUNT_HEAD, ['a', '13812340003', '', '', ''], ['a', '13812340004', '', '', '']] }),
    /账号 第 3 行“账号”：与第 2 行编号相同/,
  ],
  [
    'a formula',
    lists({
      accounts: [
        ['账号', '手机'],
        ['a', '=HYPERLINK("http://x")'],
      ],
    }),
    /账号 第 2 行“手机”：是公式，不是值/,
  ],
  [
    'a field of 1 MB',
    lists({ accounts: [ACCOUNT_HEAD, ['a', '13812340003', '', 'x'.repeat(1 << 20), '']] }),
    /账号 第 2 行“昵称”：最多 500 个字/,
  ],
  ['no phone', lists({ accounts: [ACCOUNT_HEAD, ['a', '12345', '', '', '']] }), /账号 第 2 行“手机”：不是 11 位手机号/],
  [
    'nothing to sign in with',
    lists({ accounts: [ACCOUNT_HEAD, ['a', '', '', '名', '']] }),
    /账号 第 2 行“手机”：没有手机号也没有邮箱/,
  ],
  [
    'a role nobody knows',
    lists({ roles: [ROLE_HEAD, ['s1', 'ROOT', '', '']] }),
    /角色 第 2 行“角色”：对照表里没有角色“ROOT”/,
  ],
  [
    'an account nobody knows',
    lists({ roles: [ROLE_HEAD, ['nobody', 'TEACHER', '', '']] }),
    /角色 第 2 行“账号”：账号表里没有这个账号/,
  ],
  [
    'a role without a scope',
    lists({ roles: [ROLE_HEAD, ['s1', 'TEACHER', '', '']] }),
    /角色 第 2 行“角色”：角色“TEACHER”没有数据范围/,
  ],
  [
    'days in the wrong order',
    lists({ roles: [ROLE_HEAD, ['s1', 'TEACHER', '2026-02-01', '2026-01-01']] }),
    /角色 第 2 行“结束日期”：结束早于开始/,
  ],
  ['no day', lists({ roles: [ROLE_HEAD, ['s1', 'TEACHER', '', '2026-02-30']] }), /角色 第 2 行“结束日期”：不是日期/],
  [
    'a right that is over',
    lists({ roles: [ROLE_HEAD, ['s1', 'TEACHER', '', '2026-01-31']] }),
    /角色 第 2 行“角色”：已于 2026-01-31 到期，未迁入/,
  ],
  [
    'a closed institution',
    lists({ scopes: [SCOPE_HEAD, ['s1', '', 'closed', '', '', '']] }),
    /数据范围 第 2 行“机构”：机构已于 2024-07-01 关闭/,
  ],
  [
    'an institution nobody knows',
    lists({ scopes: [SCOPE_HEAD, ['s1', '', 'o99999', '', '', '']] }),
    /数据范围 第 2 行“机构”：没有找到机构“o99999”/,
  ],
  [
    'no area',
    lists({ scopes: [SCOPE_HEAD, ['s1', '', 'o2', '', '999999', '']] }),
    /数据范围 第 2 行“区划”：没有这个区划代码：999999/,
  ],
  [
    'no topic',
    lists({ scopes: [SCOPE_HEAD, ['s1', '', 'o2', '', '', '魔法']] }),
    /数据范围 第 2 行“主题”：不在主题词表中：魔法/,
  ],
  [
    'a menu nobody knows',
    lists({
      menus: [
        ['角色', '菜单'],
        ['TEACHER', 'secret'],
      ],
    }),
    /菜单 第 2 行“菜单”：对照表里没有菜单“secret”/,
  ],
  [
    'the same line twice',
    lists({
      menus: [
        ['角色', '菜单'],
        ['TEACHER', 'home'],
        ['TEACHER', 'home'],
      ],
    }),
    /菜单 第 3 行：与第 2 行完全相同/,
  ],
  [
    'own, not below',
    lists({ scopes: [SCOPE_HEAD, ['s1', '', 'o2', '本级', '', '']] }),
    /数据范围 第 2 行“范围”：“仅本级”在本平台没有对应/,
  ],
  [
    'too many cells',
    lists({
      accounts: [
        ['账号', '手机'],
        ['a', '13812340003', 'more'],
      ],
    }),
    /账号 第 2 行：列数与表头不符（表头 2 列）/,
  ],
];
test.each(REFUSED)('%s: a sentence with line and column', async (_, given, sentence) => {
  const whole = await snapshot();
  const { lines, moved } = await ground.move(given);
  expect(lines.join('\n')).toMatch(sentence);
  // Where an account stays out nothing of it is moved.
  expect(moved.new + moved.changed + moved.equal + moved.refused).toBe(moved.read);
  expect(await snapshot()).toBe(whole);
});

test('one who has two roles that two people give stays out, and so does who is here twice', async () => {
  const mapping = { ...MAPPING, roles: { ...MAPPING.roles, ROOT: 'system_admin' } };
  const given = lists({
    roles: [ROLE_HEAD, ['s1', 'ROOT', '', '']],
    scopes: [SCOPE_HEAD, ['s1', '', '', '全部', '', '']],
  });
  const { lines, moved } = await ground.move(given, { mapping, apply: true });
  expect(lines.join('\n')).toMatch(/角色 第 2 行“角色”：“system_admin”须由两人授予/);
  expect(moved.refused).toBe(1);
  const one = (name: string, phone: string, email: string) =>
    lists({ accounts: [ACCOUNT_HEAD, [name, phone, email, '', '']] });
  for (const [name, phone, email] of [
    ['x1', '13812340011', ''],
    ['x2', '', 'x2@example.org'],
  ] as const)
    expect((await ground.move(one(name, phone, email), { apply: true })).moved.new).toBe(1);
  expect((await ground.move(one('x3', '13812340011', 'x2@example.org'))).lines.join('\n')).toMatch(
    /账号 第 2 行“邮箱”：手机与邮箱在本平台属于两个账号/,
  );
});

test('files that are no table change nothing and say why', async () => {
  const file = `${ground.folder}/broken.csv`;
  const whole = await snapshot();
  const fail = async (bytes: Uint8Array) => {
    await writeFile(file, bytes);
    const cause: unknown = await ground.moveFiles({ accounts: file }, { apply: true }).catch((error: unknown) => error);
    return (cause as { toSentence?: (lang: 'en') => string }).toSentence?.('en') ?? String(cause);
  };
  expect(await fail(utf8('账号,手机\n"a,1'))).toMatch(/broken\.csv: the table cannot be read: .*line/);
  expect(await fail(utf8('手机\n13812340003\n'))).toMatch(/these columns are missing: 账号 \(account\)/);
  expect(await fail(utf8('账号,手机\n'))).toMatch(/the file has no rows/);
  expect(await fail(Uint8Array.of(0x50, 0x4b, 3, 4))).toMatch(/Excel file/);
  expect(await fail(Uint8Array.of(0x61, 0x2c, 0xff, 0xff, 0xff, 0x0a))).toMatch(/neither UTF-8 nor GB18030/);
  expect(await fail(utf8('账号,手机\na,\u0000'))).toMatch(/not a text file/);
  expect(await snapshot()).toBe(whole);

  // GBK as Excel writes it, and UTF-8 with a byte order mark, are read.
  const gbk = Uint8Array.from([
    0xd5,
    0xcb,
    0xba,
    0xc5,
    0x2c,
    0xca,
    0xd6,
    0xbb,
    0xfa,
    ...utf8('\r\ng1,13812340021\r\n'),
  ]);
  await writeFile(file, gbk);
  expect((await ground.moveFiles({ accounts: file })).moved.new).toBe(1);
  await writeFile(file, utf8('\ufeff账号,手机\r\ng1,13812340021\r\n'));
  expect((await ground.moveFiles({ accounts: file })).moved.new).toBe(1);

  await writeFile(
    file,
    JSON.stringify({ accounts: [{ account: 'j1', phone: 13812340022 }, { 账号: 'j2', 手机: ['x'] }, 7] }),
  );
  const { moved, lines } = await ground.moveFiles({}, { json: file, lang: 'en' });
  expect(moved).toMatchObject({ new: 1, refused: 2 });
  expect(lines.join('\n')).toMatch(/accounts line 2, 手机: must be text\n.*accounts line 3: must be text/);
  await expect(
    ground.moveFiles({}, { json: file, mapping: { source: 'x1', roles: { A: 'root' }, menus: {} } }),
  ).rejects.toThrow(/roles "A": "root" is none of/);
});
