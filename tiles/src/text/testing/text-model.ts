import type { TextFields } from '../../input/types.ts';

// The readings of one Chinese or Latin word said again, document by document and with no index.

/** Readings without tones, by character: small on purpose, and not taken from the engine's dictionary. */
export const READINGS: Readonly<Record<string, readonly string[]>> = {
  书: ['shu'],
  树: ['shu'],
  法: ['fa'],
  发: ['fa'],
  画: ['hua'],
  话: ['hua'],
  安: ['an'],
  岸: ['an'],
};
export const CHARS = Object.keys(READINGS);

const inAny = (doc: TextFields, fits: (text: string) => boolean): boolean =>
  [doc.title, doc.organiser, doc.topic, doc.place, doc.description].some((text) => fits(text));

export const hasLiterally = (doc: TextFields, word: string): boolean => inAny(doc, (text) => text.includes(word));

/** Whether characters in a row have these readings, one each. */
export function hasSound(doc: TextFields, syllables: readonly (readonly string[])[]): boolean {
  return inAny(doc, (text) =>
    Array.from(text).some((_, at) =>
      syllables.every((readings, j) => READINGS[text[at + j] ?? '']?.some((reading) => readings.includes(reading))),
    ),
  );
}

/** Texts one edit inside the word away, `any` standing for each character there is. */
export function textsNear(word: string, any: readonly string[]): Set<string> {
  const texts = new Set<string>();
  const chars = [...word];
  for (let at = 0; at < chars.length; at++) {
    const [before, after] = [chars.slice(0, at), chars.slice(at + 1)];
    const isInner = at > 0 && after.length > 0;
    for (const other of any) {
      if (at > 0) texts.add([...before, other, chars[at], ...after].join(''));
      if (isInner) texts.add([...before, other, ...after].join(''));
    }
    if (isInner) texts.add([...before, ...after].join(''));
    if (after.length > 0) texts.add([...before, after[0], chars[at], ...after.slice(1)].join(''));
  }
  texts.delete(word);
  return texts;
}

/** Whether a name, as the topic is one, contains one of the texts. */
export const hasNear = (doc: TextFields, texts: ReadonlySet<string>): boolean =>
  [...texts].some((text) => doc.topic.includes(text));

/** Edits between two words: replaced, missing, too many, swapped neighbours (optimal string alignment). */
export function editsBetween(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = least;
    }
  }
  return rows[a.length]![b.length]!;
}
