import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { toCsv } from '@zlm/server/formats/csv';
import type { Lang } from '@zlm/server/intake/reading/issues';
import { nameOfTable, toReason, toSentence, type Fault } from './faults.ts';
import type { Moved } from './move.ts';
import type { Note, Table } from './read-table.ts';

const SHOWN = 20;

const WORDS = {
  zh: {
    header: ['表', '行', '列', '说明'],
    dry: '试运行：未作任何更改；确认后加 --apply',
    counts: ({ read, ...m }: Moved) =>
      `账号 ${read}：新增 ${m.new}，未变 ${m.equal}，更新 ${m.changed}，拒绝 ${m.refused}；其他表拒绝 ${m.refusedLines} 行`,
    hashes: ({ sameHash, differ }: Moved) => `角色、菜单、可见机构前后一致 ${sameHash} 个，不一致 ${differ} 个`,
    accept: '不一致的账号没有迁入；确认后加 --accept-differences',
    speed: (rate: string, seconds: string) => `用时 ${seconds} 秒，每秒 ${rate} 个账号`,
    unknown: (table: string, columns: string) => `${table} 中未采用的列：${columns}`,
    passwords: '密码不迁移：每个人用发到手机或邮箱的验证码登录',
    listed: (n: number, file: string) => `${n} 条说明已写入 ${file}`,
    more: (n: number) => `……另有 ${n} 条`,
  },
  en: {
    header: ['table', 'line', 'column', 'what'],
    dry: 'dry run: nothing was changed; --apply does it',
    counts: ({ read, ...m }: Moved) =>
      `accounts ${read}: new ${m.new}, equal ${m.equal}, changed ${m.changed}, refused ${m.refused}; lines of other tables refused: ${m.refusedLines}`,
    hashes: ({ sameHash, differ }: Moved) =>
      `roles, menu and visible institutions the same before and after: ${sameHash}, not the same: ${differ}`,
    accept: 'those that are not the same were not moved; --accept-differences moves them too',
    speed: (rate: string, seconds: string) => `${seconds} s, ${rate} accounts a second`,
    unknown: (table: string, columns: string) => `columns of ${table} that were not taken: ${columns}`,
    passwords: 'passwords are not moved: everybody comes in by a code sent to phone or e-mail',
    listed: (n: number, file: string) => `${n} remarks are listed in ${file}`,
    more: (n: number) => `… and ${n} more`,
  },
};

/** Writes each remark to a file as it comes; the first are kept for the terminal. */
export function openReport(
  file: string,
  lang: Lang,
): { note: Note; close(): Promise<{ shown: string[]; count: number }> } {
  const stream = createWriteStream(file);
  const shown: string[] = [];
  let count = 0;
  stream.write(toCsv([WORDS[lang].header]));
  const write = (row: string[]) => stream.write(toCsv([row]).slice(1)); // a byte order mark stands at the beginning alone
  return {
    note(fault: Fault) {
      count++;
      if (shown.length < SHOWN) shown.push(toSentence(fault, lang));
      write([nameOfTable(fault.table, lang), String(fault.line), fault.column, toReason(fault, lang)]);
    },
    async close() {
      stream.end();
      await finished(stream);
      return { shown, count };
    },
  };
}

interface Told {
  apply: boolean;
  acceptDifferences: boolean;
  lang: Lang;
  tables: readonly Table[];
  file: string;
  shown: readonly string[];
  count: number;
}

/** What a run did, as lines for a terminal. */
export function summarise(
  moved: Moved,
  { apply, acceptDifferences, lang, tables, file, shown, count }: Told,
): string[] {
  const words = WORDS[lang];
  const unknown = tables.filter((table) => table.unknown.length > 0);
  const rate = Math.round(moved.read / Math.max(moved.seconds, 0.001)).toLocaleString('en');
  return [
    ...(apply ? [] : [words.dry]),
    words.counts(moved),
    words.hashes(moved),
    ...(moved.differ > 0 && !acceptDifferences ? [words.accept] : []),
    words.passwords,
    ...unknown.map(({ name, unknown: columns }) => words.unknown(nameOfTable(name, lang), columns.join(', '))),
    ...shown.map((line) => `  ${line}`),
    ...(count > shown.length ? [`  ${words.more(count - shown.length)}`] : []),
    words.speed(rate, moved.seconds.toFixed(1)),
    words.listed(count, file),
  ];
}
