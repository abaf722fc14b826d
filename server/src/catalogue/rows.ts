import type { RowInput, TextFields } from '@zlm/tiles';
import type { Facet } from './facet.ts';
import { lastDayValue, priceClass, seatsClass, STATUSES, type Facets } from './facets.ts';
import type { FeatureRow, FeatureText } from './feature.ts';
import type { Institutions } from './institutions.ts';
import { nowhere, type Place } from './places.ts';
import type { Term } from './reference.ts';
import { expandSeries } from './sessions.ts';
import { toDayNumber } from '../formats/shanghai-time.ts';

type Values = readonly number[];
const NONE: Values = [];
const FULL = STATUSES.indexOf('full');
const SCHEDULED = STATUSES.indexOf('scheduled');
const OFF = new Set([STATUSES.indexOf('cancelled'), STATUSES.indexOf('postponed')]);

export interface RowMakerParts {
  facets: Facets;
  places: ReadonlyMap<number, Place>;
  institutions: Institutions;
  terms: readonly Term[];
}

/** Turns what the database says into what the engine indexes. */
export class RowMaker {
  readonly #parts: RowMakerParts;
  readonly #nowhere: Place['facets'];
  // Few different lists exist: each is read once.
  readonly #lists = new Map<Facet, Map<string, Values>>();
  readonly #singles: Values[] = [];
  readonly #topicTexts = new Map<string, string>();
  readonly #labels: ReadonlyMap<string, string>;

  constructor(parts: RowMakerParts) {
    this.#parts = parts;
    this.#nowhere = nowhere(parts.facets);
    this.#labels = labelTopics(parts.terms);
  }

  toRow(kind: number, row: FeatureRow): RowInput {
    const { facets, places, institutions } = this.#parts;
    const place = row.place === null ? undefined : places.get(row.place);
    const sessions = row.series && expandSeries(row.series);
    const lastDay = sessions ? sessions.lastDay : row.endsOn === null ? null : toDayNumber(row.endsOn);
    const seats = seatsClass(row.seatsLeft, row.capacity);
    return {
      id: row.id,
      place: row.place ?? 0,
      lng: place?.lng ?? null,
      lat: place?.lat ?? null,
      facets: {
        ...(place?.facets ?? this.#nowhere),
        kind: this.#single(kind),
        topic: this.#list(facets.topic, row.topics),
        audience: this.#list(facets.audience, row.audiences),
        format: row.format === null ? NONE : this.#list(facets.format, `{${row.format}}`),
        mode: this.#list(facets.mode, row.modes),
        price: row.price === null ? NONE : this.#single(priceClass(Number(row.price))),
        status: this.#status(row, lastDay),
        seats: seats === null ? NONE : this.#single(seats),
        institution: row.institution === null ? NONE : institutions.valuesOf(row.institution),
      },
      sessions: sessions?.starts ?? null,
      lastDay,
      pinned: row.pinned,
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

  /** A row says that it is full also when no seat is left. */
  #status({ status, seatsLeft }: FeatureRow, lastDay: number | null): Values {
    const values: number[] = [];
    const index = status === null ? -1 : STATUSES.indexOf(status as (typeof STATUSES)[number]);
    const isFull = index >= 0 && seatsLeft === 0 && !OFF.has(index);
    if (index >= 0 && !(isFull && index === SCHEDULED)) values.push(index);
    if (isFull && index !== FULL) values.push(FULL);
    if (lastDay !== null) values.push(lastDayValue(this.#parts.facets, lastDay));
    return values;
  }

  #single(index: number): Values {
    return (this.#singles[index] ??= [index]);
  }

  /** Numbers of the codes in {a,b}; what is not in the vocabulary is left out. */
  #list(facet: Facet, text: string): Values {
    if (text === '{}') return NONE;
    let lists = this.#lists.get(facet);
    if (!lists) this.#lists.set(facet, (lists = new Map()));
    let values = lists.get(text);
    if (!values) {
      const found = codesOf(text).map((code) => facet.find(code));
      lists.set(text, (values = found.filter((index) => index !== undefined)));
    }
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

/** The codes of {a,b}. */
export function codesOf(text: string): string[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',');
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
