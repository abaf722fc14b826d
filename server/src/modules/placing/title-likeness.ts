import { likeness } from '../institution-tree/name-parts.ts';
import type { TitleParts } from './title-parts.ts';

/** A thing as it is compared with another at nearly the same spot. */
export interface Titled {
  parts: TitleParts;
  institution: number | null;
  /** Minutes since midnight; null where it has no hour. */
  startsAt: number | null;
}

/** At this score and above two are shown side by side. */
export const LIKELY = 0.6;
const WEIGHTS = {
  telling: -0.5,
  /** Said of one alone. */
  half: -0.08,
  /** A contest or a show of what the other teaches. */
  otherForm: -0.4,
  /** 越剧, 婺剧: other signs of another sound in the same place are no slip. */
  replaced: -0.2,
  numbers: -0.6,
  year: -0.5,
  hour: -0.25,
  sameHour: 0.08,
  institution: -0.2,
  sameInstitution: 0.05,
} as const;
const SAME_HOUR = 15;
const OTHER_HOUR = 60;
/** Line of lectures: classes are called so too. */
const LECTURE = 0;
/** A subject that holds the other says a little more of the same. */
const HOLDS = 0.75;
const SOUNDS = 0.9;

/** How likely two are the same: 0 … 1, whichever is named first. */
export function scoreTitles(a: Titled, b: Titled): number {
  const alike = a.parts.whole === b.parts.whole ? 1 : alikeSubjects(a.parts, b.parts);
  const sum = alike + differences(a.parts, b.parts) + circumstances(a, b);
  return Math.round(Math.max(0, Math.min(1, sum)) * 100) / 100;
}

function alikeSubjects(a: TitleParts, b: TitleParts): number {
  if (a.subject === b.subject) return 1;
  const sounds = a.sound !== '' && a.sound === b.sound ? SOUNDS : 0;
  const [short, long] = a.subject.length <= b.subject.length ? [a.subject, b.subject] : [b.subject, a.subject];
  const holds = short.length >= 2 && long.includes(short) ? Math.max(HOLDS, short.length / long.length) : 0;
  const pairs = Math.max(likeness(inOrder(a.subject), inOrder(b.subject)), likeness(a.subject, b.subject));
  const isReplaced = sounds === 0 && inOrder(a.subject) !== inOrder(b.subject) && short.length === long.length;
  return Math.max(sounds, holds, pairs + (isReplaced ? WEIGHTS.replaced : 0));
}

/** 红楼梦读书会 and 读书会：红楼梦 have the same signs. */
const inOrder = (text: string) => [...text].sort().join('');

function differences(a: TitleParts, b: TitleParts): number {
  let sum = 0;
  for (const list of new Set([...Object.keys(a.telling), ...Object.keys(b.telling)])) {
    const [x, y] = [a.telling[list], b.telling[list]];
    if (x === y) continue;
    const isOneSided = x === undefined || y === undefined;
    const isOtherForm = list === 'form' && (x ?? y) !== LECTURE;
    sum += !isOneSided ? WEIGHTS.telling : isOtherForm ? WEIGHTS.otherForm : WEIGHTS.half;
  }
  if (a.numbers !== b.numbers) sum += a.numbers === '' || b.numbers === '' ? WEIGHTS.half : WEIGHTS.numbers;
  if (a.year !== '' && b.year !== '' && a.year !== b.year) sum += WEIGHTS.year;
  return sum;
}

function circumstances(a: Titled, b: Titled): number {
  let sum = 0;
  if (a.startsAt !== null && b.startsAt !== null) {
    const apart = Math.abs(a.startsAt - b.startsAt);
    if (apart <= SAME_HOUR) sum += WEIGHTS.sameHour;
    else if (apart > OTHER_HOUR) sum += WEIGHTS.hour;
  }
  if (a.institution !== null && b.institution !== null)
    sum += a.institution === b.institution ? WEIGHTS.sameInstitution : WEIGHTS.institution;
  return sum;
}
