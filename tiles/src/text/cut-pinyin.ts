/** The shortest pinyin of two syllables: a'an. */
const SHORTEST = 3;
/** Bounds the tries a hostile query can cause. */
const LONGEST = 32;

/** Letters cut into stretches that are pinyin of something, the longest first: hangzhoushufa; null when they cannot be. */
export function cutPinyin(letters: string, isPinyin: (word: string) => boolean): string[] | null {
  if (letters.length < 2 * SHORTEST || letters.length > LONGEST) return null;
  const pieces: string[] = [];
  for (let from = 0; from < letters.length;) {
    let to = pieces.length === 0 ? letters.length - SHORTEST : letters.length;
    while (to >= from + SHORTEST && !isPinyin(letters.slice(from, to))) to--;
    if (to < from + SHORTEST) return null;
    pieces.push(letters.slice(from, to));
    from = to;
  }
  return pieces;
}
