import { toContact, type ContactKind } from '@zlm/server/contract/contact';
import { LANGS } from '@zlm/server/contract/lists';
import type { Fault } from './faults.ts';
import type { Note, Row, Table } from './read-table.ts';

export interface OldAccount {
  /** As the old platform names it. */
  name: string;
  contacts: readonly { kind: ContactKind; value: string }[];
  displayName: string | null;
  state: 'active' | 'suspended';
  lang: string;
  line: number;
  fault: Row['fault'];
}

const STATES: Readonly<Record<string, OldAccount['state']>> = {
  ...{ 启用: 'active', 正常: 'active', active: 'active', enabled: 'active' },
  ...{ 停用: 'suspended', 禁用: 'suspended', disabled: 'suspended', suspended: 'suspended' },
};
const BAD = { phone: 'bad-phone', email: 'bad-email' } as const;
const LONGEST_NAME = 40;

/** Those that can be moved, in order; what stands in the way of others is noted. `refused` learns their names. */
export async function* readAccounts(table: Table, note: Note, refused: Set<string>): AsyncGenerator<OldAccount> {
  const firstLines = new Map<string, number>();
  const isFirst = (key: string, row: Row, found: (line: number) => Fault) => {
    const line = firstLines.get(key);
    if (line === undefined) firstLines.set(key, row.line);
    else note(found(line));
    return line === undefined;
  };
  for await (const row of table.rows(note)) {
    const account = row.isWhole ? readAccount(row, note) : null;
    const name = row.values.get('account');
    const repeated = (key: string, code: 'repeated-account' | 'repeated-contact') => (line: number) =>
      row.fault(key, code, String(line));
    const isNew =
      account !== null &&
      isFirst(`account ${name}`, row, repeated('account', 'repeated-account')) &&
      account.contacts.every(({ kind, value }) => isFirst(`${kind} ${value}`, row, repeated(kind, 'repeated-contact')));
    if (isNew) yield account;
    else if (name !== undefined) refused.add(name);
  }
}

function readAccount({ line, values, fault }: Row, note: Note): OldAccount | null {
  let isGood = true;
  const refuse = (...[key, code, detail]: Parameters<Row['fault']>) => {
    note(fault(key, code, detail));
    isGood = false;
  };
  const contacts = (['phone', 'email'] as const).flatMap((kind) => {
    const text = values.get(kind);
    const value = text === undefined ? null : toContact(kind, text);
    if (text !== undefined && value === null) refuse(kind, BAD[kind]);
    return value === null ? [] : [{ kind, value }];
  });
  if (!values.has('phone') && !values.has('email')) refuse('phone', 'no-contact');
  const displayName = values.get('display_name')?.normalize('NFC') ?? null;
  if (displayName !== null && [...displayName].length > LONGEST_NAME)
    refuse('display_name', 'too-long', String(LONGEST_NAME));
  const state = STATES[values.get('state') ?? 'active'];
  if (!state) refuse('state', 'bad-state');
  const lang = values.get('lang') ?? 'zh-CN';
  if (!(LANGS as readonly string[]).includes(lang)) refuse('lang', 'bad-lang');
  if (!isGood || !state) return null;
  return { name: values.get('account')!, contacts, displayName, state, lang, line, fault };
}
