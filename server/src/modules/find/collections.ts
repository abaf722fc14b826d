import type { CollectionPage, WebSite, WithContext } from 'schema-dts';
import { AREA_FILTER, FILTERS, KIND_FILTER, TOPIC_FILTER } from '../../contract/filter-table.ts';
import { KINDS } from '../../contract/kinds.ts';
import { renderMain } from '../../html/details.ts';
import { fill } from '../../contract/words/fill.ts';
import { CONTEXT, urlOf } from '../../html/json-ld.ts';
import { html, type Markup, type Part } from '../../html/markup.ts';
import { pathOf, type PageContext, type PublicPage } from '../../html/page.ts';
import type { SearchAnswer } from '../search/schema.ts';
import { search } from '../search/service.ts';
import { renderItems } from './results.ts';
import { findTexts } from './texts.ts';

type Source = Parameters<typeof search>[0];
interface Link {
  href: string;
  text: string;
}
interface Collection {
  path: string;
  title: string;
  about: string;
  /** Of the same question in /find: topic=arts */
  filter: string;
  answer: SearchAnswer;
  narrower: readonly Link[];
  broader: Link | null;
}
/** A value of a filter whose values lie in one another. */
interface Branch {
  filter: typeof TOPIC_FILTER | typeof AREA_FILTER;
  code: string;
  parent: string | null;
  among: readonly { code: string; parent: string | null }[];
  /** Where the pages of such values are. */
  folder: string;
  name: string;
  /** As a link says it. */
  nameOf: (code: string) => string;
  texts: { title: string; about: string };
}

/** Everything about a topic; null where there is none. */
export async function writeTopic(source: Source, code: string, context: PageContext): Promise<PublicPage | null> {
  const { words } = context;
  const { topicTitle, topicAbout } = findTexts(words.lang);
  const { vocabulary } = FILTERS[TOPIC_FILTER];
  const among = words.labels.terms.filter((term) => term.vocabulary === vocabulary);
  const asked = among.find((term) => term.code === code);
  const topic = asked?.replacedBy ? among.find((term) => term.code === asked.replacedBy) : asked;
  if (!topic) return null;
  const nameOf = (one: string) => words.label(vocabulary, one);
  const texts = { title: topicTitle, about: topicAbout };
  const own = { code: topic.code, parent: topic.parent, among, name: nameOf(topic.code), nameOf, texts };
  return writeBranch(source, { filter: TOPIC_FILTER, folder: '/topics', ...own }, context);
}

/** Everything in a division; null where there is none. */
export async function writeArea(source: Source, code: string, context: PageContext): Promise<PublicPage | null> {
  const { words } = context;
  const { areaTitle, areaAbout } = findTexts(words.lang);
  const division = words.division(code);
  if (!division) return null;
  const nameOf = (one: string) => words.divisionName(one);
  const texts = { title: areaTitle, about: areaAbout };
  const own = { code, parent: division.parent, among: words.labels.divisions, name: words.area(code), nameOf, texts };
  return writeBranch(source, { filter: AREA_FILTER, folder: '/areas', ...own }, context);
}

async function writeBranch(source: Source, branch: Branch, context: PageContext): Promise<PublicPage> {
  const { words, now } = context;
  const { filter, code, parent, among, folder, name, nameOf, texts } = branch;
  const answer = await search(source, { [filter]: [code] }, now);
  const toLink = (one: string) => ({ href: words.href(`${folder}/${one}`), text: nameOf(one) });
  return toPage(
    {
      path: `${folder}/${code}`,
      title: fill(texts.title, { name }),
      about: fill(texts.about, { name, n: words.format.number(answer.total) }),
      filter: `${filter}=${code}`,
      answer,
      narrower: among.filter((one) => one.parent === code).map((one) => toLink(one.code)),
      broader: parent === null ? null : toLink(parent),
    },
    context,
  );
}

function toPage(collection: Collection, context: PageContext): PublicPage {
  const { words } = context;
  const own = findTexts(words.lang);
  const { path, title, about, filter, answer, narrower, broader } = collection;
  const find = (more = '') => words.href(`/find?${filter}${more}`);
  const kinds = KINDS.filter((kind) => answer.facets[KIND_FILTER]?.[kind]);
  const count = (kind: (typeof KINDS)[number]) => words.format.number(answer.facets[KIND_FILTER]![kind]!);
  const parts = [
    html`<p>${about}</p>`,
    linkList(
      own.byKind,
      kinds.map((kind) => ({ href: find(`&${KIND_FILTER}=${kind}`), text: `${words.kinds(kind)} ${count(kind)}` })),
    ),
    answer.items.length > 0 &&
      html`<section>
        <h2>${own.soon}</h2>
        ${renderItems(answer.items, context)}
      </section>`,
    html`<p><a href="${find()}">${fill(own.seeAll, { n: words.format.number(answer.total) })}</a></p>`,
    linkList(own.narrower, narrower),
    broader && linkList(own.broader, [broader]),
  ];
  const isDemo = answer.items.some((card) => card.isDemo);
  const body = renderMain({ title, kind: own.results, isDemo, parts }, words, path);
  return { path, title, description: about, jsonLd: toCollection(collection, context), body };
}

function linkList(title: string, links: readonly Link[]): Part {
  return (
    links.length > 0 &&
    html`<section>
      <h2>${title}</h2>
      <ul>
        ${links.map(({ href, text }): Markup => html`<li><a href="${href}">${text}</a></li>`)}
      </ul>
    </section>`
  );
}

function toCollection({ path, title, about, answer }: Collection, context: PageContext): WithContext<CollectionPage> {
  const url = urlOf(context, path);
  return {
    '@context': CONTEXT,
    '@type': 'CollectionPage',
    '@id': url,
    url,
    name: title,
    description: about,
    inLanguage: context.words.lang,
    mainEntity: {
      '@type': 'ItemList',
      numberOfItems: answer.total,
      itemListElement: answer.items.map((card, i) => ({
        '@type': 'ListItem',
        position: i + 1,
        name: card.title,
        url: urlOf(context, pathOf(card.kind, card.id)),
      })),
    },
  };
}

/** The app itself: what it is and where to search it. */
export function writeHome(context: PageContext): PublicPage {
  const { t, lang } = context.words;
  const url = urlOf(context, '/');
  const website: WithContext<WebSite> = {
    '@context': CONTEXT,
    '@type': 'WebSite',
    '@id': url,
    url,
    name: t.name,
    description: t.about,
    inLanguage: lang,
  };
  return { path: '/', title: t.name, description: t.about, jsonLd: website, body: html`` };
}
