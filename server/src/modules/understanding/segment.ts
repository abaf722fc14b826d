import type { Lexicon, Sense } from './lexicon.ts';
import { keyOf, type Token } from './tokens.ts';

/** Tokens that are one word of the lexicon, or one token that is none. */
export interface Piece {
  tokens: readonly Token[];
  sense: Sense | null;
}

/** Leaves fewest tokens over, then cuts least. */
export function segment(tokens: readonly Token[], { senses, longest }: Lexicon): Piece[] {
  const UNKNOWN = tokens.length + 1;
  // From each token to the end.
  const best: { cost: number; piece: Piece }[] = [];
  for (let from = tokens.length - 1; from >= 0; from--) {
    const after = (to: number) => best[to]?.cost ?? 0;
    let choice = { cost: UNKNOWN + 1 + after(from + 1), piece: { tokens: [tokens[from]!], sense: null } as Piece };
    for (let to = Math.min(tokens.length, from + longest); to > from; to--) {
      const stretch = tokens.slice(from, to);
      const key = keyOf(stretch);
      const sense = key === null ? undefined : senses.get(key);
      const cost = 1 + after(to);
      if (sense && cost < choice.cost) choice = { cost, piece: { tokens: stretch, sense } };
    }
    best[from] = choice;
  }
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; at += pieces.at(-1)!.tokens.length) pieces.push(best[at]!.piece);
  return pieces;
}

/** Pieces that stand together with nothing between. */
export function toRuns(pieces: readonly Piece[]): Piece[][] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.tokens[0]!.isApart || runs.length === 0) runs.push([piece]);
    else runs.at(-1)!.push(piece);
  }
  return runs;
}

export const textOf = (pieces: readonly Piece[]): string => keyOf(pieces.flatMap(({ tokens }) => tokens)) ?? '';
