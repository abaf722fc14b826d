/** A piece of a text that was kept, taken away or added. */
export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}
/** Cells of the table of common parts; beyond it the middle is told as a whole. */
const MOST_CELLS = 4_000_000;

const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : null;
/** Words of Chinese and of others, signs and spaces; together they are the text again. */
export function toSegments(text: string, words: Intl.Segmenter | null = segmenter): string[] {
  if (words) return Array.from(words.segment(text), ({ segment }) => segment);
  return text.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|\s+|[^]/gu) ?? [];
}

/** What became of `before`: what is left out of `added` gives it back, what is left out of `removed` gives `after`. */
export function diffText(before: string, after: string, words?: Intl.Segmenter | null): Piece[] {
  const [a, b] = [toSegments(before, words), toSegments(after, words)];
  const head = countCommon(a, b, (list, at) => list[at]);
  const tail = Math.min(
    countCommon(a, b, (list, at) => list[list.length - 1 - at]),
    a.length - head,
    b.length - head,
  );
  const middle = diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return join([same(a.slice(0, head)), ...middle, same(a.slice(a.length - tail))]);
}

const same = (parts: readonly string[]): Piece => ({ kind: 'same', text: parts.join('') });

function countCommon(a: string[], b: string[], at: (list: string[], i: number) => string | undefined): number {
  let n = 0;
  while (n < a.length && n < b.length && at(a, n) === at(b, n)) n++;
  return n;
}

function diffMiddle(a: readonly string[], b: readonly string[]): Piece[] {
  const whole: Piece[] = [
    { kind: 'removed', text: a.join('') },
    { kind: 'added', text: b.join('') },
  ];
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_CELLS) return whole;
  const lengths = commonLengths(a, b);
  const width = b.length + 1;
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i]! });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!))
      pieces.push({ kind: 'removed', text: a[i++]! });
    else pieces.push({ kind: 'added', text: b[j++]! });
  }
  return pieces;
}

/** Of the longest common sequence of what is left from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  return lengths;
}

/** One piece for neighbours of a kind; between two that are kept what was removed comes first. */
function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    if (removed) joined.push({ kind: 'removed', text: removed });
    if (added) joined.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of pieces) {
    if (text === '') continue;
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      const last = joined.at(-1);
      if (last?.kind === 'same') last.text += text;
      else joined.push({ kind, text });
    }
  }
  flush();
  return joined;
}
