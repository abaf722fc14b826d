import { traitsOf } from '../../contract/kinds.ts';
import * as details from '../../html/details.ts';
import { renderDocument } from '../../html/document.ts';
import { isCoarse } from '../../contract/words/exactness.ts';
import { fill } from '../../contract/words/fill.ts';
import { html, type Markup, type Part } from '../../html/markup.ts';
import type { PageContext } from '../../html/page.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import type { Numbered } from './pins.ts';
import { printTexts } from './texts.ts';

export interface Sheet {
  /** The question in words, one by one. */
  question: readonly string[];
  /** Of the part the list shows. */
  total: number;
  cards: readonly Numbered[];
  phones: readonly (string | null)[];
  map: Markup | null;
  /** Below the origin: /find?topic=arts */
  findPath: string;
}

/** Two pages of A4 at most: what matches, its map, and where the rest is. */
export function renderSheet({ question, total, cards, phones, map, findPath }: Sheet, context: PageContext): string {
  const { words, now, origin } = context;
  const own = printTexts(words.lang);
  const { number, day } = words.format;
  const left = total - cards.length;
  const body = html`<main>
    <p class="screen"><a href="${findPath}">${own.back}</a> <span>${own.how}</span></p>
    <h1>${question.length > 0 ? words.list(question) : own.all}</h1>
    <p>
      ${words.t.name} · ${fill(own.made, { date: day(toDay(now)) })}<br />
      ${cards.length === 0 ? own.none : fill(own.counts, { total: number(total), shown: number(cards.length) })}
    </p>
    ${map}
    <ol>
      ${cards.map((card, i) => renderCard(card, phones[i] ?? null, context))}
    </ol>
    ${
      cards.length > 0 &&
      html`<p class="rest">
        ${left > 0 ? fill(own.left, { n: number(left) }) : own.whole}
        <a href="${findPath}">${shown(origin + findPath)}</a>
      </p>`
    }
    ${cards.some(({ card }) => card.isDemo) && html`<p class="rest">${own.demo}</p>`}
  </main>`;
  const head = html`<meta name="robots" content="noindex" />`;
  return renderDocument({ title: own.title, style: '/print.css', head, body }, words);
}

/** As a person types it. */
function shown(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function renderCard({ card, number }: Numbered, phone: string | null, { words }: PageContext): Markup {
  const { t } = words;
  const own = printTexts(words.lang);
  const { status, place } = card;
  const isOff = status === 'cancelled' || status === 'ended' || status === 'postponed';
  // Paper is still read tomorrow: no word like today.
  const when = isOff || !card.nextSession ? null : words.format.dayAndTime(card.nextSession.startsAt);
  const state = status !== null && status !== 'scheduled' ? t.statuses[status] : null;
  const where = place
    ? [words.placeName(place), place.address || words.area(place.division)].join(words.lang === 'en' ? ', ' : '，')
    : details.withoutPlace(words, card);
  const about = place && isCoarse(place.precision) ? t.exactness.place : null;
  const second = [
    phone ? fill(own.phone, { phone }) : own.noPhone,
    traitsOf(card.kind).isOffer && (words.price(card.price) ?? own.noPrice),
    !isOff && status !== 'full' && words.seats(card.seats),
  ];
  return html`<li>
    <span class="at">${number ?? '–'}</span>
    <b>${card.title}</b>
    <small>${words.gloss(card) ?? words.kind(card.kind)}${card.isDemo && ` · ${own.demoMark}`}</small>
    <p>${separated([state, when, where, about])}</p>
    <p>${separated(second)}</p>
  </li>`;
}

const separated = (parts: readonly (string | null | false)[]): Part => parts.filter(Boolean).join(' · ');
