import type { RowInput, TextFields } from '@zlm/tiles';
import { FRESH_DAYS } from '../contract/freshness.ts';
import { KINDS } from '../contract/kinds.ts';
import { MODES } from '../contract/lists.ts';
import { isOnline, UNPLACED } from '../contract/unplaced.ts';
import type { Facet } from './facet.ts';
import { priceClass, seatsClass, type Facets } from './facets.ts';
import type { FeatureRow, FeatureText } from './feature.ts';
import type { Institutions } from './institutions.ts';
import { NOWHERE, type Place } from './places.ts';
import type { Term } from './reference.ts';
import { expandSeries } from './sessions.ts';
import type { StatusDays } from './status.ts';
import { toDayNumber } from '../formats/shanghai-time.ts';

type Values = readonly number[];
const NONE: Values = [];
// 2149-06-06: the index keeps days in 16 bits.
const LATEST_DAY = 65_535;

export interface RowMakerParts {
  facets: Facets;
  places: ReadonlyMap<number, Place>;
  institutions: Institutions;
  terms: readonly Term[];
  statusDays: StatusDays;
}

/** Turns what the database says into what the engine indexes. */
export class RowMaker {
  readonly #parts: RowMakerParts;
  readonly #lists: Record<'topic' | 'audience' | 'mode' | 'format', (codes: string) => Values>;
  readonly #singles = new Map<number, Values>();
  readonly #days = new Map<string, number | null>();
  readonly #topicTexts = new Map<string, string>();
  readonly #labels: ReadonlyMap<string, string>;

  constructor(parts: RowMakerParts) {
    this.#parts = parts;
    const { topic, audience, mode, format } = parts.facets;
    this.#lists = {
      topic: listReader(topic),
      audience: listReader(audience),
      mode: listReader(mode),
      format: listReader(format),
    };
    this.#labels = labelTopics(parts.terms);
  }

  toRow(kind: number, row: FeatureRow): RowInput {
    const { places, institutions, statusDays } = this.#parts;
    const lists = this.#lists;
    const place = (row.place === null ? undefined : places.get(row.place)) ?? NOWHERE;
    const sessions = row.series && expandSeries(row.series);
    const lastDay = sessions ? sessions.lastDay : row.endsOn === null ? null : toDayNumber(row.endsOn);
    const seats = seatsClass(row.seatsLeft, row.capacity);
    const modes = lists.mode(row.modes);
    return {
      id: row.id,
      place: row.place ?? 0,
      lng: place.lng,
      lat: place.lat,
      facets: {
        kind: this.#single(kind),
        topic: lists.topic(row.topics),
        audience: lists.audience(row.audiences),
        format: row.format === null ? NONE : lists.format(row.format),
        mode: modes,
        price: row.price === null ? NONE : this.#single(priceClass(Number(row.price))),
        status: this.#single(statusDays.valueOf(row.status, row.seatsLeft, lastDay)),
        seats: seats === null ? NONE : this.#single(seats),
        division: place.division,
        institution: row.institution === null ? NONE : institutions.valuesOf(row.institution),
        hours: place.hours,
        accessible: place.accessible,
        unplaced: place.lng === null ? this.#single(unplacedClass(modes)) : NONE,
      },
      sessions: sessions?.starts ?? null,
      lastDay,
      pinned: row.pinned,
      seatsLeft: row.seatsLeft,
      freshUntil: row.confirmedOn === null ? null : this.#freshUntil(kind, row.confirmedOn),
    };
  }

  toText({ title, description, institution, topics }: FeatureText, place: number | null): TextFields {
    return {
      title,
      description,
      organiser: institution === null ? '' : (this.#parts.institutions.get(institution)?.name ?? ''),
      topic: this.#topicText(topics),
      place: place === null ? '' : (this.#parts.places.get(place)?.text ?? ''),
    };
  }

  #freshUntil(kind: number, confirmedOn: string): number | null {
    const day = this.#dayOf(confirmedOn);
    return day === null ? null : Math.min(day + FRESH_DAYS[KINDS[kind]!].stale, LATEST_DAY);
  }

  /** Many rows share a day. A day out of all reason is none. */
  #dayOf(text: string): number | null {
    let day = this.#days.get(text);
    if (day === undefined) {
      const number = toDayNumber(text);
      this.#days.set(text, (day = number >= 0 && number < LATEST_DAY ? number : null));
    }
    return day;
  }

  #single(index: number): Values {
    let values = this.#singles.get(index);
    if (!values) this.#singles.set(index, (values = [index]));
    return values;
  }

  #topicText(topics: string): string {
    let text = this.#topicTexts.get(topics);
    if (text === undefined) {
      const labels = codesOf(topics).map((code) => this.#labels.get(code) ?? '');
      this.#topicTexts.set(topics, (text = labels.join('/')));
    }
    return text;
  }
}

/** Index of the class of what is on no map and has these modes. */
function unplacedClass(modes: Values): number {
  return UNPLACED.indexOf(modes.some((mode) => isOnline(MODES[mode]!)) ? 'online' : 'unlocated');
}

/** The codes of {a,b}, or the one that comes without braces. */
export function codesOf(text: string): string[] {
  if (!text.startsWith('{')) return [text];
  return text === '{}' ? [] : text.slice(1, -1).split(',');
}

/** Numbers of the codes in a text; what is not in the vocabulary is left out. Few different texts exist: each is read once. */
function listReader(facet: Facet): (codes: string) => Values {
  const known = new Map<string, Values>([['{}', NONE]]);
  return (codes) => {
    let values = known.get(codes);
    if (!values) {
      values = codesOf(codes).flatMap((code) => facet.find(code) ?? []);
      known.set(codes, values);
    }
    return values;
  };
}

/** Both languages, the synonyms and the topic above. */
function labelTopics(terms: readonly Term[]): Map<string, string> {
  const topics = new Map(terms.filter(({ vocabulary }) => vocabulary === 'topic').map((term) => [term.code, term]));
  return new Map(
    [...topics].map(([code, { zh, en, synonyms, parent }]) => {
      const above = parent === null ? undefined : topics.get(parent);
      return [code, [zh, synonyms, en, above?.zh, above?.en].filter(Boolean).join('/')];
    }),
  );
}
