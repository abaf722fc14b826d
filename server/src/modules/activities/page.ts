import type { EducationEvent, VirtualLocation, WithContext } from 'schema-dts';
import type { Session } from '../../contract/common.ts';
import { ORGANISER } from '../../contract/kinds.ts';
import { isOnline } from '../../contract/unplaced.ts';
import * as details from '../../html/details.ts';
import { factWords, toLines } from '../../html/facts.ts';
import {
  CONTEXT,
  EVENT_STATUS,
  isFree,
  toAttendance,
  toImages,
  toOffer,
  toOrganization,
  toPlaceLd,
  urlOf,
} from '../../html/json-ld.ts';
import { html } from '../../html/markup.ts';
import { pathOf, type PageContext, type PublicPage } from '../../html/page.ts';
import { listFacts } from './facts.ts';
import type { Activity } from './schema.ts';

const SUB_EVENTS = 20;

/** An activity for readers without scripts and for search engines. */
export function toPage(activity: Activity, context: PageContext): PublicPage {
  const { words, now } = context;
  const { title, description, institution, topics } = activity;
  const held = activity.place ?? activity.venue;
  const path = pathOf('activity', activity.id);
  const next = activity.nextSession && words.session(activity.nextSession, now);
  const where = held ? held.name : words.t.modes[activity.mode];
  const parts = [
    details.factList(listLines(activity, context, next)),
    description && html`<p>${description}</p>`,
    details.sessionList(activity.sessions, context),
    details.relatedLinks({ topics, institution, division: held?.division ?? null }, words),
  ];
  return {
    path,
    title,
    description: [next, where, institution.name, words.price(activity.price), description].filter(Boolean).join(' · '),
    jsonLd: toEvent(activity, context),
    body: details.renderMain(
      { title, kind: words.kind('activity'), isDemo: activity.provenance.isDemo, photos: activity.photos, parts },
      words,
      path,
    ),
  };
}

function listLines(activity: Activity, { words, now }: PageContext, next: string | null): details.Fact[] {
  const { t } = words;
  const { mode, enrol, status, statusNote } = activity;
  const held = activity.place ?? activity.venue;
  return [
    [t.facts.status, status !== 'scheduled' && [t.statuses[status], statusNote ? ` · ${statusNote}` : '']],
    [t.facts.next, next],
    ...(held ? details.placeFacts(words, held) : [details.noPlaceFact(words, mode, status === 'moved_online')]),
    [t.facts.format, words.label('format', activity.format)],
    ...toLines(listFacts(activity, factWords(words), now.getTime()), words),
    [t.facts.enrol, enrol && [t.enrolMethods[enrol.method], ' ', details.contact(enrol)]],
    [t.facts.organiser, details.link(words, ORGANISER, activity.institution)],
    [t.facts.above, details.chain(words, ORGANISER, activity.ancestors)],
    [t.facts.confirmed, words.confirmed(activity.provenance)],
  ];
}

function toEvent(activity: Activity, context: PageContext): WithContext<EducationEvent> {
  const url = urlOf(context, pathOf('activity', activity.id));
  const { sessions, status, institution, price, seats, enrol, lecturer } = activity;
  const coming = sessions.filter(({ endsAt }) => new Date(endsAt) > context.now);
  const first = activity.nextSession ?? sessions[0];
  const last = coming.at(-1) ?? sessions.at(-1);
  return {
    '@context': CONTEXT,
    '@type': 'EducationEvent',
    '@id': url,
    url,
    ...toImages(activity.photos, context),
    name: activity.title,
    ...(activity.description && { description: activity.description }),
    inLanguage: activity.provenance.lang,
    ...(first && last && { startDate: first.startsAt, endDate: last.endsAt }),
    eventStatus: EVENT_STATUS[status],
    eventAttendanceMode: toAttendance(activity.mode, status),
    ...toLocation(activity, context, url),
    organizer: toOrganization(institution, context),
    keywords: activity.topics.map((code) => context.words.label('topic', code)),
    audience: { '@type': 'Audience', audienceType: details.audiences(context.words, activity.audiences) },
    ...isFree(price),
    ...(seats.capacity !== null && { maximumAttendeeCapacity: seats.capacity }),
    ...(seats.left !== null && { remainingAttendeeCapacity: seats.left }),
    ...(lecturer && { performer: { '@type': 'Person', name: lecturer } }),
    ...toOffer({ price, left: seats.left, until: enrol?.deadline ?? null, url }),
    ...(coming.length > 1 && {
      subEvent: coming.slice(0, SUB_EVENTS).map((session) => toSubEvent(session, activity, context, url)),
    }),
  };
}

/** Empty where it takes place at a spot nobody told. */
function toLocation({ place, venue, mode, status }: Activity, context: PageContext, url: string) {
  const online: VirtualLocation = { '@type': 'VirtualLocation', url };
  if (status === 'moved_online') return { location: online };
  const held = place ?? venue;
  if (!held) return isOnline(mode) ? { location: online } : {};
  const spot = toPlaceLd(held, context);
  return { location: mode === 'mixed' ? [spot, online] : spot };
}

function toSubEvent(session: Session, activity: Activity, context: PageContext, url: string): EducationEvent {
  return {
    '@type': 'EducationEvent',
    name: activity.title,
    startDate: session.startsAt,
    endDate: session.endsAt,
    eventStatus: EVENT_STATUS[session.status],
    eventAttendanceMode: toAttendance(activity.mode, session.status),
    ...toLocation({ ...activity, status: session.status }, context, url),
    ...(session.seats.left !== null && { remainingAttendeeCapacity: session.seats.left }),
  };
}
