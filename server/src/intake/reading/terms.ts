import { BadValue } from './fields.ts';
import { toNameKey } from './values/text.ts';

export interface Term {
  vocabulary: string;
  code: string;
  zh: string;
  en: string;
  synonyms: string[];
}
interface Vocabulary {
  byName: Map<string, Set<string>>;
  /** Words that mean several terms at once: 儿童 are of two ages. */
  together: Map<string, readonly string[]>;
  terms: Term[];
}
export type TermIndex = ReadonlyMap<string, Vocabulary>;

/** How people write what has another label, by vocabulary and code; `a,b` are both of them. */
export type Synonyms = Record<string, Record<string, readonly string[]>>;

/** All that several lists say. */
export function joinSynonyms(lists: readonly Synonyms[]): Synonyms {
  const joined: Record<string, Record<string, readonly string[]>> = {};
  for (const [vocabulary, byCode] of lists.flatMap((list) => Object.entries(list))) {
    const known = (joined[vocabulary] ??= {});
    for (const [code, words] of Object.entries(byCode)) known[code] = [...(known[code] ?? []), ...words];
  }
  return joined;
}

export function indexTerms(terms: Term[], also: Synonyms): TermIndex {
  const index = new Map<string, Vocabulary>();
  for (const term of terms) {
    let entry = index.get(term.vocabulary);
    if (!entry) index.set(term.vocabulary, (entry = { byName: new Map(), together: new Map(), terms: [] }));
    entry.terms.push(term);
    for (const name of namesOf(term, also)) {
      const key = toNameKey(name);
      entry.byName.set(key, (entry.byName.get(key) ?? new Set()).add(term.code));
    }
  }
  for (const [vocabulary, byCode] of Object.entries(also)) {
    for (const [codes, words] of Object.entries(byCode)) {
      if (!codes.includes(',')) continue;
      for (const word of words) index.get(vocabulary)?.together.set(toNameKey(word), codes.split(','));
    }
  }
  return index;
}

/** 老年人(60+) is also 老年人, 博物馆/科技馆 either of the two. */
function namesOf({ vocabulary, code, zh, en, synonyms }: Term, also: Synonyms): string[] {
  const bare = zh.replace(/[(（].*?[)）]/g, '');
  const halves = [zh, bare].flatMap((label) => label.split('/'));
  return [code, zh, en, bare, ...halves, ...synonyms, ...(also[vocabulary]?.[code] ?? [])];
}

/**
 * The code of a term by code, label or synonym, of several meant together the first. Throws `BadValue` that lists what is
 * near.
 */
export function findTerm(index: TermIndex, vocabulary: string, text: string): string {
  const codes = findTerms(index, vocabulary, text);
  const isTogether = index.get(vocabulary)!.together.has(toNameKey(text));
  if (codes.length > 1 && !isTogether) throw new BadValue('ambiguous-thing', codes.join('、'));
  return codes[0]!;
}

/** The codes of what is meant, mostly one: 科普 is for the young and for all. Throws `BadValue`. */
export function findTerms(index: TermIndex, vocabulary: string, text: string): readonly string[] {
  const held = index.get(vocabulary);
  // An installation may lack a list, as that of professions.
  if (!held) throw new BadValue('unknown-term');
  const { byName, together, terms } = held;
  const key = toNameKey(text);
  // A code or label comes before a synonym of another term.
  const exact = terms.find(({ code, zh, en }) => [code, zh, en].some((name) => toNameKey(name) === key));
  const found = [...(byName.get(key) ?? [])];
  const sharing = terms.filter(({ zh }) => toNameKey(zh) === key);
  if (sharing.length > 1) throw new BadValue('ambiguous-thing', sharing.map(({ code }) => code).join('、'));
  if (exact) return [exact.code];
  const codes = found[0] === undefined ? together.get(key) : found;
  if (!codes) throw new BadValue('unknown-term', nearest(terms, text).join('、'));
  return codes;
}

const SHOWN = 14;

/** All labels of a short vocabulary, of a long one those that share most characters. */
function nearest(terms: Term[], text: string): string[] {
  const labels = terms.map(({ zh }) => zh);
  if (labels.length <= SHOWN) return labels;
  const shared = (label: string) => [...new Set(text)].filter((character) => label.includes(character)).length;
  const sorted = labels.map((label, at) => ({ label, at, score: shared(label) }));
  sorted.sort((a, b) => b.score - a.score || a.at - b.at);
  return [...sorted.slice(0, 6).map(({ label }) => label), '…'];
}

export const labelOf = (index: TermIndex, vocabulary: string, code: string): string =>
  index.get(vocabulary)?.terms.find((term) => term.code === code)?.zh ?? code;
