import { takeSpans, type ClockSpan } from '../clock.ts';
import { toWeekdays, WEEKDAYS } from '../weekdays.ts';

/** What opening hours are told with, in the order it stands there. */
export type Token =
  | { is: 'days'; days: number[] }
  /** 其余: all days that are not named. */
  | { is: 'rest' }
  | { is: 'open'; span: ClockSpan }
  | { is: 'closed' }
  /** Days that a week does not have, like holidays. */
  | { is: 'scope'; text: string }
  | { is: 'season'; text: string }
  /** Known, and nothing a week of hours says. */
  | { is: 'remark'; text: string }
  | { is: 'break' };

/** Of the private use area: stands for a span that was read. */
const MARK = '\uf8fe';
const MONTH = '\\d{1,2}月(?:份|底|初|中旬|\\d{1,2}[日号])?';
const NOT_OPEN =
  '(?:全天)?(?:闭馆|闭门|闭园|休馆|休息|不开放|不对外开放|停止开放|关闭|关门|停业|不营业|不上班|公休|(?<![a-z])(?:off|closed)(?![a-z]))日?';
const AS_TO_HOLIDAYS = `(?:除外|另行通知|另行公告|照常开放|正常开放|照常|正常|顺延|${NOT_OPEN})`;

const KINDS: readonly (readonly [string, (text: string) => Token | null])[] = [
  [
    '(?:闭馆|关门|结束)?前?(?:\\d{1,3}分钟|半小时|\\d{1,2}[:点]\\d{0,2}分?)?(?:起|后|以后)?(?:停止|截止)(?!开放)[^\\s,;。()\uf8fe]{1,6}|(?:需|须|请)?(?:提前|电话)*预约[^\\s,;。()\uf8fe]{0,8}',
    (text) => ({ is: 'remark', text }),
  ],
  [
    `(?:遇|逢)?(?:国家)?(?:法定|国定)*(?:节假日|节日|假日|假期)(?:期间)?${AS_TO_HOLIDAYS}|除(?:国家)?法?定?节?假日外|(?<![a-z])[ps]h(?![a-z])\\s*off|(?:寒暑假|暑假|寒假|春节|除夕)(?:期间)?${AS_TO_HOLIDAYS}`,
    (text) => ({ is: 'remark', text }),
  ],
  [
    '(?:国家)?(?:法定|国定)*(?:节假日|节日|假日|假期)(?:期间)?|寒暑假|暑假|寒假|暑期|春节(?:期间)?|除夕|(?<![a-z])[ps]h(?![a-z])',
    (text) => ({ is: 'scope', text }),
  ],
  [
    `(?:夏|冬|春|秋|春夏|秋冬)(?:季|令时?|天|时制)|旺季|淡季|${MONTH}\\s*[-~至到]\\s*(?:次年|翌年)?${MONTH}`,
    (text) => ({ is: 'season', text }),
  ],
  [NOT_OPEN, () => ({ is: 'closed' })],
  [
    '全天候?|全日|24\\s?(?:小时|h(?:ours)?(?![a-z]))(?:全天)?|24\\/7',
    () => ({ is: 'open', span: { starts: '00:00', ends: '24:00', isNextDay: false } }),
  ],
  ['(?:其余|其他|其它)(?:时间|日期|各?天|各?日|时段)?|平[时日]', () => ({ is: 'rest' })],
  [WEEKDAYS, (text) => ({ is: 'days', days: toWeekdays(text) })],
  ['[;\\n。]', () => ({ is: 'break' })],
  [
    '[\\s,、:/|&+.]+|(?:对外|免费)*(?:开放|开馆|开门|营业|服务|办公|办事|上班|工作|接待|参观|借阅|办理)(?:时间)?|时间|全年无休|无休|每逢?|逢|均|都|为|是|的|各|和|及|与|至|从|日常|期间|open(?:ing)?|hours?',
    () => null,
  ],
];
const ANY = new RegExp(
  `${MARK}|\\(([^()]*)\\)|${KINDS.map(([source], at) => `(?<k${at}>${source})`).join('|')}`,
  'giuy',
);

/** Null where something is not understood; in brackets it is a remark. */
export function toTokens(text: string): Token[] | null {
  const found = takeSpans(text, MARK);
  return found && scan(found.rest, [...found.spans], text);
}

function scan(text: string, spans: ClockSpan[], written: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    ANY.lastIndex = at;
    const match = ANY.exec(text);
    if (!match || match[0] === '') return null;
    at = ANY.lastIndex;
    if (match[0] === MARK) tokens.push({ is: 'open', span: spans.shift()! });
    else if (match[1] !== undefined) tokens.push(...inBrackets(match[1], spans, written));
    else {
      const kind = KINDS.findIndex((_, n) => match.groups![`k${n}`] !== undefined);
      const token = KINDS[kind]![1](match[0]);
      if (token) tokens.push(token);
    }
  }
  return tokens;
}

function inBrackets(inner: string, spans: ClockSpan[], written: string): Token[] {
  const own = spans.splice(0, inner.split(MARK).length - 1);
  const tokens = scan(inner, [...own], written);
  if (tokens) return tokens;
  let text = inner;
  for (const { starts, ends } of own) text = text.replace(MARK, `${starts}-${ends}`);
  return [{ is: 'remark', text }];
}
