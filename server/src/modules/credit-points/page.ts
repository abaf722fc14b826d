import type { Place, WithContext } from 'schema-dts';
import { ORGANISER } from '../../contract/kinds.ts';
import * as details from '../../html/details.ts';
import { factWords, toLines } from '../../html/facts.ts';
import { CONTEXT, toImages, toPlaceLd, urlOf } from '../../html/json-ld.ts';
import { html } from '../../html/markup.ts';
import { pathOf, type PageContext, type PublicPage } from '../../html/page.ts';
import type { Words } from '../../html/words.ts';
import { listFacts } from './facts.ts';
import type { CreditPoint } from './schema.ts';
import { texts } from './texts.ts';

/** A point of the credit bank for readers without scripts and for search engines. */
export function toPage(point: CreditPoint, context: PageContext): PublicPage {
  const { words } = context;
  const { title, description, institution } = point;
  const held = point.place ?? point.venue;
  const path = pathOf('credit_point', point.id);
  const parts = [
    details.factList(listLines(point, words)),
    description && html`<p>${description}</p>`,
    details.relatedLinks({ institution, division: held?.division ?? null }, words),
  ];
  return {
    path,
    title,
    description: [words.label('credit_tier', point.tier), held?.name, description].filter(Boolean).join(' · '),
    jsonLd: toLd(point, context),
    body: details.renderMain(
      { title, kind: words.kind('credit_point'), isDemo: point.provenance.isDemo, photos: point.photos, parts },
      words,
      path,
    ),
  };
}

function listLines(point: CreditPoint, words: Words): details.Fact[] {
  const { t } = words;
  const own = texts[words.lang];
  const { phone, institution } = point;
  const held = point.place ?? point.venue;
  return [
    [t.facts.kind, words.label('credit_tier', point.tier)],
    [own.services, words.list(point.services)],
    [t.facts.phone, phone && details.phone(phone)],
    ...(held ? details.placeFacts(words, phone ? { ...held, phone: null } : held) : [details.noPlaceFact(words, null)]),
    [own.institution, institution && details.link(words, ORGANISER, institution)],
    [own.parents, details.chain(words, 'credit_point', point.parents)],
    ...toLines(listFacts(point, factWords(words)), words),
    [t.facts.confirmed, words.confirmed(point.provenance)],
  ];
}

function toLd(point: CreditPoint, context: PageContext): WithContext<Place> {
  const url = urlOf(context, pathOf('credit_point', point.id));
  const { phone } = point;
  const held = point.place ?? point.venue;
  return {
    '@context': CONTEXT,
    ...(held ? (toPlaceLd(held, context) as object) : {}),
    '@type': 'Place',
    '@id': url,
    url,
    ...toImages(point.photos, context),
    name: point.title,
    ...(point.description && { description: point.description }),
    ...(phone && { telephone: phone }),
    publicAccess: true,
  };
}
