import type { PersonalTable } from '../../module.ts';

/** What is kept, why and how long, as docs/privacy.md shows it. */
export const toRetentionTable = (tables: readonly PersonalTable[]): string =>
  [
    '| 内容 what | 为什么 why | 多久 how long | 表 table |',
    '| --- | --- | --- | --- |',
    ...tables.map(
      ({ table, names, why, kept }) =>
        `| ${names['zh-CN']} ${names.en} | ${why['zh-CN']} ${why.en} | ${kept.names['zh-CN']} ${kept.names.en} | \`${table}\` |`,
    ),
  ].join('\n');
