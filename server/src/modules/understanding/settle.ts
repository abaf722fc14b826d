import { TOPIC_FILTER } from '../../contract/filter-table.ts';
import { textOf, toRuns, type Piece } from './segment.ts';

/** What the catalogue knows, as far as reading needs it. */
export interface Known {
  /** Whether a text of two characters or more stands in the catalogue as it is. */
  occurs: (text: string) => boolean;
  /** Whether an institution or place is called so, or its name begins so. */
  beginsName: (text: string) => boolean;
  /** Whether people know the word, found or not: 法语 is no piece of another. */
  isWord: (text: string) => boolean;
  /** Whether a text is found by its sound or as a slip only: 老年大雪. */
  isSlip: (text: string) => boolean;
}

/** From here on a text that stands in the catalogue as it is was copied, not thought of. */
const COPIED = 8;
const SHORTEST = 2;

const isStrong = ({ sense }: Piece) => sense !== null && !sense.isWeak && sense.is !== 'filler';
const isFiller = ({ sense }: Piece) => sense?.is === 'filler';
/** Stays a word whatever is around it. */
const stays = ({ sense }: Piece) => sense === null || sense.is === 'word';

/** The pieces that are read as what they mean; the others are words. */
export function settle(pieces: readonly Piece[], known: Known): Set<Piece> {
  return new Set(toRuns(pieces).flatMap((run) => settleRun(run, known)));
}

function settleRun(run: readonly Piece[], known: Known): readonly Piece[] {
  if (isName(run, known)) return [];
  const taken: Piece[] = [];
  let rest: Piece[] = [];
  for (const piece of run) {
    if (!isStrong(piece)) {
      rest.push(piece);
      continue;
    }
    taken.push(piece, ...settleRest(rest, known));
    rest = [];
  }
  return [...taken, ...settleRest(rest, known)];
}

/** 西湖书法社 is one name, 西湖区 a place though names begin with it. */
function isName(run: readonly Piece[], known: Known): boolean {
  if (run.every(({ sense }) => sense?.is === 'division')) return false;
  const text = textOf(run);
  const isSure = run.some(isStrong);
  if ([...text].length >= COPIED && run.length > 1 && known.occurs(text)) return true;
  if (isSure && !run.some(stays)) return false;
  return run.length > 1 && known.beginsName(text);
}

/** Of what stands between sure words all is read, or what can be without tearing a word, or nothing. */
function settleRest(rest: readonly Piece[], known: Known): readonly Piece[] {
  const from = rest.findIndex((piece) => !isPolite(piece));
  if (from < 0) return rest;
  const to = rest.findLastIndex((piece) => !isPolite(piece)) + 1;
  const core = rest.slice(from, to);
  const polite = [...rest.slice(0, from), ...rest.slice(to)];
  // AI绘画 is a topic of its own.
  if (core.length > 1 && core.every(isOfTopic) && known.occurs(textOf(core))) return polite;
  if (core.every(({ sense }) => sense !== null)) return [...polite, ...core.filter((piece) => !stays(piece))];
  const leftovers = listStretches(core, stays).map(textOf);
  const isWhole = (text: string) => known.occurs(text) || (known.isWord(text) && !known.isSlip(textOf(core)));
  const isTorn = leftovers.some((text) => [...text].length < SHORTEST || !isWhole(text));
  return isTorn || known.occurs(textOf(core)) ? polite : [...polite, ...core.filter((piece) => !stays(piece))];
}

const isOfTopic = ({ sense }: Piece) =>
  sense?.is === 'word'
    ? sense.isTopic
    : sense?.is === 'filter' && typeof sense.means === 'object' && sense.means[TOPIC_FILTER] !== undefined;

const isPolite = (piece: Piece) => isFiller(piece) && !piece.sense!.isWeak;

/** Longest stretches of pieces that pass. */
function listStretches(pieces: readonly Piece[], passes: (piece: Piece) => boolean): Piece[][] {
  const stretches: Piece[][] = [];
  for (const [i, piece] of pieces.entries()) {
    if (!passes(piece)) continue;
    if (i > 0 && passes(pieces[i - 1]!)) stretches.at(-1)!.push(piece);
    else stretches.push([piece]);
  }
  return stretches;
}
