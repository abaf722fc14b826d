import { syllablesOf } from '@zlm/tiles';
import { fold } from '../institution-tree/name-parts.ts';
import { COMMON, SAME_WORDS, TELLING } from './title-words.ts';

/** What a title is made of, for comparing two. */
export interface TitleParts {
  /** As written, without what writers vary: width, case, spaces, signs. */
  whole: string;
  /** What it is about, without what tells it from its sisters. */
  subject: string;
  /** How the subject is said, without tones. */
  sound: string;
  /** Of terms, classes and levels, in order. */
  numbers: string;
  year: string;
  /** By list, the line of its word. */
  telling: Readonly<Record<string, number>>;
  /** What follows a colon or stands in brackets and is no number: 讲座：民法典. */
  topic: string;
}

const DIGITS = '零一二三四五六七八九';
const NUMBER = /第?\d+(?:[期届讲级式次班课季])?/gu;
/** 一期, （二）, 二十四式; not 一 in a word. */
const CHINESE_NUMBER =
  /第?[一二三四五六七八九十]+(?=[期届讲级式次班课]|$)|(?<=[（(〔【[])[一二三四五六七八九十]+(?=[）)〕】\]])/gu;

/** `names`: of divisions and institutions, which titles may begin with or not. */
export function partsOfTitle(title: string, names: readonly string[] = []): TitleParts {
  const plain = title.normalize('NFKC').toLowerCase().replaceAll(CHINESE_NUMBER, toDigits);
  const year = /(?:20\d\d)(?=年|[春夏秋冬]|\D|$)/u.exec(plain)?.[0] ?? '';
  const [, after = ''] = /(?::|—+)\s*(.+)$/u.exec(plain) ?? [];
  const whole = fold(title);
  const numbers = [...plain.replace(/20\d\d年?/u, '').matchAll(NUMBER)]
    .map(([one]) => one.replaceAll(/\D/g, ''))
    .join(' ');
  const { rest, telling } = takeTelling(fold(plain.replace(/20\d\d年?/u, '').replaceAll(NUMBER, '')));
  const named = names.map(fold).filter((name) => name.length > 1);
  const bare = named.reduce((text, name) => text.replaceAll(name, ''), rest);
  const same = SAME_WORDS.reduce((text, [from, to]) => text.replaceAll(from, to), bare);
  const subject = same.replaceAll(COMMON, '') || same;
  return { whole, subject, sound: syllablesOf(subject).join(' '), numbers, year, telling, topic: fold(after) };
}

function takeTelling(text: string): { rest: string; telling: Record<string, number> } {
  const telling: Record<string, number> = {};
  let rest = text;
  for (const [list, lines] of Object.entries(TELLING)) {
    const found = lines
      .flatMap((words, line) => words.map((word) => ({ word, line })))
      .filter(({ word }) => rest.includes(word));
    const longest = found.sort((a, b) => b.word.length - a.word.length)[0];
    if (!longest || longest.word === rest) continue;
    telling[list] = longest.line;
    rest = rest.replaceAll(longest.word, '');
  }
  return { rest, telling };
}

/** 二十四 as 24. */
function toDigits(text: string): string {
  const [, tens, ones] = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/u.exec(text.replace('第', '')) ?? [];
  if (tens === undefined || ones === undefined)
    return text.replace('第', '').replaceAll(/./gu, (sign) => String(DIGITS.indexOf(sign)));
  return String((tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones)));
}
