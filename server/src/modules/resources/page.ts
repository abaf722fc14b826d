import type { LearningResource, WithContext } from 'schema-dts';
import { ORGANISER } from '../../contract/kinds.ts';
import * as details from '../../html/details.ts';
import { factWords, toLines } from '../../html/facts.ts';
import { CONTEXT, isFree, toOffer, toImages, toOrganization, urlOf } from '../../html/json-ld.ts';
import { html } from '../../html/markup.ts';
import { pathOf, type PageContext, type PublicPage } from '../../html/page.ts';
import type { Words } from '../../html/words.ts';
import { listFacts } from './facts.ts';
import type { Resource } from './schema.ts';
import { texts } from './texts.ts';

/** An online resource for readers without scripts and for search engines. */
export function toPage(resource: Resource, context: PageContext): PublicPage {
  const { words } = context;
  const { title, description, institution, topics } = resource;
  const path = pathOf('resource', resource.id);
  const parts = [
    details.factList(listLines(resource, words)),
    description && html`<p>${description}</p>`,
    details.relatedLinks({ topics, institution }, words),
  ];
  const medium = words.label('medium', resource.medium);
  return {
    path,
    title,
    description: [medium, institution?.name, words.price(resource.price), description].filter(Boolean).join(' · '),
    jsonLd: toLearningResource(resource, context),
    body: details.renderMain(
      { title, kind: words.kind('resource'), isDemo: resource.provenance.isDemo, photos: resource.photos, parts },
      words,
      path,
    ),
  };
}

function listLines(resource: Resource, words: Words): details.Fact[] {
  const { t } = words;
  const own = texts[words.lang];
  const { institution } = resource;
  return [
    [own.open, details.website(resource.url)],
    [t.facts.kind, words.label('medium', resource.medium)],
    ...toLines(listFacts(resource, factWords(words)), words),
    [t.facts.organiser, institution && details.link(words, ORGANISER, institution)],
    [t.facts.above, details.chain(words, ORGANISER, resource.ancestors)],
    [t.facts.confirmed, words.confirmed(resource.provenance)],
  ];
}

function toLearningResource(resource: Resource, context: PageContext): WithContext<LearningResource> {
  const url = urlOf(context, pathOf('resource', resource.id));
  const { institution, price, durationMinutes, publishedOn } = resource;
  return {
    '@context': CONTEXT,
    '@type': 'LearningResource',
    '@id': url,
    url,
    ...toImages(resource.photos, context),
    sameAs: resource.url,
    name: resource.title,
    ...(resource.description && { description: resource.description }),
    inLanguage: resource.provenance.lang,
    learningResourceType: context.words.label('medium', resource.medium),
    keywords: resource.topics.map((code) => context.words.label('topic', code)),
    audience: { '@type': 'Audience', audienceType: details.audiences(context.words, resource.audiences) },
    ...(institution && { provider: toOrganization(institution, context) }),
    ...(durationMinutes !== null && { timeRequired: `PT${durationMinutes}M` }),
    ...(publishedOn && { datePublished: publishedOn }),
    dateModified: resource.provenance.updatedAt,
    ...isFree(price),
    ...toOffer({ price, left: null, until: null, url }),
  };
}
