import type { Card, Provenance } from '../contract/common.ts';
import { sayConfirmer } from '../contract/freshness.ts';
import { traitsOf, type Kind } from '../contract/kinds.ts';
import type { Lang } from '../contract/lists.ts';
import { isCoarse, tellDistance, tellExactness } from '../contract/words/exactness.ts';
import { glossOf, type Glossed } from '../contract/words/gloss.ts';
import { wordSession } from '../contract/words/session.ts';
import { toDay, toDayNumber, toWeekday } from '../formats/shanghai-time.ts';
import { fill, fillCase } from '../contract/words/fill.ts';
import { createFormat } from './format.ts';
import { texts as en } from './texts/en.ts';
import { texts as chinese, type Texts } from './texts/zh-CN.ts';

/** Terms and divisions that pages name. */
export interface Labels {
  terms: readonly {
    vocabulary: string;
    code: string;
    parent: string | null;
    zh: string;
    en: string;
    replacedBy: string | null;
  }[];
  divisions: readonly { code: string; parent: string | null; level: string; name: string; nameEn: string }[];
}
type Prices = Card['price'];
type Seats = Card['seats'];
type Placed = Pick<NonNullable<Card['place']>, 'precision'>;
type Named = Pick<NonNullable<Card['place']>, 'name' | 'namePinyin' | 'nameGloss'>;

/** Everything a page says, in one language. */
export class Words {
  readonly lang: Lang;
  readonly t: Texts;
  readonly format: ReturnType<typeof createFormat>;
  readonly labels: Labels;
  readonly #terms: ReadonlyMap<string, string>;
  readonly #divisions: ReadonlyMap<string, Labels['divisions'][number]>;

  constructor(lang: Lang, labels: Labels) {
    this.lang = lang;
    this.t = lang === 'en' ? en : chinese;
    this.format = createFormat(lang);
    this.labels = labels;
    this.#terms = new Map(
      labels.terms.map((term) => [`${term.vocabulary}:${term.code}`, lang === 'en' ? term.en : term.zh]),
    );
    this.#divisions = new Map(labels.divisions.map((division) => [division.code, division]));
  }

  /** What one of a kind is called: 活动, Activity */
  kind(kind: Kind): string {
    return traitsOf(kind).names[this.lang].one;
  }
  kinds(kind: Kind): string {
    return traitsOf(kind).names[this.lang].many;
  }
  /** Address of a page of ours in this language. */
  href(path: string): string {
    if (this.lang !== 'en') return path;
    return path === '/' ? '/en' : `/en${path}`;
  }
  label(vocabulary: string, code: string): string {
    return this.#terms.get(`${vocabulary}:${code}`) ?? code;
  }
  list(texts: readonly string[]): string {
    return texts.join(this.t.listSeparator);
  }
  division(code: string): Labels['divisions'][number] | undefined {
    return this.#divisions.get(code);
  }
  divisionName(code: string): string {
    const found = this.#divisions.get(code);
    return found ? (this.lang === 'en' ? found.nameEn : found.name) : code;
  }
  /** 杭州市西湖区, Xihu District, Hangzhou City */
  area(code: string): string {
    const names: string[] = [];
    for (let at = this.#divisions.get(code); at && at.level !== 'province'; at = this.#divisions.get(at.parent ?? ''))
      names.unshift(this.divisionName(at.code));
    if (names.length === 0) return this.divisionName(code);
    return this.lang === 'en' ? names.reverse().join(', ') : names.join('');
  }

  /** Of a title that cannot be read, in English: Calligraphy · Older people (60+) */
  gloss({ lang, ...thing }: Glossed & { lang: string }): string | null {
    if (this.lang !== 'en' || lang.startsWith('en')) return null;
    return glossOf(thing, (vocabulary, code) => this.#terms.get(`${vocabulary}:${code}`) ?? null, 1) || null;
  }
  /** 古荡街道社区学校, in English with what it says: 古荡街道社区学校 (Gudang Subdistrict Community School) */
  placeName({ name, namePinyin, nameGloss }: Named): string {
    const read = nameGloss ?? namePinyin;
    return this.lang === 'en' && read !== undefined ? `${name} (${read})` : name;
  }
  /** How far a place may be from where it is shown; null where that is no matter. */
  exactness({ precision }: Placed): string | null {
    if (!isCoarse(precision)) return null;
    return fill(this.t.exactness.known, { distance: tellExactness(precision, this.lang) });
  }
  /** From a point to a place, no finer than the place is known. */
  distanceTo({ precision }: Placed, metres: number): string {
    return tellDistance(metres, precision ?? 0, this.lang, (key, distance) =>
      fill(this.t.exactness[key], { distance }),
    );
  }
  /** 今天 14:00, with `hasEnd` 今天 14:00–15:30 */
  session({ startsAt, endsAt }: { startsAt: string; endsAt: string }, now: Date, hasEnd = false): string {
    const { weekday, monthDay, clock } = this.format;
    const starts = Date.parse(startsAt);
    const { key } = wordSession(starts, Date.parse(endsAt), now.getTime());
    return fill(this.t.session[key], {
      start: clock(startsAt) + (hasEnd ? `–${clock(endsAt, starts)}` : ''),
      end: clock(endsAt, now.getTime()),
      date: monthDay(startsAt),
      weekday: weekday(toWeekday(toDayNumber(toDay(new Date(startsAt))))),
    });
  }
  /** Null where the source does not say. */
  price(price: Prices): string | null {
    if (!price) return null;
    if (Number(price.max) === 0) return this.t.prices.free;
    const { money } = this.format;
    if (price.min === price.max) return money(price.min);
    return fill(this.t.price.range, { min: money(price.min), max: money(price.max) });
  }
  /** Null where the source does not say. */
  seats(seats: Seats): string | null {
    if (seats?.left == null) return null;
    if (seats.left === 0) return this.t.seatsLeft.none;
    const n = this.format.number(seats.left);
    if (seats.capacity === null) return fillCase(this.t.seatsLeft.some, seats.left, { n });
    return fill(this.t.seatsLeft.of, { n, capacity: this.format.number(seats.capacity) });
  }
  confirmed({ confirmedOn, confirmedBy }: Provenance): string | null {
    if (confirmedOn === null) return null;
    const date = this.format.day(confirmedOn);
    return confirmedBy === null
      ? date
      : fill(this.t.facts.confirmedBy, { date, by: sayConfirmer(confirmedBy, this.lang) });
  }
}

const made = new WeakMap<Labels, Map<Lang, Words>>();

/** The words of a language, made once for the same labels. */
export function wordsOf(lang: Lang, labels: Labels): Words {
  let known = made.get(labels);
  if (!known) made.set(labels, (known = new Map<Lang, Words>()));
  let words = known.get(lang);
  if (!words) known.set(lang, (words = new Words(lang, labels)));
  return words;
}
