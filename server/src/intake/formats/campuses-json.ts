import { CampusesBroken, parseCampuses, type CampusEntry, type CampusInstitution } from '../../formats/campuses.ts';
import { findPositionFlaw, toPrecision, type Crs } from '../../formats/crs.ts';
import { decodeText } from '../../formats/text.ts';
import { BrokenFile, MAX_ROWS } from '../broken-file.ts';
import { findDivision } from '../reading/division-names.ts';
import type { Draft, VenueDraft } from '../reading/drafts.ts';
import { BadValue } from '../reading/fields.ts';
import type { Issue } from '../reading/issues.ts';
import { toSpot } from '../reading/position.ts';
import type { Reference } from '../reading/reference.ts';
import { isStorable, type FileRow, type SourceDrafts } from '../source-rows.ts';

/** Institutions of higher education, each campus a place. Throws `BrokenFile`. */
export function readCampusesFile(bytes: Uint8Array, reference: Reference, crs: Crs): SourceDrafts {
  const decoded = decodeText(bytes);
  if ('flaw' in decoded) throw new BrokenFile(decoded.flaw);
  let entries: CampusEntry[];
  try {
    entries = parseCampuses(decoded.text);
  } catch (cause) {
    if (cause instanceof CampusesBroken) throw new BrokenFile('json', cause.message);
    throw cause;
  }
  if (entries.length === 0) throw new BrokenFile('no-rows');
  if (entries.length > MAX_ROWS) throw new BrokenFile('too-many-rows');

  const result: SourceDrafts = {
    ...{ drafts: [], rejected: [] },
    headers: ['name', 'city', 'campuses'].map((header) => ({ header, column: null })),
    table: entries.map(toFileRow),
  };
  for (const entry of entries) {
    const issue = 'flaw' in entry ? toIssue(entry) : findIssue(entry.number, entry.institution, reference);
    if (issue) result.rejected.push(issue);
    else if ('institution' in entry) result.drafts.push(toDraft(entry.number, entry.institution, reference, crs));
  }
  return result;
}

function toFileRow(entry: CampusEntry): FileRow {
  if ('flaw' in entry) return { line: entry.number, cells: [entry.value] };
  const { name, city, campuses } = entry.institution;
  return { line: entry.number, cells: [name, city ?? '', JSON.stringify(campuses)] };
}

const toIssue = (entry: Extract<CampusEntry, { flaw: string }>): Issue => ({
  line: entry.number,
  column: entry.field,
  value: entry.value,
  code: 'bad-shape',
  detail: entry.flaw,
});

function findIssue(line: number, institution: CampusInstitution, reference: Reference): Issue | null {
  if (!isStorable(institution)) return { line, column: 'name', value: '', code: 'bad-characters', detail: '' };
  if ([...institution.name].length > 150) {
    return { line, column: 'name', value: institution.name, code: 'too-long', detail: '150' };
  }
  if (institution.city) {
    try {
      findDivision(reference.divisions, institution.city);
    } catch (cause) {
      if (!(cause instanceof BadValue)) throw cause;
      return { line, column: 'city', value: institution.city, code: cause.code, detail: cause.detail };
    }
  }
  for (const [i, { longitude, latitude }] of institution.campuses.entries()) {
    const flaw = findPositionFlaw(longitude, latitude);
    const column = `campuses.${i}`;
    if (flaw) return { line, column, value: `${longitude}, ${latitude}`, code: flaw, detail: '' };
  }
  return null;
}

function toDraft(line: number, institution: CampusInstitution, reference: Reference, crs: Crs): Draft {
  const { campuses, ...record } = institution;
  const declared = institution.city ? findDivision(reference.divisions, institution.city).code : null;
  const main = Math.max(
    0,
    campuses.findIndex(({ name }) => !name),
  );
  return {
    line,
    id: institution.name,
    keys: [],
    columns: {
      name: institution.name,
      type: typeOf(institution.schoolType ?? ''),
      aliases: [],
      // A university stands outside the tree of open universities.
      level: 'none',
      division: declared,
      description: describe(institution),
      phone: null,
      website: null,
      audiences: [],
      topics: [],
      opened_on: null,
      closed_on: null,
    },
    organiser: null,
    venues: campuses.map((_, i) => toVenue(institution, i, { declared, crs, isMain: i === main })),
    parent: null,
    offering: null,
    sourceUrl: null,
    original: record,
    warnings: [],
  };
}

function toVenue(
  { name, campuses }: CampusInstitution,
  at: number,
  { declared, crs, isMain }: { declared: string | null; crs: Crs; isMain: boolean },
): VenueDraft {
  const { name: campus, longitude, latitude } = campuses[at]!;
  const twins = campuses.slice(0, at).filter((other) => (other.name ?? null) === (campus ?? null)).length;
  const suffix = twins > 0 ? `#${twins + 1}` : '';
  return {
    id: `${name}/${campus ?? ''}${suffix}`,
    name: campus && !campus.startsWith(name) ? name + campus : (campus ?? name),
    declared,
    address: '',
    spot: toSpot(longitude, latitude, crs, toPrecision(String(longitude), String(latitude))),
    phone: null,
    website: null,
    openingHours: null,
    accessibility: [],
    campus: campus ?? null,
    isMain,
    original: { ...campuses[at]! },
  };
}

const typeOf = (schoolType: string) =>
  /职业|专科|高职/.test(schoolType) ? 'vocational-college' : 'continuing-education-college';

function describe({ schoolType, natureOfRunning, majorCategory, affiliation }: CampusInstitution): string {
  const facts = [schoolType, natureOfRunning, majorCategory, affiliation && `隶属：${affiliation}`];
  return facts.filter(Boolean).join('；');
}
