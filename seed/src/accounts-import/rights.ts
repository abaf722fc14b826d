import { toDayNumber, fromDayNumber } from '@zlm/server/formats/shanghai-time';
import { BadValue } from '@zlm/server/intake/reading/fields';
import { parseDate } from '@zlm/server/intake/reading/values/dates';
import { splitList } from '@zlm/server/intake/reading/values/split-list';
import { toPlain } from '@zlm/server/intake/reading/values/text';
import type { Fault, FaultCode, TableName } from './faults.ts';
import { addTo, type Known } from './known.ts';
import type { Mapping } from './mapping.ts';
import type { Note, Row, Table } from './read-table.ts';

/** A role that an account has there. */
export interface OldRole {
  role: string;
  from: Date | null;
  until: Date | null;
  fault: (code: FaultCode, detail?: string) => Fault;
}
const REACHES = { own: 'own', branch: 'branch', all: 'all', 本级: 'own', 本级及下级: 'branch', 全部: 'all' } as const;

/** What its roles, or one of them, are for there. */
export interface OldScope {
  /** Null: all of its roles. */
  role: string | null;
  reach: 'own' | 'branch' | 'all';
  /** Ours; null where it is `all`. */
  institution: number | null;
  division: string | null;
  topics: readonly string[];
  /** What of it is not known here: it cannot be given. */
  unknown: string | null;
}

/** Who may what there. */
export interface OldRights {
  roles: ReadonlyMap<string, readonly OldRole[]>;
  scopes: ReadonlyMap<string, readonly OldScope[]>;
  /** By role. */
  menus: ReadonlyMap<string, readonly string[]>;
  /** Below each institution there; null: as it is here. */
  children: ReadonlyMap<number, readonly number[]> | null;
  /** The first line about each account. */
  lines: ReadonlyMap<string, Fault>;
}

export type Tables = Partial<Record<TableName, Table>>;
interface About {
  known: Known;
  mapping: Mapping;
  note: Note;
}

export async function readRights(tables: Tables, about: About): Promise<OldRights> {
  const lines = new Map<string, Fault>();
  const isNew = createTwins(about.note);
  const each = async (name: TableName, read: (row: Row) => void) => {
    for await (const row of tables[name]?.rows(about.note) ?? []) {
      const account = row.values.get('account');
      if (account !== undefined && !lines.has(account)) lines.set(account, row.fault('account', 'unknown-account'));
      if (row.isWhole && isNew(name, row)) read(row);
    }
  };
  const [roles, scopes, menus] = [
    new Map<string, OldRole[]>(),
    new Map<string, OldScope[]>(),
    new Map<string, string[]>(),
  ];
  await each('roles', (row) => {
    const role = readRole(row, about);
    if (role) addTo(roles, row.values.get('account')!, role);
  });
  await each('scopes', (row) => {
    const scope = readScope(row, about);
    if (scope) addTo(scopes, row.values.get('account')!, scope);
  });
  await each('menus', (row) => {
    const [role, menu] = [row.values.get('role')!, row.values.get('menu')!];
    if (!about.mapping.menus.has(menu)) about.note(row.fault('menu', 'unknown-menu', menu));
    addTo(menus, role, menu);
  });
  return { roles, scopes, menus, children: tables.tree ? await readTree(each, about) : null, lines };
}

/** Notes a line that says the same as one before. */
function createTwins(note: Note): (name: TableName, row: Row) => boolean {
  const seen = new Map<string, number>();
  return (name, { line, values, fault }) => {
    const key = JSON.stringify([name, ...[...values].sort()]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else note(fault('', 'repeated-line', String(first)));
    return first === undefined;
  };
}

function readRole({ values, fault }: Row, { mapping, note }: About): OldRole | null {
  const role = values.get('role')!;
  try {
    const [from, until] = [readDay(values.get('from'), 0), readDay(values.get('until'), 1)];
    if (from && until && from >= until) {
      note(fault('until', 'dates-order'));
      return null;
    }
    if (!mapping.roles.has(role)) note(fault('role', 'unknown-role', role));
    return { role, from, until, fault: (code, detail) => fault('role', code, detail) };
  } catch (cause) {
    if (!(cause instanceof BadValue)) throw cause;
    note(fault(isDay(values.get('from')) ? 'until' : 'from', 'bad-date'));
    return null;
  }
}

/** The midnight before or after a day in Shanghai; a role holds on the last day too. Throws BadValue. */
function readDay(text: string | undefined, more: 0 | 1): Date | null {
  if (text === undefined) return null;
  return new Date(`${fromDayNumber(toDayNumber(parseDate(text)) + more)}T00:00:00+08:00`);
}
function isDay(text: string | undefined): boolean {
  try {
    readDay(text, 0);
    return true;
  } catch {
    return false;
  }
}

function readScope({ values, fault }: Row, { known, note }: About): OldScope | null {
  const [institution, written] = [values.get('institution'), values.get('reach') ?? '本级及下级'];
  const reach = REACHES[toPlain(written) as keyof typeof REACHES] as OldScope['reach'] | undefined;
  if (!reach) {
    note(fault('reach', 'bad-reach'));
    return null;
  }
  const refusals: Fault[] = [];
  const refuse = (key: string, code: FaultCode, detail = '') => void refusals.push(fault(key, code, detail));
  const found = institution === undefined ? undefined : known.institutions.get(institution);
  if (reach !== 'all' && institution === undefined) refuse('institution', 'missing');
  else if (reach !== 'all' && !found) refuse('institution', 'unknown-institution', institution);
  else if (found?.closedOn) refuse('institution', 'closed-institution', found.closedOn);
  if (reach === 'own') note(fault('reach', 'own-only'));
  const division = values.get('division') ?? null;
  if (division !== null && !known.divisions.has(division)) refuse('division', 'unknown-division', division);
  const topics = splitList(values.get('topics') ?? '');
  for (const topic of topics) if (!known.topics.has(topic)) refuse('topics', 'unknown-topic', topic);
  for (const refusal of refusals) note(refusal);
  return {
    role: values.get('role') ?? null,
    reach,
    institution: reach === 'all' ? null : (found?.id ?? null),
    division,
    topics: [...new Set(topics.map((topic) => known.topics.get(topic) ?? topic))].sort(),
    unknown: refusals.length > 0 ? JSON.stringify([...values].filter(([key]) => key !== 'account').sort()) : null,
  };
}

type Each = (name: TableName, read: (row: Row) => void) => Promise<void>;

async function readTree(each: Each, { known, note }: About): Promise<Map<number, number[]>> {
  const children = new Map<number, number[]>();
  await each('tree', ({ values, fault }) => {
    const ids = ['institution', 'parent'].map((key) => {
      const name = values.get(key);
      const found = name === undefined ? undefined : known.institutions.get(name);
      if (name !== undefined && !found) note(fault(key, 'unknown-institution', name));
      return found?.id;
    });
    const [own, above] = ids;
    if (own === undefined || above === undefined) return;
    if (own === above) note(fault('parent', 'own-parent'));
    else addTo(children, above, own);
  });
  return children;
}
