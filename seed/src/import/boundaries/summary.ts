import { fullName } from '@zlm/server/intake/reading/division-names';
import type { Lang } from '@zlm/server/intake/reading/issues';
import type { BoundaryFlaw } from './read-boundaries.ts';
import type { MovedPlace } from './replace-boundaries.ts';
import type { BoundariesResult } from './run-boundaries.ts';

const SHOWN = 20;

const flaws: Record<BoundaryFlaw, Record<Lang, string>> = {
  'no-code': { zh: '没有六位区划代码（adcode）', en: 'has no six-digit code (adcode)' },
  'unknown-code': { zh: '不是浙江的 90 个县级代码之一', en: 'is none of the 90 county codes of Zhejiang' },
  'not-a-polygon': { zh: '不是面', en: 'is no polygon' },
  outside: {
    zh: '有点不在浙江一带（经纬度写反，或不是经纬度）',
    en: 'has points far from Zhejiang (swapped axes, or no degrees)',
  },
};
const words = {
  zh: {
    loaded: (n: number) => `已载入 ${n} 个县级界线，替换原有界线`,
    refused: '未载入，原有界线不变；若确实只要部分县，请加 --partial',
    above: (n: number) => `略过市级、省级要素 ${n} 个`,
    rejected: '拒绝的要素',
    feature: '要素',
    missing: '缺少的县',
    repaired: '修补过的界线',
    overlaps: '相互重叠',
    seats: '提醒：县城不在自己的界线内',
    placed: ({ places, confirmed, outside }: Record<'places' | 'confirmed' | 'outside', number>) =>
      `重新落位地点 ${places} 个：区县不变 ${confirmed}，不在任何界线内 ${outside}`,
    moved: '推定改正的地点',
    demo: '改了区县的演示地点',
    contradicted: '与申报的区县不同的地点（以界线为准）',
    more: (n: number) => `……另有 ${n} 条`,
  },
  en: {
    loaded: (n: number) => `loaded ${n} county boundaries in the place of the earlier ones`,
    refused: 'not loaded, earlier boundaries stay; add --partial if only some counties are meant',
    above: (n: number) => `left out ${n} features of cities or the province`,
    rejected: 'rejected features',
    feature: 'feature',
    missing: 'missing counties',
    repaired: 'mended boundaries',
    overlaps: 'overlaps',
    seats: 'warning: seats outside their own boundary',
    placed: ({ places, confirmed, outside }: Record<'places' | 'confirmed' | 'outside', number>) =>
      `placed ${places} places again: ${confirmed} keep their county, ${outside} lie in no boundary`,
    moved: 'places whose proposed county was wrong',
    demo: 'demo places in another county now',
    contradicted: 'places declared in another county; the boundary holds',
    more: (n: number) => `… and ${n} more`,
  },
};

/** What loading boundaries did, as lines for a terminal. */
export function summariseBoundaries(result: BoundariesResult, lang: Lang): string[] {
  const text = words[lang];
  const { read, checked, missing, replaced } = result;
  const { byCode } = result.reference.divisions;
  const name = (code: string) => {
    const division = byCode.get(code.slice(0, 6));
    return division ? fullName(byCode, division) : code;
  };
  const section = (title: string, lines: string[], shown = SHOWN) =>
    lines.length === 0
      ? []
      : [
          `${title}: ${lines.length}`,
          ...lines.slice(0, shown).map((line) => `  ${line}`),
          ...(lines.length > shown ? [`  ${text.more(lines.length - shown)}`] : []),
        ];
  const rejected = read.rejected.map(({ number, code, reason }) =>
    [`${text.feature} ${number}`, code, flaws[reason][lang]].filter(Boolean).join(' '),
  );
  const overlaps = checked.overlaps.map(({ codes: [a, b], area }) => `${name(a)} / ${name(b)}: ${Math.round(area)} m²`);
  const real = replaced?.moved.filter(({ isDemo }) => !isDemo) ?? [];
  const move = (place: MovedPlace) => `${place.name}: ${name(place.from)} → ${name(place.to)}`;
  const demo = (replaced?.moved.length ?? 0) - real.length;
  return [
    replaced ? text.loaded(checked.valid.length) : text.refused,
    ...(read.above > 0 ? [text.above(read.above)] : []),
    ...section(text.rejected, rejected),
    ...section(
      text.missing,
      missing.map((code) => `${code} ${name(code)}`),
    ),
    ...section(
      text.repaired,
      checked.valid.filter(({ repaired }) => repaired).map(({ code }) => name(code)),
    ),
    ...section(text.overlaps, overlaps),
    ...section(text.seats, checked.seatsOutside.map(name)),
    ...(replaced ? [text.placed(replaced)] : []),
    // What a source declared otherwise is listed whole: somebody has to look at it.
    ...section(text.contradicted, real.filter(({ by }) => by === 'declared').map(move), Number.POSITIVE_INFINITY),
    ...section(text.moved, real.filter(({ by }) => by !== 'declared').map(move)),
    ...(demo > 0 ? [`${text.demo}: ${demo}`] : []),
  ];
}
