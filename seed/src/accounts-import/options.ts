import { parseArgs } from 'node:util';
import { BadUsage, orUsage, toLang } from '../import/options.ts';
import type { Lang } from '@zlm/server/intake/reading/issues';
import { TABLES, type TableName } from './faults.ts';

export const usage = `npm run accounts:import -- --mapping <file> --accounts <file> [--roles <file>] [--menus <file>]
  [--scopes <file>] [--tree <file>] [--json <file>] [--apply] [--accept-differences] [--report <file>] [--lang <zh|en>]`;

export interface MoveArguments {
  mapping: string;
  files: Partial<Record<TableName, string>>;
  json: string | null;
  apply: boolean;
  acceptDifferences: boolean;
  report: string;
  lang: Lang;
}

const FILE = { type: 'string' } as const;

/** Throws `BadUsage`. */
export function parseMoveArguments(args: string[], environment: NodeJS.ProcessEnv): MoveArguments {
  const options = { mapping: FILE, accounts: FILE, roles: FILE, menus: FILE, scopes: FILE, tree: FILE, json: FILE };
  const flags = {
    apply: { type: 'boolean' },
    'accept-differences': { type: 'boolean' },
    report: FILE,
    lang: FILE,
  } as const;
  const { values } = orUsage(() => parseArgs({ args, options: { ...options, ...flags } }));
  const { mapping, json = null, report, lang } = values;
  if (mapping === undefined) throw new BadUsage('--mapping is missing: what the roles and menus are here');
  const main = values.accounts ?? json;
  if (main === null) throw new BadUsage('--accounts is missing');
  const files = Object.fromEntries(
    TABLES.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
  return {
    mapping,
    files,
    json,
    apply: values.apply ?? false,
    acceptDifferences: values['accept-differences'] ?? false,
    report: report ?? `${main}.report.csv`,
    lang: toLang(lang, environment),
  };
}
