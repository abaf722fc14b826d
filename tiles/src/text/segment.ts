import type { Corpus } from './corpus.ts';
import { atMost, occurs } from './find-strings.ts';
import { HAN, KINDS } from './normalise.ts';
import { patternOf } from './pattern.ts';

const LONGEST_PIECE = 8;
/** Characters of one word that are cut into pieces; a longer rest is filler. */
const LONGEST_SENTENCE = 64;

// Fewest pieces win; a known phrase beats a chance substring, anything beats a lone character.
const KNOWN_COST = 1;
const FOUND_COST = 1.1;
const LONE_COST = 1.6;
/** More for a pair that hardly ever stands together (的养 beside 养生), less for longer pieces. */
const RARE_COST = 2;
/** What binds a request together stands alone more often than as the edge of a name: 我想学国画. */
const BINDING_COST = 0.6;
const BINDING = new Set('我你想要学找去个的了吗呢吧在有和与请教');

interface Segments {
  /** Pieces of two characters and more that occur, in order. */
  pieces: string[];
  /** What lies between them. */
  fillers: string[];
}

/** Cuts a word that occurs nowhere (杭州书法, 我想学书法) into pieces that do. */
export function segment(word: string, corpus: Corpus): Segments {
  const text = word.slice(0, LONGEST_SENTENCE);
  const pieces: string[] = [];
  const fillers: string[] = [];
  let from = 0;
  let fillerFrom = 0;
  for (const to of [...cutsOf(text, corpus), text.length]) {
    if (to - from > 1) {
      if (from > fillerFrom) fillers.push(text.slice(fillerFrom, from));
      pieces.push(text.slice(from, to));
      fillerFrom = to;
    }
    from = to;
  }
  if (fillerFrom < word.length) fillers.push(word.slice(fillerFrom));
  return { pieces, fillers };
}

/** Where the cheapest cut of the text into pieces cuts, ascending. */
function cutsOf(text: string, corpus: Corpus): number[] {
  // best[i]: the cheapest cut of the first i characters and where its last piece begins.
  const best = [{ cost: 0, from: 0 }];
  for (let i = 1; i <= text.length; i++) best.push({ cost: Infinity, from: 0 });
  for (let from = 0; from < text.length; from++) {
    for (let to = from + 1; to <= Math.min(from + LONGEST_PIECE, text.length); to++) {
      const cost = costOf(text.slice(from, to), corpus);
      // What does not occur does not occur with more behind it either.
      if (cost === Infinity) break;
      if (best[from]!.cost + cost < best[to]!.cost) best[to] = { cost: best[from]!.cost + cost, from };
    }
  }
  const cuts: number[] = [];
  for (let to = text.length; to > 0; to = best[to]!.from) cuts.unshift(best[to]!.from);
  return cuts.filter((cut) => cut > 0);
}

function costOf(piece: string, corpus: Corpus): number {
  if (piece.length === 1) return BINDING.has(piece) ? BINDING_COST : LONE_COST;
  if (corpus.isPhrase(piece)) return KNOWN_COST;
  const pattern = patternOf(piece);
  if (piece.length > 2 && !corpus.fields.some((field) => occurs(field, pattern))) return Infinity;
  let strings = 0;
  let all = 1;
  for (const { segments, distinct } of corpus.byField()) {
    strings += atMost(segments, pattern);
    all += distinct;
  }
  const rarity = 1 - Math.log(1 + strings) / Math.log(1 + all);
  return strings === 0 ? Infinity : FOUND_COST + (rarity * RARE_COST * 2) / piece.length;
}

export function isHan(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (KINDS[word.charCodeAt(i)] !== HAN) return false;
  return true;
}
