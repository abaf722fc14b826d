import type { EducationalOrganization, WithContext } from 'schema-dts';
import { KINDS } from '../../contract/kinds.ts';
import * as details from '../../html/details.ts';
import { factWords, toLines } from '../../html/facts.ts';
import { CONTEXT, toImages, toOrganization, toPlaceLd, urlOf } from '../../html/json-ld.ts';
import { html, type Part } from '../../html/markup.ts';
import { pathOf, type PageContext, type PublicPage } from '../../html/page.ts';
import type { Words } from '../../html/words.ts';
import { listFacts } from './facts.ts';
import type { Institution } from './schema.ts';
import { texts } from './texts.ts';

/** An institution for readers without scripts and for search engines. */
export function toPage(institution: Institution, context: PageContext): PublicPage {
  const { words } = context;
  const { id, title, description, division, topics } = institution;
  const path = pathOf('institution', id);
  const parts = [
    details.factList(listLines(institution, words)),
    description && html`<p>${description}</p>`,
    renderPlaces(institution, words),
    renderOffers(institution, words),
    renderChildren(institution, words),
    details.relatedLinks({ topics, institution: { id, name: title }, division }, words),
  ];
  return {
    path,
    title,
    description: [words.label('institution_type', institution.type), division && words.area(division), description]
      .filter(Boolean)
      .join(' · '),
    jsonLd: toOrganizationLd(institution, context),
    body: details.renderMain(
      {
        title,
        kind: words.kind('institution'),
        isDemo: institution.provenance.isDemo,
        photos: institution.photos,
        parts,
      },
      words,
      path,
    ),
  };
}

function listLines(institution: Institution, words: Words): details.Fact[] {
  const { t, format } = words;
  const own = texts[words.lang];
  const { phone, website, closedOn } = institution;
  return [
    [t.facts.kind, words.label('institution_type', institution.type)],
    ...toLines(listFacts(institution, factWords(words)), words),
    [t.facts.phone, phone && details.phone(phone)],
    [t.facts.website, website && details.website(website)],
    [own.closed, closedOn && format.day(closedOn)],
    [own.heirs, details.chain(words, 'institution', institution.heirs)],
    [t.facts.above, details.chain(words, 'institution', institution.ancestors)],
    [t.facts.confirmed, words.confirmed(institution.provenance)],
  ];
}

function renderPlaces({ places: placed, venues }: Institution, words: Words): Part {
  const places = [...placed, ...venues];
  return html`<section>
    <h2>${words.t.facts.places}</h2>
    ${
      places.length > 0
        ? places.map((place) => details.factList(details.placeFacts(words, place)))
        : html`<p>${words.t.unlocated}</p>`
    }
  </section>`;
}

/** The list counts what is on here and below, so its link stands apart from the numbers of the institution's own. */
function renderOffers({ id, offers }: Institution, words: Words): Part {
  const kinds = KINDS.filter((kind) => offers[kind]);
  const own = texts[words.lang];
  return html`<section>
    <h2>${own.offers}</h2>
    ${
      kinds.length > 0 &&
      html`<p>${own.own}</p>
        <ul>
          ${kinds.map((kind) => html`<li>${words.kinds(kind)} ${words.format.number(offers[kind]!)}</li>`)}
        </ul>`
    }
    <p><a href="${words.href(`/find?institution=${id}`)}">${own.withBelow}</a></p>
  </section>`;
}

function renderChildren({ id, children, childCount }: Institution, words: Words): Part {
  if (children.length === 0) return null;
  const own = texts[words.lang];
  const more = childCount - children.length;
  return html`<section>
    <h2>${own.children} (${words.format.number(childCount)})</h2>
    <ul>
      ${children.map((child) => html`<li>${details.link(words, 'institution', child)}</li>`)}
    </ul>
    ${more > 0 && html`<p><a href="${words.href(`/find?institution=${id}&kind=institution`)}">${own.allChildren}</a></p>`}
  </section>`;
}

function toOrganizationLd(institution: Institution, context: PageContext): WithContext<EducationalOrganization> {
  const url = urlOf(context, pathOf('institution', institution.id));
  const parent = institution.ancestors.at(-1);
  const { aliases, phone, website, openedOn, closedOn } = institution;
  const places = [...institution.places, ...institution.venues];
  return {
    '@context': CONTEXT,
    '@type': 'EducationalOrganization',
    '@id': url,
    url,
    ...toImages(institution.photos, context),
    name: institution.title,
    ...(institution.description && { description: institution.description }),
    ...(aliases.length > 0 && { alternateName: aliases }),
    ...(phone && { telephone: phone }),
    ...(website && { sameAs: website }),
    ...(openedOn && { foundingDate: openedOn }),
    ...(closedOn && { dissolutionDate: closedOn }),
    ...(parent && { parentOrganization: toOrganization(parent, context) }),
    ...(places.length > 0 && { location: places.map((place) => toPlaceLd(place, context)) }),
    knowsAbout: institution.topics.map((code) => context.words.label('topic', code)),
  };
}
