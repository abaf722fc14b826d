import type { Piece } from './diff.ts';

export interface MarkedPart {
  text: string;
  isMarked: boolean;
}
export type MarkedPiece = Piece & { parts: MarkedPart[] };

/** The same pieces, each parted where one of the words stands in what is there now; words may reach over several. */
export function markPieces(pieces: readonly Piece[], words: readonly string[]): MarkedPiece[] {
  const after = pieces.filter(({ kind }) => kind !== 'removed');
  const spans = findSpans(after.map(({ text }) => text).join(''), words);
  let at = 0;
  return pieces.map((piece) => {
    if (piece.kind === 'removed') return { ...piece, parts: [{ text: piece.text, isMarked: false }] };
    const from = at;
    at += piece.text.length;
    return { ...piece, parts: partAt(piece.text, spans, from) };
  });
}

export const markText = (text: string, words: readonly string[]): MarkedPart[] =>
  partAt(text, findSpans(text, words), 0);

type Span = [from: number, to: number];
/** Wherever one of them stands, in order, without those that overlap. */
function findSpans(text: string, words: readonly string[]): Span[] {
  const found: Span[] = [];
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0 && word !== ''; at = text.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
  const joined: Span[] = [];
  for (const [from, to] of found.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function partAt(text: string, spans: readonly Span[], start: number): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = 0;
  const add = (to: number, isMarked: boolean) => {
    if (to > at) parts.push({ text: text.slice(at, to), isMarked });
    at = Math.max(at, to);
  };
  for (const [from, to] of spans) {
    if (to <= start || from >= start + text.length) continue;
    add(Math.max(0, from - start), false);
    add(Math.min(text.length, to - start), true);
  }
  add(text.length, false);
  return parts;
}
