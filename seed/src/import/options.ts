import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseCrs } from '@zlm/server/formats/crs';
import { findKind, KIND_NAMES, ORGANISERS } from '../kinds/index.ts';
import type { Lang } from '@zlm/server/intake/reading/issues';
import { formats, type Format } from '@zlm/server/intake/read-file';
import type { ImportOptions } from '@zlm/server/intake/run-import';

/** The command line cannot be followed; the message says why. */
export class BadUsage extends Error {}

export const usage = `npm run import -- <file> --kind <${KIND_NAMES.join('|')}>
  --format <${formats.join('|')}> --crs <wgs84|gcj02|bd09|cgcs2000>
  [--sheet <name>] [--source <name>] [--dry-run] [--rejects <file>] [--lang <zh|en>]`;

export interface ImportArguments extends Omit<
  ImportOptions,
  'bytes' | 'sheets' | 'today' | 'onProgress' | 'read' | 'mapping'
> {
  file: string;
  /** Where the rejected rows are listed. */
  rejects: string;
}

/** Throws `BadUsage`. The coordinate system is never guessed. */
export function parseImportArguments(args: string[], environment: NodeJS.ProcessEnv): ImportArguments {
  const { values, positionals } = orUsage(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        kind: { type: 'string' },
        format: { type: 'string' },
        crs: { type: 'string' },
        sheet: { type: 'string' },
        source: { type: 'string' },
        rejects: { type: 'string' },
        lang: { type: 'string' },
        'dry-run': { type: 'boolean' },
      },
    }),
  );
  const file = oneFile(positionals);
  const kind = findKind(oneOf('--kind', values.kind, KIND_NAMES));
  const format = oneOf('--format', values.format, formats) satisfies Format;
  if (format === 'campuses-json' && kind.name !== ORGANISERS.name) {
    throw new BadUsage(`campuses-json holds ${ORGANISERS.name}: use --kind ${ORGANISERS.name}`);
  }
  return {
    file,
    kind,
    format,
    sheet: values.sheet ?? null,
    crs: toCrs(values.crs),
    source: toSource(values.source ?? path.basename(file, path.extname(file))),
    dryRun: values['dry-run'] ?? false,
    rejects: values.rejects ?? `${file}.rejects.csv`,
    lang: toLang(values.lang, environment),
  };
}

/** What parseArgs refuses is bad usage. */
export function orUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new BadUsage((cause as Error).message);
  }
}

export function oneFile([file, ...more]: string[]): string {
  if (!file) throw new BadUsage('name a file');
  if (more.length > 0) throw new BadUsage(`one file at a time: ${more.join(' ')} is too much`);
  return file;
}

export function toCrs(text: string | undefined) {
  const crs = text === undefined ? null : parseCrs(text);
  if (!crs) throw new BadUsage(`--crs ${text ?? 'is missing'}: one of wgs84, gcj02, bd09, cgcs2000`);
  return crs;
}

/** Chinese where the terminal is Chinese. */
export function toLang(text: string | undefined, { LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Lang {
  if (text !== undefined) return oneOf('--lang', text, ['zh', 'en'] as const);
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}

/** The language to fail in: what `--lang` says even where other options cannot be followed, else the terminal's. */
export function findLang(args: string[], environment: NodeJS.ProcessEnv): Lang {
  const { values } = parseArgs({ args, strict: false, options: { lang: { type: 'string' } } });
  return values.lang === 'zh' || values.lang === 'en' ? values.lang : toLang(undefined, environment);
}

function oneOf<T extends string>(option: string, text: string | undefined, known: readonly T[]): T {
  const found = known.find((one) => one === text);
  if (!found) throw new BadUsage(`${option} ${text ?? 'is missing'}: one of ${known.join(', ')}`);
  return found;
}

function toSource(text: string): string {
  const source = text.trim();
  if (source === '' || [...source].length > 100 || source === 'demo')
    throw new BadUsage(`--source ${text}: not a name`);
  return source;
}
