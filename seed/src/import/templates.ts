import { toCsv } from '@zlm/server/formats/csv';
import { SEED_KINDS } from '../kinds/index.ts';
import type { SeedKind } from '../kinds/kind.ts';
import type { Column } from '@zlm/server/intake/reading/columns';

/** The published template of a kind: Chinese headers and two rows to be deleted. */
export function toTemplate({ columns }: SeedKind): string {
  const rows = [0, 1].map((at) => columns.map(({ examples }) => examples[at]!));
  return toCsv([columns.map(({ zh }) => zh), ...rows]);
}

/** All columns of all kinds as Markdown. */
export function toColumnTables(): string {
  const sections = SEED_KINDS.map(({ name, columns }) => {
    const rows = columns.map(toLine);
    const head = `| 列 | column | 也可写作 also | 必填 required | 例 example |\n|---|---|---|---|---|`;
    return `## ${name}\n\n${head}\n${rows.join('\n')}\n`;
  });
  return `# 导入列表 Columns of import files\n\n${NOTE}\n\n<!-- prettier-ignore-start -->\n\n${sections.join('\n')}\n<!-- prettier-ignore-end -->\n`;
}

const NOTE = 'Made from `server/src/modules/*/sheet`; how values are written stands in [import.md](import.md).';

function toLine({ zh, en, also = [], required, examples }: Column): string {
  const cells = [zh, `\`${en}\``, also.join('、'), required ? '是 yes' : '', examples[0] || examples[1]];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
