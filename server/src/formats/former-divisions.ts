/** A county as it was called or cut before; `now`: the code of what most of it is today. */
export interface FormerDivision {
  name: string;
  /** Null where it kept its code. */
  code: string | null;
  now: string;
}

/** Renamed, merged and raised counties of Zhejiang since 1990; only those that are one county today. */
export const FORMER_DIVISIONS: readonly FormerDivision[] = [
  { name: '下城区', code: '330103', now: '330105' },
  { name: '江干区', code: '330104', now: '330102' },
  { name: '萧山市', code: '330181', now: '330109' },
  { name: '余杭市', code: '330184', now: '330110' },
  { name: '余杭县', code: null, now: '330110' },
  { name: '富阳市', code: '330183', now: '330111' },
  { name: '富阳县', code: null, now: '330111' },
  { name: '临安市', code: '330185', now: '330112' },
  { name: '临安县', code: null, now: '330112' },
  { name: '建德县', code: null, now: '330182' },
  { name: '江东区', code: '330204', now: '330212' },
  { name: '鄞县', code: '330227', now: '330212' },
  { name: '奉化市', code: '330283', now: '330213' },
  { name: '洞头县', code: '330322', now: '330305' },
  { name: '瓯海县', code: null, now: '330304' },
  { name: '乐清县', code: null, now: '330382' },
  { name: '秀城区', code: null, now: '330402' },
  { name: '平湖县', code: null, now: '330482' },
  { name: '桐乡县', code: null, now: '330483' },
  { name: '绍兴县', code: '330621', now: '330603' },
  { name: '上虞市', code: '330682', now: '330604' },
  { name: '上虞县', code: null, now: '330604' },
  { name: '嵊县', code: null, now: '330683' },
  { name: '永康县', code: null, now: '330784' },
  { name: '衢县', code: null, now: '330803' },
  { name: '椒江市', code: null, now: '331002' },
  { name: '黄岩市', code: null, now: '331003' },
  { name: '温岭县', code: null, now: '331081' },
  { name: '玉环县', code: '331021', now: '331083' },
  { name: '龙泉县', code: null, now: '331181' },
];

/** Counties that were given parts of another: their townships are still written below it, 余杭区临平街道. */
export const PARTS_OF: Readonly<Record<string, readonly string[]>> = {
  '330113': ['余杭区'],
  '330114': ['江干区', '萧山区'],
  '330203': ['鄞州区'],
  '330383': ['苍南县'],
  '331004': ['黄岩市'],
};
