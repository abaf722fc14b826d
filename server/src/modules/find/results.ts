import type { Card } from '../../contract/common.ts';
import { rowOf, WORDS_FILTER } from '../../contract/filter-table.ts';
import { isCoarse } from '../../contract/words/exactness.ts';
import { listUnplaced } from '../../contract/unplaced.ts';
import { fill } from '../../contract/words/fill.ts';
import { picture, withoutPlace } from '../../html/details.ts';
import { html, type Markup, type Part } from '../../html/markup.ts';
import { pathOf, type PageContext } from '../../html/page.ts';
import type { Words } from '../../html/words.ts';
import type { SearchAnswer } from '../search/schema.ts';
import { toSearch, withoutValue, withWords, type Raw } from './address.ts';
import type { Chosen } from './filter-words.ts';
import { hasWords, renderReading, type Reading } from './reading.ts';
import { findTexts } from './texts.ts';

interface Shown {
  raw: Raw;
  answer: SearchAnswer;
  chosen: readonly Chosen[];
  reading: Reading | null;
}

const to = (words: Words, raw: Raw, path = '/find') => words.href(`${path}${toSearch(raw)}`);

export function renderResults({ raw, answer, chosen, reading }: Shown, context: PageContext): Markup {
  const { words } = context;
  const own = findTexts(words.lang);
  const { items, nextCursor, dropped, degraded, via } = answer;
  const found = via === null ? undefined : (own.via as Record<string, string>)[via];
  return html`<section id="results" aria-labelledby="results-title">
    <h2 id="results-title">${own.results}</h2>
    ${reading && renderReading(reading, words)} ${renderTotals(raw, answer, words)} ${renderChosen(raw, chosen, words)}
    ${found !== undefined && html`<p class="note">${found}</p>`}
    ${dropped.length > 0 && html`<p class="note">${fill(own.dropped, { words: words.list(dropped) })}</p>`}
    ${degraded.length > 0 && html`<p class="note">${sayDegraded(answer, words)}</p>`}
    ${isAway(answer) ? null : items.length === 0 ? renderEmpty({ raw, answer, chosen, reading }, words) : renderItems(items, context)}
    <p class="pages">
      ${raw['cursor'] !== undefined && html`<a href="${to(words, withWords(raw, {}))}">${own.first}</a>`}
      ${nextCursor !== null && html`<a href="${to(words, { ...raw, cursor: nextCursor })}" rel="next">${own.next}</a>`}
      ${nextCursor === null && items.length > 0 && html`<span>${own.end}</span>`}
    </p>
    ${items.length > 0 && html`<p><a href="${to(words, withWords(raw, {}), '/print')}">${own.print}</a></p>`}
  </section>`;
}

/** Nothing matching is something else: here it cannot be shown. */
const isAway = ({ degraded }: SearchAnswer) => degraded.includes('items');

function sayDegraded(answer: SearchAnswer, words: Words): string {
  const own = findTexts(words.lang);
  if (!isAway(answer)) return own.degraded;
  return fill(own.itemsAway, { time: words.format.clock(answer.countedAt ?? answer.asOf) });
}

/** The parts always add up to the total. */
function renderTotals(raw: Raw, answer: SearchAnswer, words: Words): Markup {
  const own = findTexts(words.lang);
  const { total, inView, elsewhere } = answer;
  const { number } = words.format;
  const scope = (raw['scope'] ?? 'all') as keyof typeof own.scopes;
  const part = (name: string | undefined, text: string, n: number) =>
    (name ?? 'all') === scope
      ? html`<b>${fill(text, { n: number(n) })}</b>`
      : html`<a href="${to(words, withWords(raw, { scope: name }))}">${fill(text, { n: number(n) })}</a>`;
  const all = part(undefined, own.total.replace('{total}', '{n}'), total);
  const onMap =
    raw['bbox'] === undefined
      ? [html`${fill(own.placed, { n: number(inView + elsewhere) })}`]
      : [part('view', own.inView, inView), part('elsewhere', own.elsewhere, elsewhere)];
  const parts = [...onMap, ...listUnplaced(answer).map((name) => part(name, own[name], answer[name]))];
  return html`<p class="totals">${all} = ${parts.map((one, i) => [i > 0 && ' + ', one])}</p>
    ${scope !== 'all' && html`<p>${fill(own.scopeOf, { scope: own.scopes[scope] })}</p>`}`;
}

function renderChosen(raw: Raw, chosen: readonly Chosen[], words: Words): Part {
  if (chosen.length === 0) return null;
  const own = findTexts(words.lang);
  return html`<h3 class="quiet">${own.active}</h3>
    <ul class="chosen">
      ${chosen.map(
        ({ name, value, text }) =>
          html`<li>
            <a href="${to(words, without(raw, name, value))}" aria-label="${fill(own.remove, { name: text })}"
              >${text} ×</a
            >
          </li>`,
      )}
      <li><a href="${words.href('/find')}">${own.clear}</a></li>
    </ul>`;
}

/** A box goes with the scope that needs it, a distance with the order by it. */
function without(raw: Raw, name: string, value: string): Raw {
  if (name === 'scope') return withWords(raw, { bbox: undefined, scope: undefined });
  if (rowOf(name)?.type === 'circle')
    return withWords(raw, { [name]: undefined, ...(raw['sort'] === 'distance' && { sort: undefined }) });
  return !rowOf(name)?.isList ? withWords(raw, { [name]: undefined }) : withoutValue(raw, name, value);
}

function renderEmpty({ raw, answer, chosen }: Shown, words: Words): Markup {
  const own = findTexts(words.lang);
  const steps = [
    raw['scope'] !== undefined &&
      answer.total > 0 &&
      html`<a href="${to(words, withWords(raw, { scope: undefined }))}"
        >${fill(own.emptyScope, { n: words.format.number(answer.total) })}</a
      >`,
    ...chosen.map(
      ({ name, value, text }) =>
        html`<a href="${to(words, without(raw, name, value))}">${fill(own.emptyRemove, { name: text })}</a>`,
    ),
    hasWords(raw) && own.emptyWords,
    html`<a href="${words.href('/find')}">${own.emptyAll}</a>`,
  ];
  return html`<p>
      <b
        >${answer.absent.length > 0 ? fill(own.absent, { words: answer.absent.map((text) => fill(own.quoted, { text })).join('') }) : own.empty}</b
      >
    </p>
    ${answer.guesses.length > 0 && renderGuesses(raw, answer.guesses, words)}
    <p>${own.emptyHint}</p>
    <ul>
      ${steps.filter(Boolean).map((step) => html`<li>${step}</li>`)}
    </ul>`;
}

function renderGuesses(raw: Raw, guesses: SearchAnswer['guesses'], words: Words): Markup {
  const own = findTexts(words.lang);
  const items = guesses.map(({ text, filter, count }) => {
    const change = {
      [WORDS_FILTER]: filter === null ? text : undefined,
      ...(filter && { [filter.name]: filter.value }),
    };
    const label = filter === null ? text : words.label(filter.name, filter.value);
    return html`<li>
      <a href="${to(words, withWords(raw, change))}"
        >${fill(own.guess, { text: label, n: words.format.number(count) })}</a
      >
    </li>`;
  });
  return html`<p>${own.guessHint}</p>
    <ul>
      ${items}
    </ul>`;
}

/** Cards as a list, each with a link to its page. */
export function renderItems(items: readonly Card[], context: PageContext): Markup {
  return html`<ol class="items">
    ${items.map((card) => renderItem(card, context))}
  </ol>`;
}

function renderItem(card: Card, { words, now }: PageContext): Markup {
  const { t } = words;
  const { status, place, metres } = card;
  const isOff = status === 'cancelled' || status === 'ended' || status === 'postponed';
  const gloss = words.gloss(card);
  // What, when, where, and for how much: each begins a line.
  const lines = [
    [
      gloss ?? words.kind(card.kind),
      status !== null && status !== 'scheduled' && t.statuses[status],
      !isOff && card.nextSession && words.session(card.nextSession, now),
    ],
    [
      place
        ? `${words.placeName(place)}${words.lang === 'en' ? ', ' : '，'}${words.area(place.division)}`
        : withoutPlace(words, card),
      place && isCoarse(place.precision) && t.exactness.place,
      place && metres !== null && words.distanceTo(place, metres),
    ],
    [
      words.price(card.price),
      !isOff && status !== 'full' && words.seats(card.seats),
      card.institution?.name !== (place ?? card.venue)?.name && card.institution?.name,
      card.stale,
      card.isDemo && t.demo.mark,
    ],
  ];
  return html`<li>
    ${card.photo && picture(card.photo)}
    <h3><a href="${words.href(pathOf(card.kind, card.id))}">${card.title}</a></h3>
    ${lines.map((facts) => renderLine(facts))}
  </li>`;
}

function renderLine(facts: readonly (string | false | null | undefined)[]): Part {
  const known = facts.filter(Boolean);
  return known.length > 0 && html`<p>${known.join(' · ')}</p>`;
}
