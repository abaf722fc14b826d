import type { PersonalTable } from '../../module.ts';
import { GOOD_UNTIL, TIME, UNTIL_ITS_KEY } from '../../contract/words/personal.ts';

const asLong = { 'zh-CN': '到账号删除', en: 'As long as the account' };

export const accountsPersonal: readonly PersonalTable[] = [
  {
    table: 'challenges',
    names: { 'zh-CN': '发出的验证码', en: 'Codes sent' },
    why: { 'zh-CN': '核对验证码，限制次数', en: 'To check codes and limit them' },
    rows: 'account_id = of_account OR value_index IN (SELECT value_index FROM contacts WHERE account_id = of_account)',
    told: { kind: { names: { 'zh-CN': '方式', en: 'By' } }, made_at: TIME },
    kept: { names: { 'zh-CN': '1 天', en: '1 day' }, outdated: "made_at < now() - interval '1 day'" },
  },
  {
    table: 'stand_in_messages',
    names: { 'zh-CN': '演示用的模拟短信', en: 'Messages a demonstration shows' },
    why: { 'zh-CN': '演示环境代替短信', en: 'In place of messages in a demonstration' },
    rows: null,
    told: {},
    kept: { names: { 'zh-CN': '15 分钟', en: '15 minutes' }, outdated: "made_at < now() - interval '15 minutes'" },
  },
  {
    table: 'sessions',
    names: { 'zh-CN': '已登录的设备', en: 'Where the account is signed in' },
    why: { 'zh-CN': '保持登录；发现陌生设备', en: 'To stay signed in; to find unknown devices' },
    rows: 'account_id = of_account',
    told: {
      device: { names: { 'zh-CN': '设备', en: 'Device' } },
      way: { names: { 'zh-CN': '登录方式', en: 'Signed in by' } },
      made_at: TIME,
      touched_at: { names: { 'zh-CN': '上次使用', en: 'Last used' } },
    },
    erase: [
      'UPDATE sessions SET on_behalf_of = NULL WHERE on_behalf_of = of_person',
      'DELETE FROM sessions WHERE account_id = of_account',
    ],
    kept: {
      names: { 'zh-CN': '退出后 1 天内', en: 'Up to 1 day after they end' },
      outdated: "expires_at < now() - interval '1 day'",
    },
  },
  {
    table: 'known_devices',
    names: { 'zh-CN': '用过的浏览器', en: 'Browsers used before' },
    why: { 'zh-CN': '认出新设备，提醒您', en: 'To tell you of new devices' },
    rows: 'account_id = of_account',
    told: { used_at: { names: { 'zh-CN': '上次使用', en: 'Last used' } } },
    kept: {
      names: { 'zh-CN': '不用后 1 年', en: '1 year after its last use' },
      outdated: "used_at < now() - interval '1 year'",
    },
  },
  {
    table: 'pending_sign_ins',
    names: { 'zh-CN': '等待第二步的登录', en: 'Sign-ins that wait for a second factor' },
    why: { 'zh-CN': '登录时核对验证器', en: 'To ask for the authenticator' },
    rows: 'account_id = of_account OR for_account = of_account',
    told: {
      device: { names: { 'zh-CN': '设备', en: 'Device' } },
      expires_at: GOOD_UNTIL,
    },
    kept: {
      names: { 'zh-CN': '10 分钟后 1 天内', en: 'Up to 1 day after 10 minutes' },
      outdated: 'expires_at < now()',
    },
  },
  {
    table: 'tries',
    names: { 'zh-CN': '验证失败的次数', en: 'Failed proofs, counted' },
    why: { 'zh-CN': '防止猜密码和验证码；不知道是谁', en: 'Against guessing; nobody knows whose they are' },
    rows: null,
    told: {},
    kept: { names: { 'zh-CN': '1 天', en: '1 day' }, outdated: "last_at < now() - interval '1 day'" },
  },
  {
    table: 'recoveries',
    names: { 'zh-CN': '找回账号的申请', en: 'Recoveries' },
    why: { 'zh-CN': '丢了验证器时找回账号', en: 'To get in without a lost authenticator' },
    rows: 'account_id = of_account',
    told: { begun_at: TIME, ready_at: { names: { 'zh-CN': '可以找回的时间', en: 'Ready' } } },
    kept: {
      names: { 'zh-CN': '到期后 14 天', en: '14 days after it is ready' },
      outdated: "ready_at < now() - interval '14 days'",
    },
  },
  {
    table: 'notices',
    names: { 'zh-CN': '账号动态', en: 'What happened to the account' },
    why: { 'zh-CN': '让您知道账号有变动', en: 'So that you hear of changes' },
    rows: 'account_id = of_account',
    told: {
      kind: { names: { 'zh-CN': '事项', en: 'What' } },
      device: { names: { 'zh-CN': '设备', en: 'Device' } },
      made_at: TIME,
    },
    kept: { names: { 'zh-CN': '1 年', en: '1 year' }, outdated: "made_at < now() - interval '1 year'" },
  },
  {
    table: 'contacts',
    names: { 'zh-CN': '手机号和邮箱', en: 'Numbers and addresses' },
    why: { 'zh-CN': '登录和找回账号', en: 'To sign in and recover the account' },
    rows: 'account_id = of_account',
    told: {
      kind: { names: { 'zh-CN': '方式', en: 'Kind' } },
      value: { names: { 'zh-CN': '内容', en: 'Value' }, sealed: { about: "'contact:' || account_id" } },
      verified_at: { names: { 'zh-CN': '验证时间', en: 'Verified' } },
    },
    kept: { names: asLong },
  },
  {
    table: 'identities',
    names: { 'zh-CN': '其他平台的登录', en: 'Sign-ins by other platforms' },
    why: { 'zh-CN': '用其他平台登录', en: 'To sign in by another platform' },
    rows: 'account_id = of_account',
    told: {
      issuer: { names: { 'zh-CN': '平台', en: 'Platform' } },
      subject: { names: { 'zh-CN': '编号', en: 'Id there' } },
      linked_at: TIME,
    },
    kept: { names: asLong },
  },
  {
    table: 'account_moves',
    names: { 'zh-CN': '从原平台迁入的记录', en: 'How the account moved in from an older platform' },
    why: { 'zh-CN': '核对迁入前后一样，不重复迁入', en: 'To check that nothing changed, and not to move it twice' },
    rows: 'account_id = of_account',
    told: {
      source: { names: { 'zh-CN': '原平台', en: 'Platform' } },
      moved_at: TIME,
    },
    kept: { names: asLong },
  },
  {
    table: 'credentials',
    names: { 'zh-CN': '密码和通行密钥', en: 'Passwords and passkeys' },
    why: { 'zh-CN': '登录；密码只存不可还原的摘要', en: 'To sign in; of a password only what cannot be turned back' },
    rows: 'account_id = of_account',
    told: {
      kind: { names: { 'zh-CN': '方式', en: 'Kind' } },
      label: { names: { 'zh-CN': '名称', en: 'Name' } },
      made_at: TIME,
      used_at: { names: { 'zh-CN': '上次使用', en: 'Last used' } },
    },
    kept: { names: asLong },
  },
  {
    table: 'consents',
    names: { 'zh-CN': '同意和撤回', en: 'Consents' },
    why: { 'zh-CN': '证明您同意过什么', en: 'To prove what was agreed to' },
    rows: 'account_id = of_account',
    told: {
      purpose: { names: { 'zh-CN': '事项', en: 'Purpose' } },
      version: { names: { 'zh-CN': '版本', en: 'Version' } },
      given_at: { names: { 'zh-CN': '同意时间', en: 'Given' } },
      withdrawn_at: { names: { 'zh-CN': '撤回时间', en: 'Withdrawn' } },
    },
    // Who it was nobody can tell by then.
    erase: ['UPDATE consents SET withdrawn_at = now() WHERE account_id = of_account AND withdrawn_at IS NULL'],
    kept: {
      names: { 'zh-CN': '撤回后 3 年', en: '3 years after withdrawal' },
      outdated: "withdrawn_at < now() - interval '3 years'",
    },
  },
  {
    table: 'accounts',
    names: { 'zh-CN': '账号', en: 'Account' },
    why: { 'zh-CN': '您的设置', en: 'Your settings' },
    rows: 'id = of_account',
    told: {
      display_name: { names: { 'zh-CN': '称呼', en: 'What to call you' } },
      lang: { names: { 'zh-CN': '语言', en: 'Language' } },
      made_at: { names: { 'zh-CN': '注册时间', en: 'Made' } },
      erase_at: { names: { 'zh-CN': '删除时间', en: 'To be erased' } },
    },
    erase: [
      "UPDATE accounts SET state = 'erased', erase_at = NULL, display_name = NULL, lang = 'zh-CN' WHERE id = of_account",
    ],
    kept: { names: { 'zh-CN': '到账号删除；编号长期保留', en: 'As long as the account; its id for good' } },
  },
  {
    table: 'persons',
    names: { 'zh-CN': '本人', en: 'Person' },
    why: { 'zh-CN': '实名；保护未成年人', en: 'Real name; protection of minors' },
    rows: 'id = of_person',
    told: {
      name: { names: { 'zh-CN': '姓名', en: 'Name' }, sealed: { about: "'name:' || id" } },
      id_number: { names: { 'zh-CN': '身份证号', en: 'Identity number' }, sealed: { about: "'id-number:' || id" } },
      verified_at: { names: { 'zh-CN': '实名时间', en: 'Confirmed' } },
      minor_until: { names: { 'zh-CN': '未成年至', en: 'A minor until' } },
    },
    erase: [
      'UPDATE persons SET guardian = NULL WHERE guardian = of_person',
      `UPDATE persons SET data_key = NULL, name = NULL, id_number = NULL, id_number_index = NULL, minor_until = NULL,
        guardian = NULL, verified_at = NULL WHERE id = of_person`,
    ],
    kept: UNTIL_ITS_KEY,
  },
];
