import { ListWriter } from './lists.mjs';
import { createTowns, createVenues } from './places.mjs';
import { mulberry32, normals, picker, pickOf, shuffled } from './random.mjs';
import { createFacets, FULL, toPreorder } from './schema.mjs';
import { createSessions } from './sessions.mjs';

const NEVER_ENDS = 2147483647;
// Of 171,000 rows this many are of each kind, in the order of the vocabulary; the rest are courses.
const KINDS = { institution: 5_000, activity: 110_000, resource: 3_000, credit_point: 3_000 };
const PUBLISHED = 171_000;
const VENUES = 25_000;
// Lowest prices in yuan above which the classes begin.
const CLASSES = [0, 50, 200, 800];

/**
 * Rows like those of Zhejiang: `columns` for `FeatureIndex.loadColumns`, `facets` for `toSchema`.
 * `reference`: { vocabularies, divisions, seats }. All facets are filled, whichever a schema takes.
 */
export function createData({ size, reference, seed = 20261125 }) {
  const random = mulberry32(seed);
  const { vocabularies, divisions, seats } = reference;
  const scale = size / PUBLISHED;
  const towns = createTowns(random, { seats, divisions });
  const world = createVenues(random, towns, Math.round(VENUES * scale ** 0.75));
  const institutions = createInstitutions(seats, Math.round(KINDS.institution * scale));
  const facets = createFacets({ vocabularies, divisions, institutions: institutions.tree });
  const columns = fillColumns(random, { size, scale, towns, world, institutions, facets });
  return { columns, facets };
}

/** The columns of the facets a schema has. */
export function pickColumns(columns, names) {
  return { ...columns, facets: Object.fromEntries(names.map((name) => [name, columns.facets[name]])) };
}

/** Province, cities, counties, and the institutions of a county below it. */
function createInstitutions(seats, count) {
  const people = seats.reduce((sum, seat) => sum + seat.people, 0);
  const cities = [...new Set(seats.map(({ city }) => city))];
  const nodes = [{ code: 'province' }, ...cities.map((code) => ({ code, parent: 'province' }))];
  const left = count - nodes.length - seats.length;
  for (const { code, city, people: own } of seats) {
    nodes.push({ code, parent: city });
    const below = Math.max(1, Math.round((left * own) / people));
    for (let at = 0; at < below; at++) nodes.push({ code: `${code}-${at}`, parent: code });
  }
  const tree = toPreorder(nodes);
  const positions = new Map(tree.codes.map((code, at) => [code, at]));
  const ranges = seats.map(({ code }) => [positions.get(code), tree.ends[/** @type {number} */ (positions.get(code))]]);
  return { tree, ranges };
}

function fillColumns(random, { size, scale, towns, world, institutions, facets }) {
  const { venues, pickTown, spot } = world;
  const order = shuffled(random, size);
  const pickVenue = picker(random, venues.weight);
  const kindOf = kindSource(facets.kind.values, size, scale);
  const fill = facetFiller(random, { size, facets, towns, institutions });
  const sessions = new ListWriter(Int32Array, size, 6);
  const columns = {
    count: size,
    id: Float64Array.from({ length: size }, (_, at) => at + 1),
    place: new Float64Array(size),
    lng: new Float64Array(size),
    lat: new Float64Array(size),
    lastDay: new Int32Array(size).fill(NEVER_ENDS),
    pinned: new Uint8Array(size),
  };
  for (let row = 0; row < size; row++) {
    const kind = kindOf(order[row]);
    const isActivity = facets.kind.values[kind] === 'activity';
    let venue = facets.kind.values[kind] === 'institution' ? order[row] % venues.town.length : pickVenue();
    let town = venues.town[venue];
    [columns.lng[row], columns.lat[row]] = [venues.lng[venue], venues.lat[venue]];
    if (isActivity && random() < 0.2) {
      town = pickTown();
      venue = venues.town.length + row;
      [columns.lng[row], columns.lat[row]] = spot(town);
    }
    columns.place[row] = venue + 1;
    columns.pinned[row] = random() < 0.01 ? 1 : 0;
    const starts = isActivity ? createSessions(random) : [];
    sessions.addRow(starts);
    if (isActivity) columns.lastDay[row] = Math.floor(starts.at(-1) / 1440);
    fill.row(kind, town);
  }
  return { ...columns, facets: fill.finish(), sessions: sessions.finish() };
}

function kindSource(kinds, size, scale) {
  const ends = [];
  let end = 0;
  for (const kind of kinds) ends.push((end += kind === 'course' ? 0 : Math.round((KINDS[kind] ?? 0) * scale)));
  const course = kinds.indexOf('course');
  return (at) => {
    const kind = ends.findIndex((end) => at < end);
    return kind < 0 ? course : kind;
  };
}

function facetFiller(random, { size, facets, towns, institutions }) {
  const normal = normals(random);
  const lists = Object.fromEntries(FULL.map((name) => [name, new ListWriter(columnFor(facets[name]), size)]));
  const leaves = facets.topic.ends.flatMap((end, at) => (end === at + 1 ? [at] : []));
  const pickTopic = picker(
    random,
    leaves.map((_, at) => (at + 1) ** -0.7),
  );
  const [offline, online, mixed] = facets.mode.values.map((_, at) => [at]);
  const townOf = towns.map(({ code }) => [facets.division.values.indexOf(code)]);
  const audiences = facets.audience.values.length;
  const happens = new Set(['activity', 'course']);
  const row = (kind, town) => {
    const { county } = towns[town];
    const name = facets.kind.values[kind];
    const topics = [leaves[(pickTopic() + 7 * county) % leaves.length]];
    if (random() < 0.25) topics.push(leaves[pickTopic()]);
    const groups = [random() < 0.45 ? 0 : Math.floor(random() * audiences)];
    if (random() < 0.4) groups.push(Math.floor(random() * audiences));
    const yuan = random() < 0.62 ? 0 : Math.round(Math.exp(3 + 1.2 * normal()));
    const [from, to] = institutions.ranges[county];
    const doing = happens.has(name);
    lists.kind.addRow([kind]);
    lists.topic.addRow(ascending(topics));
    lists.audience.addRow(ascending(groups));
    lists.price.addRow([priceClass(yuan)]);
    lists.mode.addRow(name === 'resource' ? online : doing && random() < 0.06 ? mixed : offline);
    lists.division.addRow(townOf[town]);
    lists.institution.addRow([from + Math.floor(random() * (to - from))]);
    lists.format.addRow(doing ? [Math.floor(random() * facets.format.values.length)] : []);
    lists.status.addRow(doing ? [statusOf(random, facets.status.values.length)] : []);
    lists.seats.addRow(doing ? [pickOf(random, [0, 1, 1, 2, 2, 2, 2, 2])] : []);
  };
  return { row, finish: () => Object.fromEntries(FULL.map((name) => [name, lists[name].finish()])) };
}

const columnFor = ({ values }) =>
  values.length <= 256 ? Uint8Array : values.length <= 65_536 ? Uint16Array : Uint32Array;
const ascending = (values) => [...new Set(values)].sort((a, b) => a - b);
const statusOf = (random, count) => (random() < 0.9 ? 0 : Math.floor(random() * count));

function priceClass(yuan) {
  const found = CLASSES.findIndex((most) => yuan <= most);
  return found < 0 ? CLASSES.length : found;
}
