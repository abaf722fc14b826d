import type { Lexicon } from './lexicon.ts';

export interface DivisionContext {
  lexicon: Lexicon;
  /** Codes of the areas chosen now. */
  areas: readonly string[];
  /** How much there is in a division. */
  offers: (code: string) => number;
}

const LEVELS = ['province', 'city', 'county', 'township', 'village'];

/** The division and all it lies in. */
function pathOf(code: string, { divisions }: Lexicon): string[] {
  const path: string[] = [];
  for (let at: string | null = code; at; at = divisions.get(at)?.parent ?? null) path.push(at);
  return path;
}
/** Of a division and one within it both mean the inner. */
export function innermost(code: string, chosen: readonly string[], lexicon: Lexicon): string {
  const within = chosen.filter((other) => isWithin(other, code, lexicon));
  return within.reduce((a, b) => (pathOf(b, lexicon).length > pathOf(a, lexicon).length ? b : a), code);
}

const isWithin = (code: string, area: string, lexicon: Lexicon): boolean =>
  pathOf(code, lexicon).includes(area);

/** Best first: below another that was named, in the chosen area, higher up, more on offer. */
export function rankDivisions(codes: readonly string[], named: readonly string[], context: DivisionContext): string[] {
  const { lexicon, areas, offers } = context;
  if (codes.length < 2) return [...codes];
  const others = named.filter((code) => !codes.includes(code));
  const ranked = [...new Set(codes)].map((code) => ({
    code,
    keys: [
      others.some((other) => isWithin(code, other, lexicon)) ? 0 : 1,
      areas.some((area) => isWithin(code, area, lexicon) || isWithin(area, code, lexicon)) ? 0 : 1,
      LEVELS.indexOf(lexicon.divisions.get(code)?.level ?? ''),
      -offers(code),
      Number(code),
    ],
  }));
  return ranked.sort((a, b) => compare(a.keys, b.keys)).map(({ code }) => code);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((key, at) => key !== b[at]);
  return i < 0 ? 0 : a[i]! - b[i]!;
}
