import type * as contract from '../contract/facts.ts';
import { fill } from '../contract/words/fill.ts';
import { topicLinks, type Fact } from './details.ts';
import { html } from './markup.ts';
import type { Words } from './words.ts';

/** How a page puts facts into words. */
export function factWords(words: Words): contract.FactWords {
  const { t, format } = words;
  return {
    ...format,
    lang: words.lang,
    fact: (name, values = {}) => fill(t.facts[name], values),
    label: (vocabulary, code) => words.label(vocabulary, code),
    list: (texts) => words.list(texts),
    mode: (mode) => t.modes[mode],
    status: (status) => t.statuses[status],
    price: (price) => words.price(price),
    seats: (seats) => words.seats(seats),
  };
}

/** What page and app say alike, as lines of a page. */
export function toLines(facts: readonly contract.Fact[], words: Words): Fact[] {
  return facts.map(({ name, text, topics, division }) => {
    if (topics) return [name, topicLinks(words, topics)];
    if (division) return [name, html`<a href="${words.href(`/areas/${division}`)}">${words.area(division)}</a>`];
    return [name, text];
  });
}
