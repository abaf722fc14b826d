import { ORGANISER_FILTER } from '../../contract/filter-table.ts';
import type { Words } from '../../html/words.ts';
import { fill } from '../../contract/words/fill.ts';
import type { Raw } from './address.ts';
import { withWords } from './address.ts';
import type { WordError } from './read.ts';
import type { Start } from './starts.ts';
import { findTexts } from './texts.ts';

/** Words only the form sends: they become words of the search. */
export const FORM_WORDS = ['city', 'county', 'town', 'around', 'metres', 'organiser', 'read'] as const;
const LEVELS = ['city', 'county', 'town'];
export const MOST_ORGANISERS = 20;

export interface Named {
  id: number;
  name: string;
}
interface Known {
  words: Words;
  starts: readonly Start[];
}
type FindOrganisers = (text: string) => Promise<Named[]>;
interface Settled {
  /** The question in words of the search alone. */
  raw: Raw;
  errors: WordError[];
  /** Institutions to choose from. */
  choices: Named[];
  /** Whether words of the form were there. */
  changed: boolean;
}

/** Turns the words of the form into those of the search, and tells what cannot be turned. */
export async function settleFormWords(raw: Raw, known: Known, findOrganisers: FindOrganisers): Promise<Settled> {
  const changed = FORM_WORDS.some((name) => name in raw);
  if (!changed) return { raw, errors: [], choices: [], changed };
  const settled = { ...settleArea(raw, known.words), ...settleNear(raw, known) };
  const errors: WordError[] = [];
  const change: Record<string, string | undefined> = Object.fromEntries(FORM_WORDS.map((name) => [name, undefined]));
  for (const [name, value] of Object.entries(settled)) {
    if (typeof value === 'string') change[name] = value;
    else errors.push(value);
  }
  const { error, choices, id } = await settleOrganiser(raw, known, findOrganisers);
  if (error) errors.push(error);
  if (id !== null) change[ORGANISER_FILTER] = String(id);
  return { raw: withWords(raw, change), errors, choices, changed };
}

type Settling = Record<string, string | WordError>;

/** The smallest area of those that lie in one another. */
function settleArea(raw: Raw, words: Words): Settling {
  let area: string | null = null;
  for (const level of LEVELS) {
    const code = raw[level];
    if (code === undefined) break;
    const division = words.division(code);
    if (!division) return { division: { field: level, message: findTexts(words.lang).errors.areaUnknown } };
    // Left over from another city.
    if (area !== null && division.parent !== area) break;
    area = code;
  }
  return area === null ? {} : { division: area };
}

function settleNear({ around, metres }: Raw, { words, starts }: Known): Settling {
  const { errors } = findTexts(words.lang);
  const refuse = (field: string, message: string) => ({ near: { field, message } });
  if (around === undefined && metres === undefined) return {};
  if (around === undefined) return refuse('around', errors.aroundNeeded);
  if (metres === undefined) return refuse('metres', errors.metresNeeded);
  const start = starts.find(({ code }) => code === around)?.point ?? (around.includes(',') ? around : null);
  if (start === null) return refuse('around', errors.aroundUnknown);
  if (!/^[1-9]\d{0,5}$/.test(metres) || Number(metres) > 500_000) return refuse('metres', errors.metresBad);
  return { near: `${start},${metres}` };
}

async function settleOrganiser(
  { organiser }: Raw,
  { words }: Known,
  findOrganisers: FindOrganisers,
): Promise<{ error?: WordError; choices: Named[]; id: number | null }> {
  const text = organiser?.trim() ?? '';
  if (text === '') return { choices: [], id: null };
  const found = await findOrganisers(text);
  const exact = found.filter(({ name }) => name === text);
  const only = exact.length === 1 ? exact[0]! : found.length === 1 ? found[0]! : null;
  if (only) return { choices: [], id: only.id };
  const { organiserNone, organiserMany } = findTexts(words.lang).errors;
  const refuse = (message: string) => ({ error: { field: 'organiser', message: fill(message, { name: text }) } });
  if (found.length === 0) return { ...refuse(organiserNone), choices: [], id: null };
  if (found.length > MOST_ORGANISERS)
    return { ...refuse(organiserMany), choices: found.slice(0, MOST_ORGANISERS), id: null };
  return { choices: found, id: null };
}
