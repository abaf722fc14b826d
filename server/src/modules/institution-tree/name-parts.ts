/** What a name is made of, for comparing two. */
export interface NameParts {
  /** As written, without what writers vary: width, case, spaces, signs. */
  whole: string;
  /** Without the divisions it stands in, and with one word for each kind of school. */
  core: string;
  /** What is left without words that many share. */
  own: string;
  /** Of the core. */
  numbers: string;
  isBranch: boolean;
}

const SIGNS = /[\s\p{P}\p{S}]+/gu;
const SAME_WORDS: readonly (readonly [RegExp, string])[] = [
  [/成人文化技术学校|成人文化学校|成人学校|成人中心学校/gu, '成校'],
  [/社区教育学校|社区教育中心/gu, '社区学校'],
  [/老年电视大学|老年学校/gu, '老年大学'],
  [/终身学习点|居民学习点/gu, '学习点'],
  [/文化大礼堂/gu, '文化礼堂'],
  [/图书分馆/gu, '图书馆分馆'],
  [/广播电视大学|电视大学/gu, '开放大学'],
];
const COMMON =
  /开放大学|社区学院|社区学校|成校|老年大学|学习点|文化礼堂|图书馆|博物馆|科技馆|文化馆|综合文化站|文化站|青少年|妇女儿童|活动中心|职业|技术|继续教育|高校|艺术|外语|技能|文化|培训|教育|学校|学院|大学|中心|分馆|分校|分院|社区|村|有限公司/gu;
const BRANCH = /分校|分院|分馆|校区|教学点|工作站/u;
const NUMBER = /[0-9]+|[一二三四五六七八九十百零〇]+/gu;
const DIGITS = '零一二三四五六七八九';

/** `divisions`: names of those it stands in, in any order. */
export function partsOf(name: string, divisions: readonly string[]): NameParts {
  const whole = fold(name);
  const core = SAME_WORDS.reduce((text, [from, to]) => text.replaceAll(from, to), withoutDivisions(whole, divisions));
  const bare = core
    .replaceAll(/第(?=[0-9一二三四五六七八九十])/gu, '')
    .replaceAll(/[0-9]/g, (digit) => DIGITS[Number(digit)]!);
  return {
    whole,
    core: bare,
    own: bare.replaceAll(COMMON, ''),
    numbers: (bare.match(NUMBER) ?? []).join(' '),
    isBranch: BRANCH.test(bare),
  };
}

export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(SIGNS, '');

/** Divisions at the head of a name, whole or short, from the largest on: 浙江省杭州市西湖区 …, 杭州西湖 … */
function withoutDivisions(name: string, divisions: readonly string[]): string {
  const heads = divisions
    .flatMap((division) => [fold(division), fold(division).replace(/(省|市|县|区|街道|镇|乡|村|社区)$/u, '')])
    .filter((head) => head.length > 1)
    .sort((a, b) => b.length - a.length);
  let rest = name;
  for (;;) {
    const head = heads.find((one) => rest.startsWith(one) && rest.length > one.length);
    if (!head) return rest.replace(/^(省|市|县|区|街道|镇|乡)(?=.{2})/u, '');
    rest = rest.slice(head.length);
  }
}

/** How much of two texts is alike, by pairs of characters: 0 … 1. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const [of, other] = [pairsOf(a), pairsOf(b)];
  let shared = 0;
  for (const pair of of) if (other.has(pair)) shared++;
  return of.size + other.size === 0 ? 0 : (2 * shared) / (of.size + other.size);
}

const pairs = new Map<string, Set<string>>();
const PAIRS_KEPT = 100_000;

function pairsOf(text: string): Set<string> {
  let known = pairs.get(text);
  if (known) return known;
  known = new Set();
  for (let at = 0; at + 1 < text.length; at++) known.add(text.slice(at, at + 2));
  if (pairs.size >= PAIRS_KEPT) pairs.clear();
  pairs.set(text, known);
  return known;
}
