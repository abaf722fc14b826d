export type Axis = 'lng' | 'lat';
export type Notation = 'decimal' | 'minutes' | 'seconds';

/** One written angle. */
export interface Angle {
  degrees: number;
  /** What its letter or word says it is; null where nothing is said. */
  axis: Axis | null;
  notation: Notation;
  /** The last written place, in degrees. */
  step: number;
}

const BEFORE = String.raw`(?:北纬|南纬|东经|西经|纬度|经度|纬|经|latitude|longitude|north|south|east|west|lat|lng|lon|long|[nsew])`;
const AFTER = String.raw`(?:(?:north|south|east|west|[nsew])(?![a-z])|北纬|南纬|东经|西经)`;
const DEGREES = String.raw`[+-]?\d{1,3}(?:\.\d*)?`;
const SIXTIETH = String.raw`\d{1,2}(?:\.\d*)?`;
// A letter before says what follows, so that the next letter is of the next angle.
const MARKED = String.raw`(?:(?<degrees>${DEGREES}) ?°(?: ?(?<minutes>${SIXTIETH}) ?(?:'|$)(?: ?(?<seconds>${SIXTIETH}) ?(?:"|'|(?=$|[ ,nsew])))?)?)`;
const SPACED = String.raw`(?:(?<d2>[+-]?\d{1,3}) (?<m2>[0-5]?\d(?:\.\d+)?)(?: (?<s2>[0-5]?\d(?:\.\d+)?))?)`;
const PLAIN = String.raw`(?<d3>${DEGREES})`;

const EITHER = `(?:${MARKED}|${PLAIN} ?°?)`;
const LETTER_BEFORE = new RegExp(
  `(?<before>(?<![a-z])${BEFORE})["']? ?[:=]? ?["']?(?:${MARKED}|${SPACED}(?![\\d.])|${PLAIN} ?°?)`,
  'giu',
);
const SPACED_AND_LETTER = new RegExp(`(?<![\\d.])${SPACED} ?(?<after>${AFTER})`, 'giu');
const ANGLE = new RegExp(`(?<![\\d.])${EITHER}(?: ?(?<after>${AFTER}))?`, 'giu');
const STARTS_WITH_LETTER = new RegExp(`^[^\\d+-]*?(?<![a-z])${BEFORE}`, 'iu');

/** The angles of a text, and what is left of it; null where one has 60 minutes or more. */
export function findAngles(text: string): { angles: Angle[]; rest: string } | null {
  const angles: (Angle & { at: number })[] = [];
  let isWrong = false;
  const take = (match: string, ...args: unknown[]) => {
    const [at, , groups] = args.slice(-3) as [number, string, Record<string, string | undefined>];
    const angle = toAngle(groups);
    if (angle) angles.push({ ...angle, at });
    else isWrong = true;
    // Positions stay.
    return '\u0000'.repeat(match.length);
  };
  const rest = STARTS_WITH_LETTER.test(text)
    ? text.replace(LETTER_BEFORE, take).replace(ANGLE, take)
    : text.replace(SPACED_AND_LETTER, take).replace(ANGLE, take);
  if (isWrong) return null;
  return { angles: angles.sort((a, b) => a.at - b.at), rest: rest.replaceAll('\u0000', ' ') };
}

function toAngle(groups: Record<string, string | undefined>): Angle | null {
  const pick = (...names: string[]) => names.map((name) => groups[name]).find((text) => text !== undefined);
  const degrees = pick('degrees', 'd2', 'd3')!;
  const minutes = pick('minutes', 'm2');
  const seconds = pick('seconds', 's2');
  if (Number(minutes ?? 0) >= 60 || Number(seconds ?? 0) >= 60) return null;
  const letter = (groups['before'] ?? groups['after'] ?? '').toLowerCase();
  const size = Math.abs(Number(degrees)) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  const isNegative = degrees.startsWith('-') !== /^(s|w|南|西)/.test(letter);
  return {
    degrees: isNegative ? -size : size,
    axis: axisOf(letter),
    notation: seconds === undefined ? (minutes === undefined ? 'decimal' : 'minutes') : 'seconds',
    step: stepOf(seconds ?? minutes ?? degrees) / (seconds === undefined ? (minutes === undefined ? 1 : 60) : 3600),
  };
}

function axisOf(letter: string): Axis | null {
  if (letter === '') return null;
  return /^(n|s|la|北|南|纬)/.test(letter) ? 'lat' : 'lng';
}

export const stepOf = (text: string): number => 10 ** -(/\.(\d+)/.exec(text)?.[1]?.length ?? 0);
