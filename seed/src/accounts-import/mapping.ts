import { readFile } from 'node:fs/promises';
import { ACTIONS, ROLES, type Action, type Role } from '@zlm/server/contract/access';
import { BrokenFile } from '@zlm/server/intake/broken-file';

/** What an old platform's words mean here; null where somebody has decided that they mean nothing. */
export interface Mapping {
  /** Names the old platform: accounts of different ones never touch each other. */
  source: string;
  /** The source its institutions were imported under; null: its numbers are ours. */
  institutions: string | null;
  roles: ReadonlyMap<string, Role | null>;
  menus: ReadonlyMap<string, Action | null>;
}

/** Throws `BrokenFile` with all that is wrong. */
export async function readMapping(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT'
      ? new BrokenFile('not-found', file)
      : new BrokenFile('unreadable', cause.message, file);
  });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new BrokenFile('json', (cause as Error).message, file);
  }
  const { mapping, wrong } = parseMapping(value);
  if (wrong.length > 0) throw new BrokenFile('json', wrong.join('; '), file);
  return mapping;
}

export function parseMapping(value: unknown): { mapping: Mapping; wrong: string[] } {
  const { source, institutions = null, roles, menus, ...rest } = (value ?? {}) as Record<string, unknown>;
  const wrong = Object.keys(rest).map((key) => `"${key}" is not known`);
  const isName = (text: unknown): text is string => typeof text === 'string' && /^\S.{0,98}\S$/.test(text);
  if (!isName(source)) wrong.push('"source" must name the old platform');
  if (institutions !== null && !isName(institutions))
    wrong.push('institutions must be the source they were imported under, or null');
  return {
    mapping: {
      source: String(source),
      institutions: isName(institutions) ? institutions : null,
      roles: toMap('roles', roles, ROLES, wrong),
      menus: toMap('menus', menus, ACTIONS, wrong),
    },
    wrong,
  };
}

function toMap<T extends string>(name: string, value: unknown, known: readonly T[], wrong: string[]) {
  const map = new Map<string, T | null>();
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    wrong.push(`"${name}" must say for each of them what it is here`);
    return map;
  }
  for (const [old, here] of Object.entries(value)) {
    if (here === null || known.includes(here as T)) map.set(old, here as T | null);
    else wrong.push(`${name} "${old}": ${JSON.stringify(here)} is none of ${known.join(', ')}, null`);
  }
  return map;
}
