import type { PositionFlaw } from '../../formats/crs.ts';

export type Lang = 'zh' | 'en';

/** Something about one value of one row; `detail` completes the sentence. */
export interface Issue {
  /** Line of a table, number of the feature or entry in JSON; from 1. */
  line: number;
  /** As the file names it. */
  column: string;
  value: string;
  code: IssueCode;
  detail: string;
  /** The row goes on without it. */
  dropped?: true;
}

/** A detail that is said in both languages. */
export const bilingual = (zh: string, en: string): string => `@${zh}@${en}`;
export const INSTITUTION = bilingual('机构', 'institution');

function sayDetail(detail: string, lang: Lang): string {
  const [, zh, en] = /^@([^@]*)@([^@]*)$/.exec(detail) ?? [];
  return (lang === 'zh' ? zh : en) ?? detail;
}

type Sentence = (detail: string) => string;
const plain = (zh: string, en: string): Record<Lang, Sentence> => ({ zh: () => zh, en: () => en });
const join = (zh: string, en: string): Record<Lang, Sentence> => ({
  zh: (detail) => zh.replace('$', () => detail),
  en: (detail) => en.replace('$', () => detail),
});

/** What a column counts. */
const COUNTED = {
  minutes: { zh: '分钟', en: 'minutes' },
  people: { zh: '人', en: 'people' },
  lessonHours: { zh: '学时', en: 'lesson hours' },
  times: { zh: '次', en: 'times' },
} satisfies Record<string, Record<Lang, string>>;
export type CountedIn = keyof typeof COUNTED;

const positionSentences: Record<PositionFlaw, Record<Lang, Sentence>> = {
  'not-a-number': plain('不是数字', 'is not a number'),
  'out-of-range': plain('超出经纬度范围', 'is outside the range of longitude and latitude'),
  'null-island': plain('坐标为 0,0，不是真实位置', 'is the point 0,0, which is no real position'),
  swapped: plain('经度与纬度似乎写反了', 'looks as if longitude and latitude are swapped'),
  outside: plain('离浙江超过 50 公里', 'lies more than 50 km outside Zhejiang'),
};

const STATES: Readonly<Record<string, string>> = { draft: '草稿', withdrawn: '已撤下', archived: '已归档' };

const sentences = {
  ...positionSentences,
  'bad-coordinates': plain(
    '不是一个位置的坐标，例：120.1201,30.2701',
    'is not the coordinates of one position like 120.1201,30.2701',
  ),
  missing: plain('必填，不能为空', 'is required'),
  'too-long': join('最多 $ 个字', 'is longer than $ characters'),
  'bad-characters': plain('含有无法保存的字符', 'has characters that cannot be stored'),
  'unknown-term': join('不在词表中；可用：$', 'is not in the vocabulary; known: $'),
  'first-kept': join('只取前 $ 项，其余未导入', 'has more than $ entries; the first ones are imported'),
  'too-many': join('最多 $ 项', 'has more than $ entries'),
  'bad-date': plain('不是日期，例：2026-12-05', 'is not a date like 2026-12-05'),
  'date-serial': plain(
    '是表格的日期序号；请把该列设为日期格式后再导出',
    'is a spreadsheet day number; format the column as dates',
  ),
  'no-year': plain('没有写年份，例：2026-12-05', 'has no year; write it like 2026-12-05'),
  'short-year': plain('年份须写四位，例：2026-12-05', 'has a year of two digits; write it like 2026-12-05'),
  'other-weekday': join('星期与日期不符（$）', 'names another weekday than that of $'),
  'no-dates': plain(
    '没有日期：请填日期，或填每周、开始日期与结束日期（或次数）',
    'has no dates: give dates, or weekdays with first date and last date or count',
  ),
  'too-many-dates': join('日期超过 $ 个', 'has more than $ dates'),
  'dates-order': plain('结束早于开始', 'ends before it starts'),
  'bad-weekday': plain(
    '不是星期或规律，例：周三、隔周六、每月第一个周六',
    'is not a weekday or a rule like 周三, 隔周六 or every first Saturday of the month',
  ),
  'odd-even-weeks': plain(
    '单双周从哪一周算起不清楚：请写“隔周三”，并把开始日期填为第一次上课的日子',
    'does not say which weeks are odd: write 隔周三, with the day of the first session as first date',
  ),
  'unclear-interval': plain(
    '可以是两种意思：请写“每两周”或“每三周”',
    'may mean two things: write every two weeks or every three weeks',
  ),
  'not-when': join(
    '“$”没有读懂；例：每周六 9:00-10:30，到2026年12月20日',
    'says “$”, which is not understood; for example: 每周六 9:00-10:30，到2026年12月20日',
  ),
  'bad-times': plain('不是时间段，例：9:00-11:00', 'is not a span of time like 9:00-11:00'),
  'bad-hours': plain('不是开放时间，例：周一至周五 9:00-17:00', 'is not opening hours like Mon-Fri 9:00-17:00'),
  'bad-price': plain('不是价格，例：免费、30、30-50', 'is not a price like 免费, 30 or 30-50'),
  'bad-number': join('应是 $', 'must be $'),
  'other-unit': {
    zh: (unit) => `应以“${COUNTED[unit as CountedIn].zh}”计`,
    en: (unit) => `must be counted in ${COUNTED[unit as CountedIn].en}`,
  },
  'bad-yes-no': plain('应是“是”或“否”', 'must be yes or no'),
  'bad-link': plain('不是以 http:// 或 https:// 开头的网址', 'is not a link that starts with http:// or https://'),
  'link-login': plain('网址里不能有用户名或密码', 'must not have a user name or password in the link'),
  'bad-phone': plain('不是电话号码', 'is not a phone number'),
  'unknown-division': plain(
    '不是浙江的市、区县、乡镇街道或其代码',
    'is not a city, county, township or code of Zhejiang',
  ),
  'ambiguous-division': join(
    '不止一处叫这个名字：$；请写全名或代码',
    'names several divisions: $; give the full name or code',
  ),
  'no-county': plain('须写到区县', 'must name a county'),
  'unknown-thing': join('没有找到$', 'names no known $'),
  'ambiguous-thing': join('不止一个叫这个名字：$；请填编号', 'names several: $; give the id'),
  'own-parent': plain('上级不能是自己或自己的下级', 'cannot be above itself'),
  conflict: join('与“$”矛盾', 'contradicts $'),
  'duplicate-id': join('与第 $ 行编号相同而内容不同', 'has the id of line $ with other contents'),
  'not-a-feature': plain('不是要素（Feature）', 'is no feature'),
  calendar: join('$', '$'),
  'format-guessed': join('没有写活动形式，记为“$”', 'has no format; recorded as $'),
  'from-today': join('没有写开始日期，从导入当天（$）算起', 'has no first day; counted from the day of the import ($)'),
  'dates-cut': join('没有写到哪天为止，只导入到$', 'has no end and is imported until $'),
  'out-of-area': join('不在这个来源的服务区域内（$）', 'lies outside the area of this source ($)'),
  'not-a-point': plain('不是点', 'is not a point'),
  'bad-shape': join('结构不对：$', 'has the wrong shape: $'),
  'stray-quote': plain('引号不成对，这一行无法读出', 'has a quote without its other half and cannot be read'),
  'cell-count': join('列数与表头不符（表头 $ 列）', 'does not have as many cells as the header ($)'),
  database: join('数据库拒绝：$', 'is refused by the database: $'),
  // Warnings: the row is imported.
  'left-out': join('“$”没有对应的栏，未导入', 'says “$”, which no column holds and is not imported'),
  'former-division': join('是旧名，现在属于$', 'is a former name; it is $ now'),
  'polygon-wins': join('坐标在$，以界线为准', 'lies in $ by its coordinates; the boundary holds'),
  'outside-boundaries': join('坐标不在任何已载入的区县内，暂记为$', 'lies in no loaded county; recorded in $ for now'),
  'other-city': join('按坐标记为$，与所填城市不同', 'is recorded in $ by its coordinates, which is in another city'),
  approximate: join('没有坐标，暂标在$的大概位置', 'has no coordinates and is shown about where $ is'),
  'no-position': plain('没有坐标：能搜到，但不在地图上', 'has no coordinates: it can be found but is not on the map'),
  'type-guessed': join('未写机构类型，按名称记为“$”', 'has no type; recorded as $ by its name'),
  'other-position': join(
    '同名地点在第 $ 行有不同坐标，以先出现的为准',
    'has other coordinates than the same place in line $, which holds',
  ),
  'not-published': {
    zh: (state) => `在系统中为“${STATES[state] ?? state}”状态，保持不变`,
    en: (state) => `is ${state} here and stays so`,
  },
  namesake: join(
    '另有同名机构（$），这里作为另一个机构新建；若是同一个，请填机构编号或机构区划',
    'has a namesake in $ and is made as another institution; if they are one, give its id or division',
  ),
  'far-off': join('离$，请核对坐标与区划', 'lies $; check the coordinates and the division'),
} satisfies Record<string, Record<Lang, Sentence>>;
export type IssueCode = keyof typeof sentences;

/** 第 3 行“经度”（x）：不是数字 */
export function toSentence(issue: Issue, lang: Lang): string {
  const { line, column, value } = issue;
  const shown = shorten(value);
  const reason = toReason(issue, lang);
  return lang === 'zh'
    ? `第 ${line} 行“${column}”${shown && `（${shown}）`}：${reason}`
    : `line ${line}, ${column}${shown && ` (${shown})`}: ${reason}`;
}

const FIRST = 5;

/** Sentences in the order of their first lines; what is said of several rows is said once, with their number. */
export function toSentences(issues: readonly Issue[], lang: Lang): string[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const key = JSON.stringify([issue.column, issue.code, issue.detail]);
    const equal = groups.get(key);
    if (equal) equal.push(issue);
    else groups.set(key, [issue]);
  }
  return Array.from(groups.values(), (equal) =>
    equal.length > 1 ? toSharedSentence(equal, lang) : toSentence(equal[0]!, lang),
  );
}

/** 经度：不是数字（3 行：第 4 行 x、第 9 行 y、第 12 行 z） */
function toSharedSentence(equal: readonly Issue[], lang: Lang): string {
  const { column } = equal[0]!;
  const rest = equal.length > FIRST ? '…' : '';
  const places = equal.slice(0, FIRST).map(({ line, value }) => {
    const shown = value && ` ${shorten(value)}`;
    return lang === 'zh' ? `第 ${line} 行${shown}` : `line ${line}${shown}`;
  });
  return lang === 'zh'
    ? `“${column}”：${toReason(equal[0]!, lang)}（${equal.length} 行：${places.join('、')}${rest}）`
    : `${column}: ${toReason(equal[0]!, lang)} (${equal.length} rows: ${places.join(', ')}${rest})`;
}

/** 经度（x）：不是数字, beside the row itself. */
export function toRowReason(issue: Issue, lang: Lang): string {
  if (issue.column === '') return toReason(issue, lang);
  const shown = shorten(issue.value);
  return lang === 'zh'
    ? `${issue.column}${shown && `（${shown}）`}：${toReason(issue, lang)}`
    : `${issue.column}${shown && ` (${shown})`}: ${toReason(issue, lang)}`;
}

const shorten = (value: string) => (value.length > 60 ? `${value.slice(0, 59)}…` : value);

const LEFT_OUT = { zh: '，这一项按未填导入', en: '; imported without it' } satisfies Record<Lang, string>;

export function toReason({ code, detail, dropped }: Pick<Issue, 'code' | 'detail' | 'dropped'>, lang: Lang): string {
  return sentences[code][lang](sayDetail(detail, lang)) + (dropped ? LEFT_OUT[lang] : '');
}
