import { DATE, DATES, readDates, type WrittenDate } from './dates.ts';
import { ENGLISH_NUMBER, NUMBER, toNumber } from './numbers.ts';
import type { Part, Scan } from './scan.ts';

export interface Written {
  date: WrittenDate;
  part: Part;
}
export interface Bounds {
  from: Written | null;
  until: Written | null;
  except: Written[];
  /** Each from its first to its last day. */
  exceptSpans: { from: Written; until: Written }[];
  skipsHolidays: boolean;
}

const OFF = '(?:除外|不上课?|没有?课|无课|停课|停上|休息|放假|暂停|取消|不开课?|不办)';
const TO = '(?:到|至|-|~|to|until|till|through)';
const DAY_ONLY = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*[日号]';
const SPAN = `(${DATE})\\s*${TO}\\s*(${DATE}|${DAY_ONLY})`;
const NOT_ON =
  '(?:except(?:ing)?(?:\\s+(?:on|for))?|but\\s+not(?:\\s+on)?|not\\s+on|no\\s+(?:class(?:es)?|sessions?|lessons?)\\s+on|skipping|without)';
const HOLIDAYS = '(?:遇)?(?:国家)?法?定?(?:节假日|节日|假日)|(?:the\\s+)?(?:public|national|bank)?\\s*holidays';

/** Takes what limits a series; `today` is what 明天 is counted from. */
export function takeBounds(scan: Scan, today: string): Bounds {
  const found: Bounds = { from: null, until: null, except: [], exceptSpans: [], skipsHolidays: false };
  const toWritten = (text: string, match: RegExpExecArray): Written[] =>
    readDates(text, today).map((date) => ({ date, part: scan.partOf(match) }));
  const take = (pattern: string, use: (groups: string[], match: RegExpExecArray) => void) =>
    scan.take(new RegExp(pattern), (match) =>
      use(
        match.slice(1).filter((one) => one !== undefined),
        match,
      ),
    );

  const skip = () => void (found.skipsHolidays = true);
  take(`(?:除|除了)?(?:${HOLIDAYS})\\s*(?:${OFF}|之?外|以外)`, skip);
  take(`${NOT_ON}\\s+(?:${HOLIDAYS})`, skip);
  const span = ([a, b]: string[], match: RegExpExecArray) => {
    const [from, until] = toWritten(`${a} 、 ${b}`, match);
    if (from && until) found.exceptSpans.push({ from, until });
  };
  take(`(?:除了?)?\\s*${SPAN}\\s*${OFF}`, span);
  take(`除了?\\s*${SPAN}\\s*(?:之|以)?外`, span);
  take(`${NOT_ON}\\s+${SPAN}`, span);
  take(`除了?\\s*(${DATES})\\s*(?:之|以)?外`, ([list], match) => void found.except.push(...toWritten(list!, match)));
  take(`${NOT_ON}\\s+(?:the\\s+)?(${DATES})`, ([list], match) => void found.except.push(...toWritten(list!, match)));

  take(`(?:从|自|由|from\\s+|between\\s+)?\\s*${SPAN}(?:\\s*(?:为止|结束|止))?`, ([a, b], match) => {
    const [from, until] = toWritten(`${a} 、 ${b}`, match);
    [found.from, found.until] = [from ?? null, until ?? null];
  });
  take(
    `(?:从|自|由|(?:from|starting(?:\\s+(?:on|from))?|starts?(?:\\s+on)?|beginning(?:\\s+on)?|as\\s+of)\\s+)\\s*(${DATE})\\s*(?:开始|开课|起始|起)?`,
    ([date], match) => {
      found.from ??= toWritten(date!, match)[0] ?? null;
    },
  );
  take(
    `(${DATE})\\s*(?:开始|开课|起始|起)`,
    ([date], match) => void (found.from ??= toWritten(date!, match)[0] ?? null),
  );
  take(
    `(?:直?到|至|截止到?|截至|止于|(?:until|till|through|to|up\\s+to|ending(?:\\s+on)?|ends?(?:\\s+on)?)\\s+)\\s*(${DATE})\\s*(?:为止|结束|截止|止)?`,
    ([date], match) => {
      found.until ??= toWritten(date!, match)[0] ?? null;
    },
  );
  take(
    `(${DATE})\\s*(?:为止|结束|截止|止)`,
    ([date], match) => void (found.until ??= toWritten(date!, match)[0] ?? null),
  );
  take(`(${DATES})\\s*${OFF}`, ([list], match) => void found.except.push(...toWritten(list!, match)));
  return found;
}

/** Takes the days that are listed. */
export function takeListed(scan: Scan, today: string): Written[] {
  const found: Written[] = [];
  scan.take(new RegExp(`(?:on\\s+(?:the\\s+)?)?(${DATES})`), (match) => {
    for (const date of readDates(match[1]!, today)) found.push({ date, part: scan.partOf(match) });
  });
  return found;
}

export interface Counts {
  /** Sessions in all. */
  count: { n: number; part: Part } | null;
  /** Sessions of one day, as they are announced. */
  perDay: { n: number; part: Part } | null;
}

/** Takes how often, and how often a day. */
export function takeCounts(scan: Scan): Counts {
  const found: Counts = { count: null, perDay: null };
  const note = (which: keyof Counts) => (match: RegExpExecArray) => {
    const n = toNumber(match[1]!);
    if (Number.isNaN(n) || n < 1) return false;
    found[which] ??= { n, part: scan.partOf(match) };
    return true;
  };
  scan.take(
    new RegExp(
      `(?:一?共计?|总共|总计|合计|连续|全程)\\s*(?:有|上|办)?\\s*(${NUMBER})\\s*(?:次|讲|场|节|期|回|堂|课时)课?`,
    ),
    note('count'),
  );
  scan.take(new RegExp(`(?:每[天日]|当天|一天|分)\\s*(${NUMBER})\\s*(?:次|场|节|班|个时段)\\s*:?`), note('perDay'));
  scan.take(new RegExp(`(?<!第)(${NUMBER})\\s*(?:场|节|班|个时段)\\s*:?`), note('perDay'));
  scan.take(new RegExp(`(?<!第)(${NUMBER})\\s*(?:次|讲|期|回|堂)课?`), note('count'));
  const OF = '(?:times|sessions|classes|lessons|meetings|lectures)';
  scan.take(new RegExp(`(${ENGLISH_NUMBER})\\s+${OF}\\s*(?:(?:a|per|each|every)\\s+day\\s*:?|:)`), note('perDay'));
  scan.take(
    new RegExp(`(?:for\\s+|a\\s+total\\s+of\\s+)?(${ENGLISH_NUMBER})\\s+${OF}(?:\\s+in\\s+(?:total|all))?`),
    note('count'),
  );
  return found;
}
