import type { CollectionPage, WebSite, WithContext } from 'schema-dts';
import { onlyFilter } from '../../contract/filter-table.ts';
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

const KIND = onlyFilter({ type: 'kindCode' });

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

/** Everything about a topic; null where there is none. */
export async function writeTopic(source: Source, code: string, context: PageContext): Promise<PublicPage | null> {
  const { words, now } = context;
  const own = findTexts(words.lang);
  const topics = words.labels.terms.filter(({ vocabulary }) => vocabulary === 'topic');
  const asked = topics.find((term) => term.code === code);
  const topic = asked?.replacedBy ? topics.find((term) => term.code === asked.replacedBy) : asked;
  if (!topic) return null;
  const answer = await search(source, { topic: [topic.code] }, now);
  const name = words.label('topic', topic.code);
  const toLink = (one: string) => ({ href: words.href(`/topics/${one}`), text: words.label('topic', one) });
  return toPage(
    {
      path: `/topics/${topic.code}`,
      title: fill(own.topicTitle, { name }),
      about: fill(own.topicAbout, { name, n: words.format.number(answer.total) }),
      filter: `topic=${topic.code}`,
      answer,
      narrower: topics.filter(({ parent }) => parent === topic.code).map((one) => toLink(one.code)),
      broader: topic.parent === null ? null : toLink(topic.parent),
    },
    context,
  );
}

/** Everything in a division; null where there is none. */
export async function writeArea(source: Source, code: string, context: PageContext): Promise<PublicPage | null> {
  const { words, now } = context;
  const own = findTexts(words.lang);
  const division = words.division(code);
  if (!division) return null;
  const answer = await search(source, { division: [code] }, now);
  const name = words.area(code);
  const toLink = (one: string) => ({ href: words.href(`/areas/${one}`), text: words.divisionName(one) });
  return toPage(
    {
      path: `/areas/${code}`,
      title: fill(own.areaTitle, { name }),
      about: fill(own.areaAbout, { name, n: words.format.number(answer.total) }),
      filter: `division=${code}`,
      answer,
      narrower: words.labels.divisions.filter(({ parent }) => parent === code).map((one) => toLink(one.code)),
      broader: division.parent === null ? null : toLink(division.parent),
    },
    context,
  );
}

function toPage(collection: Collection, context: PageContext): PublicPage {
  const { words } = context;
  const own = findTexts(words.lang);
  const { path, title, about, filter, answer, narrower, broader } = collection;
  const find = (more = '') => words.href(`/find?${filter}${more}`);
  const kinds = KINDS.filter((kind) => answer.facets[KIND]?.[kind]);
  const count = (kind: (typeof KINDS)[number]) => words.format.number(answer.facets[KIND]![kind]!);
  const parts = [
    html`<p>${about}</p>`,
    linkList(
      own.byKind,
      kinds.map((kind) => ({ href: find(`&${KIND}=${kind}`), text: `${words.kinds(kind)} ${count(kind)}` })),
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
