import { parseDay, weekdayOf } from '../../seed/dist/demo/calendar.js';
import { createDemo } from '../../seed/dist/load/demo.js';
import { loadVocabularies } from '../../seed/dist/sources/reference-files.js';

/** The day the evaluation takes place on: a Monday; nothing of the demo has ended then. */
export const DAY = '2026-11-23';
const TODAY = parseDay(DAY);

/** Everything findable as rules see it, from the demo itself and not from an index; `key` is the source id. */
export function listDocuments(scale, universities) {
  const { base, sets } = createDemo({ scale, asOf: TODAY });
  /** @returns {Iterable<any>} */
  const thingsOf = (wanted) => sets.find(({ kind }) => kind.kind === wanted)?.set.things ?? [];
  const parents = new Map(loadVocabularies().topic.map(({ code, parent }) => [code, parent]));
  const withParents = (codes) => [...new Set(codes.flatMap((code) => [code, parents.get(code) ?? code]))];
  const documents = universities.map(toUniversity);
  const add = (kind, thing, more) => documents.push({ ...bare(kind, thing), ...more });
  for (const one of base.institutions)
    add('institution', one, {
      ...whereabouts(one.campuses.map(({ place }) => place)),
      title: one.name,
      aliases: one.aliases,
      type: one.type,
      topics: withParents(one.topics),
      audiences: one.audiences,
    });
  for (const one of thingsOf('course')) {
    const offered = one.offerings;
    add('course', one, {
      ...offering(one, withParents),
      ...whereabouts(offered.flatMap(({ place }) => place ?? [])),
      modes: [...new Set(offered.flatMap(({ mode }) => modesOf(mode)))],
    });
  }
  for (const one of thingsOf('credit_point'))
    add('credit_point', one, { ...whereabouts([one.place]), title: one.name, organiser: one.institution.name });
  for (const one of thingsOf('activity'))
    add('activity', one, {
      ...offering(one, withParents),
      ...whereabouts(one.place ? [one.place] : []),
      modes: modesOf(one.mode),
      format: one.format,
      ...timesOf(one.schedule),
    });
  for (const one of thingsOf('resource'))
    add('resource', one, { ...offering(one, withParents), ...whereabouts([]), modes: ['online'] });
  return documents;
}

function bare(kind, { sourceId, description }) {
  const none = { type: null, format: null, free: false, weekend: false, tonight: false };
  const lists = { aliases: [], topics: [], audiences: [], modes: [], parts: [] };
  return { key: sourceId, kind, description, organiser: '', ...none, ...lists };
}

function offering({ title, institution, topics, audiences, price }, withParents) {
  return { title, organiser: institution.name, topics: withParents(topics), audiences, free: price.min === 0 };
}

/** Where it is held; what has no place lies in no division. */
function whereabouts(places) {
  return {
    place: places.map(({ name, address }) => `${name} ${address}`).join(' '),
    divisions: places.map(({ town }) => town.code),
  };
}

const modesOf = (mode) => (mode === 'mixed' ? ['offline', 'online', 'mixed'] : [mode]);

function timesOf({ dates, starts }) {
  const coming = dates.filter((day) => day >= TODAY);
  const part = starts < '12:00' ? 'morning' : starts < '17:30' ? 'afternoon' : 'evening';
  return {
    parts: coming.length > 0 ? [part] : [],
    weekend: coming.some((day) => weekdayOf(day) > 5),
    tonight: part === 'evening' && coming.includes(TODAY),
  };
}

/** The source id is that of `addUniversities`. */
function toUniversity({ name, aliases }, at) {
  const thing = { sourceId: universityKey(at), description: '' };
  return { ...bare('institution', thing), ...whereabouts([]), title: name, aliases };
}

export const universityKey = (at) => `university-${String(at).padStart(3, '0')}`;
