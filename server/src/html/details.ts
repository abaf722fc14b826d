import { html, type Markup, type Part } from './markup.ts';
import { pathOf, type PageContext } from './page.ts';
import type { Card, Enrol, InstitutionRef, Mode, PlaceDetails, Session, VenueDetails } from '../contract/common.ts';
import { AREA_FILTER, ORGANISER_FILTER, TOPIC_FILTER, type FilterName } from '../contract/filter-table.ts';
import type { Kind } from '../contract/kinds.ts';
import { toPicture } from '../contract/picture-sizes.ts';
import type { Photo, Picture } from '../contract/picture.ts';
import { isOnline } from '../contract/unplaced.ts';
import { isAllDay, tellWeek, type Opening } from '../contract/opening-hours.ts';
import type { z } from 'zod';
import { fill, fillCase } from '../contract/words/fill.ts';
import { nextDay } from '../contract/words/format.ts';
import type { Words } from './words.ts';

/** A name and what is so called; facts without a value are left out. */
export type Fact = readonly [name: string, value: Part];

export const link = (words: Words, kind: Kind, { id, name }: InstitutionRef): Markup =>
  html`<a href="${words.href(pathOf(kind, id))}">${name}</a>`;

export function factList(facts: readonly Fact[]): Markup {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '');
  return html`<dl>
    ${known.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

export function joined(words: Words, parts: readonly Markup[]): Part {
  return parts.length === 0 ? null : parts.map((part, i) => (i === 0 ? part : [words.t.listSeparator, part]));
}

/** From the top of the tree down. */
export const chain = (words: Words, kind: Kind, refs: readonly InstitutionRef[]): Part =>
  refs.length === 0 ? null : refs.map((ref, i) => [i > 0 && ' › ', link(words, kind, ref)]);

export const topicLinks = (words: Words, codes: readonly string[]): Part =>
  joined(
    words,
    codes.map((code) => html`<a href="${words.href(`/topics/${code}`)}">${words.label('topic', code)}</a>`),
  );

/** A telephone number or a link, where there is one. */
export function contact({ method, contact }: z.infer<typeof Enrol>): Part {
  if (!contact) return null;
  if (method === 'phone') return phone(contact);
  return method === 'link' ? website(contact) : contact;
}

export const phone = (number: string): Markup => html`<a href="tel:${number.replace(/[^\d+]/g, '')}">${number}</a>`;

/** Only addresses of the web become links. */
export const website = (url: string): Part =>
  /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="nofollow noopener">${url}</a>` : url;

export function audiences(words: Words, codes: readonly string[]): string {
  return codes.length === 0 ? words.t.facts.everybody : words.list(codes.map((code) => words.label('audience', code)));
}

export function openingHours(words: Words, { openingHours }: VenueDetails): Part {
  if (!openingHours) return null;
  const told = tellWeek(openingHours);
  if (told === 'always') return words.t.hours.always;
  return told.map(({ days, spans }, i) => {
    const on = days.length === 7 ? words.t.hours.everyDay : words.list(days.map((day) => words.format.weekday(day)));
    return html`${i > 0 && html`<br />`}${on} ${spans.map((span) => wordSpan(words, span)).join(' ')}`;
  });
}

function wordSpan({ t, lang }: Words, span: Opening): string {
  if (isAllDay(span)) return t.hours.allDay;
  const { opens, closes, isNextDay } = span;
  return `${opens}–${isNextDay ? nextDay(closes, lang) : closes}`;
}

export function placeFacts(words: Words, place: PlaceDetails | VenueDetails): Fact[] {
  const { facts } = words.t;
  return [
    [facts.place, words.placeName(place)],
    [facts.said, words.lang === 'en' && place.namePinyin],
    [facts.address, place.address],
    [facts.position, 'lngLat' in place ? words.exactness(place) : words.t.offMap],
    [facts.division, html`<a href="${words.href(`/areas/${place.division}`)}">${words.area(place.division)}</a>`],
    [facts.phone, place.phone && phone(place.phone)],
    [facts.hours, openingHours(words, place)],
    [facts.accessibility, words.list(place.accessibility.map((code) => words.label('accessibility', code)))],
  ];
}

/** Said in a list where a place would stand. */
export function withoutPlace(words: Words, { mode, venue }: Pick<Card, 'mode' | 'venue'>): string {
  const { t, lang } = words;
  const none = mode !== null && isOnline(mode) ? t.modes[mode] : t.unlocated;
  if (!venue) return none;
  const left = none === t.unlocated ? t.offMap : none;
  const where = [words.placeName(venue), venue.address || words.area(venue.division)];
  return `${where.join(lang === 'en' ? ', ' : '，')} · ${left}`;
}

/** Said of what has no place: who can come in person as well is told that no map shows where. */
export function noPlaceFact({ t }: Words, mode: Mode | null, isMovedOnline = false): Fact {
  if (mode === 'online' || isMovedOnline) return [t.facts.place, t.facts.online];
  return [t.facts.place, mode === 'mixed' ? `${t.modes.mixed} · ${t.unlocated}` : t.unlocated];
}

const SESSIONS_SHOWN = 6;

/** The sessions still to come, with what became of those that will not be. */
export function sessionList(sessions: readonly Session[], { words, now }: PageContext): Part {
  const coming = sessions.filter(({ endsAt }) => new Date(endsAt) > now);
  if (coming.length === 0) return null;
  const more = coming.length - SESSIONS_SHOWN;
  return html`<section>
    <h2>${words.t.facts.sessions}</h2>
    <ul>
      ${coming.slice(0, SESSIONS_SHOWN).map(
        ({ startsAt, endsAt, status, note }) =>
          html`<li>
            <time datetime="${startsAt}">${words.session({ startsAt, endsAt }, now, true)}</time>
            ${status !== 'scheduled' && words.t.statuses[status]} ${note}
          </li>`,
      )}
    </ul>
    ${more > 0 && html`<p>${fillCase(words.t.session.more, more, { n: words.format.number(more) })}</p>`}
  </section>`;
}

/** Links to the topics, the organiser, the area and the conditions. */
export interface Related {
  topics?: readonly string[];
  institution?: InstitutionRef | null;
  division?: string | null;
}
export function relatedLinks({ topics = [], institution, division }: Related, words: Words): Markup {
  const { related } = words.t;
  const find = (name: FilterName, value: string | number) => words.href(`/find?${name}=${value}`);
  const links = [
    ...topics.map((code) => [find(TOPIC_FILTER, code), fill(related.topic, { name: words.label('topic', code) })]),
    ...(institution
      ? [[find(ORGANISER_FILTER, institution.id), fill(related.organiser, { name: institution.name })]]
      : []),
    ...(division ? [[find(AREA_FILTER, division), fill(related.area, { name: words.divisionName(division) })]] : []),
    [words.href('/find'), related.find],
    [words.href('/'), words.t.name],
  ] as [string, string][];
  return html`<nav aria-label="${related.title}">
    <h2>${related.title}</h2>
    <ul>
      ${links.map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)}
    </ul>
  </nav>`;
}

/** Its place is kept free until it is there. */
export const picture = ({ src, alt, width, height }: Picture): Markup =>
  html`<img
    class="photo"
    src="${src}"
    alt="${alt}"
    width="${width}"
    height="${height}"
    loading="lazy"
    decoding="async"
  />`;

interface Main {
  title: string;
  kind: string;
  isDemo: boolean;
  photos?: readonly Photo[];
  parts: Part;
}
/** The frame of every public page. */
export function renderMain({ title, kind, isDemo, photos = [], parts }: Main, words: Words, path: string): Markup {
  const other = words.lang === 'en' ? path : `/en${path}`;
  return html`<main class="public-page">
    <p><a href="${words.href('/')}">${words.t.name}</a> › ${kind}</p>
    <h1>${title}</h1>
    ${isDemo && html`<p><small>${words.t.demo.hint}</small></p>`}
    ${photos.length > 0 && html`<p class="photos">${photos.map((photo) => picture(toPicture(photo, 800)))}</p>`}
    ${parts}
    <p><a href="${other}" hreflang="${words.lang === 'en' ? 'zh-CN' : 'en'}">${words.t.otherLanguage}</a></p>
  </main>`;
}
