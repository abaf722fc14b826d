import { BadValue } from './fields.ts';
import { toNameKey } from './values/text.ts';

export interface Term {
  vocabulary: string;
  code: string;
  zh: string;
  en: string;
  synonyms: string[];
}
export type TermIndex = ReadonlyMap<string, { byName: ReadonlyMap<string, Set<string>>; terms: Term[] }>;

/** How people write what has another label, by vocabulary and code. */
export type Synonyms = Record<string, Record<string, readonly string[]>>;

export function indexTerms(terms: Term[], also: Synonyms): TermIndex {
  const index = new Map<string, { byName: Map<string, Set<string>>; terms: Term[] }>();
  for (const term of terms) {
    let entry = index.get(term.vocabulary);
    if (!entry) index.set(term.vocabulary, (entry = { byName: new Map(), terms: [] }));
    entry.terms.push(term);
    for (const name of namesOf(term, also)) {
      const key = toNameKey(name);
      entry.byName.set(key, (entry.byName.get(key) ?? new Set()).add(term.code));
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

/** The code of a term by code, label or synonym. Throws `BadValue` that lists what is near. */
export function findTerm(index: TermIndex, vocabulary: string, text: string): string {
  const { byName, terms } = index.get(vocabulary)!;
  const key = toNameKey(text);
  // A code or label comes before a synonym of another term.
  const exact = terms.find(({ code, zh, en }) => [code, zh, en].some((name) => toNameKey(name) === key));
  const found = [...(byName.get(key) ?? [])];
  const sharing = terms.filter(({ zh }) => toNameKey(zh) === key);
  if (sharing.length > 1) throw new BadValue('ambiguous-thing', sharing.map(({ code }) => code).join('、'));
  if (exact) return exact.code;
  if (found.length > 1) throw new BadValue('ambiguous-thing', found.join('、'));
  if (!found[0]) throw new BadValue('unknown-term', nearest(terms, text).join('、'));
  return found[0];
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
