import { fullName } from '@zlm/server/intake/reading/division-names';
import { toSentences, type Issue, type Lang } from '@zlm/server/intake/reading/issues';
import type { ImportResult } from '@zlm/server/intake/run-import';
import type { Outcome } from '@zlm/server/intake/write/upsert';

const SHOWN = 20;

const words = {
  zh: {
    dry: '试运行：未作任何更改',
    read: '读取',
    created: '新增',
    updated: '更新',
    unchanged: '未变',
    rejected: '拒绝',
    merged: '合并到同一项的行',
    warnings: '提醒',
    institutions: '随行机构',
    places: '随行地点',
    counties: '区县依据',
    declared: '按申报',
    boundary: '按界线',
    nearest_seat: '按最近县城推定',
    rough: '位置只是大约的地点（坐标小数不足三位，或文件注明精度超过 200 米）',
    unplaced: '没有坐标的地点（不在地图上，按区划和名称可以找到）',
    inTownship: (n: number) => `其中 ${n} 处写明了乡镇街道；加 --approximate 可暂标在乡镇的大概位置`,
    unknown: '未识别的列（原样保留）',
    elsewhere: '坐标在另一城市的地点（按坐标记入）',
    more: (n: number) => `……另有 ${n} 条`,
    listed: (file: string) => `拒绝的行已列入 ${file}`,
  },
  en: {
    dry: 'dry run: nothing was changed',
    read: 'read',
    created: 'created',
    updated: 'updated',
    unchanged: 'unchanged',
    rejected: 'rejected',
    merged: 'rows merged into another row of the same thing',
    warnings: 'warnings',
    institutions: 'institutions named by the rows',
    places: 'places named by the rows',
    counties: 'counties found',
    declared: 'as declared',
    boundary: 'by boundary',
    nearest_seat: 'by nearest seat, a proposal',
    rough: 'places only about there (under three decimals, or stated as more than 200 m off)',
    unplaced: 'places without coordinates (on no map, found by division and name)',
    inTownship: (n: number) => `${n} of them name a township; --approximate shows them about where it is`,
    unknown: 'unknown columns, kept as they are',
    elsewhere: 'places in another city than their row says (recorded by coordinates)',
    more: (n: number) => `… and ${n} more`,
    listed: (file: string) => `rejected rows are listed in ${file}`,
  },
};

/** What an import did, as lines for a terminal. */
export function summarise(
  result: ImportResult,
  { lang, dryRun, rejects }: { lang: Lang; dryRun: boolean; rejects: string },
) {
  const text = words[lang];
  const rejectedRows = new Set(result.rejected.map(({ line }) => line)).size;
  const outcomes = (counts: Record<Outcome, number>) =>
    (['created', 'updated', 'unchanged'] as const).map((outcome) => `${text[outcome]} ${counts[outcome]}`);
  const some = (counts: Record<string, number>) => Object.values(counts).some((count) => count > 0);
  const { byCode } = result.reference.divisions;
  const elsewhere = result.elsewhere.map(({ line, name, division }) => {
    return `  ${line} ${name} → ${fullName(byCode, byCode.get(division)!)}`;
  });
  const counties = (['boundary', 'declared', 'nearest_seat'] as const).map(
    (by) => `${text[by]} ${result.counties[by]}`,
  );
  return [
    ...(dryRun ? [text.dry] : []),
    [`${text.read} ${result.read}`, ...outcomes(result.main), `${text.rejected} ${rejectedRows}`].join(', '),
    ...(result.merged > 0 ? [`${text.merged}: ${result.merged}`] : []),
    ...(some(result.institutions) ? [`${text.institutions}: ${outcomes(result.institutions).join(', ')}`] : []),
    ...(some(result.places) ? [`${text.places}: ${outcomes(result.places).join(', ')}`] : []),
    ...(some(result.counties) ? [`${text.counties}: ${counties.join(', ')}`] : []),
    ...(result.rough > 0 ? [`${text.rough}: ${result.rough}`] : []),
    ...(result.unplaced.all > 0 ? [`${text.unplaced}: ${result.unplaced.all}`] : []),
    ...(result.unplaced.inTownship > 0 ? [`  ${text.inTownship(result.unplaced.inTownship)}`] : []),
    ...(result.unknownColumns.length > 0 ? [`${text.unknown}: ${result.unknownColumns.join(', ')}`] : []),
    ...(elsewhere.length > 0 ? [`${text.elsewhere}: ${elsewhere.length}`, ...shorten(elsewhere, text.more)] : []),
    ...list(`${text.warnings}`, result.warnings, lang),
    ...list(`${text.rejected}`, result.rejected, lang),
    ...(result.rejected.length > 0 ? [text.listed(rejects)] : []),
  ];
}

function list(title: string, issues: readonly Issue[], lang: Lang): string[] {
  if (issues.length === 0) return [];
  const lines = toSentences(issues, lang).map((sentence) => `  ${sentence}`);
  return [`${title}: ${issues.length}`, ...shorten(lines, words[lang].more)];
}

function shorten(lines: readonly string[], more: (n: number) => string): string[] {
  return lines.length > SHOWN ? [...lines.slice(0, SHOWN), `  ${more(lines.length - SHOWN)}`] : [...lines];
}
