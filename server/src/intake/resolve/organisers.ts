import { countyOf, fullName } from '../reading/division-names.ts';
import type { Draft, OrganiserDraft } from '../reading/drafts.ts';
import type { Ref, Row } from '../plans.ts';
import { INSTITUTION } from '../reading/issues.ts';
import { labelOf } from '../reading/terms.ts';
import { toNameKey } from '../reading/values/text.ts';
import { placedIn } from './places.ts';
import { mentionedId } from './source-ids.ts';
import { Unresolved, warn, type Parts, type State } from './state.ts';

/** A known institution by id, or by name within its county; null where there is none. */
export function findOrganiser({ known }: State, { id, name }: OrganiserDraft, county: string | null): Ref | null {
  if (id) return known.institutions.findById(id) && { sourceId: id };
  if (!name) return null;
  const match = known.institutions.findByName(name, county);
  if (match.kind === 'several') throw new Unresolved('institution', name, 'ambiguous-thing', match.ids.join('、'));
  return match.kind === 'found' ? { id: match.thing.id } : null;
}

/** Who offers what a row describes: a known institution, else a new one of what the row says. */
export function mentionedOrganiser(state: State, draft: Draft, place: Ref | null, parts: Parts): Ref | null {
  const { organiser } = draft;
  if (!organiser) return null;
  const venue = draft.venues.find(({ spot }) => spot) ?? null;
  const placed = venue && placedIn(state, venue);
  const division = organiser.division ?? placed?.division ?? null;
  // A city or the province is as good as a county where it is said of the organiser itself.
  const own = organiser.isDivisionOwn ? organiser.division : null;
  const area = countyOf(organiser.division) ?? own ?? placed?.stableCounty ?? null;
  const sourceId = organiser.id ?? mentionedId(organiser.name!, area);

  let row = state.institutions.get(sourceId);
  if (!row) {
    const isOurs = !organiser.id && state.known.institutions.findById(sourceId) !== null;
    const found = isOurs ? null : findMentioned(state, organiser, countyOf(division) ?? area);
    if (found && 'known' in found) return found.known;
    if (!found && !organiser.name) throw new Unresolved('institution_id', organiser.id!, 'unknown-thing', INSTITUTION);
    row = found?.row ?? newInstitution(state, draft, sourceId, division);
    if (!found && !isOurs) warnOfNamesakes(state, row, area);
  }
  parts.institutions.push(row);
  // An organiser is at home where it gives its own name to the venue, or no other.
  const venueName = toNameKey(draft.venues[0]?.name ?? organiser.name ?? '');
  if (place && venueName.startsWith(toNameKey(organiser.name ?? ''))) {
    parts.links.push({ institution: { sourceId: row.sourceId }, place, name: null, isMain: true });
  }
  return { sourceId: row.sourceId };
}

type Found = { known: Ref } | { row: Row };

function findMentioned(state: State, organiser: OrganiserDraft, area: string | null): Found | null {
  const { id, name } = organiser;
  if (id) return state.known.institutions.findById(id) && { known: { sourceId: id } };
  return name ? findNamesake(state, { ...organiser, name }, area) : null;
}

/** What many are called: such a name says nothing about which one is meant. */
const COMMON =
  /^(?:[市县区镇乡村]级?|街道|社区|老年|开放|成人|继续|职业|技术|文化|教育|青少年|少年|儿童|妇女|党群|新时代|文明|实践|活动|学习|服务|培训|综合|科技|农家|图书|书|博物|美术|电视|广播)*(?:大学|学校|学院|成校|中心|馆|站|宫|礼堂|书房|书屋|教学点|点)$/;

interface Namesake {
  found: Found;
  sourceId: string;
  division: string | null;
}

/** Who goes by this name, of this file and known, each once. */
function listNamesakes({ known, institutionsByName }: State, name: string): Namesake[] {
  const rows = institutionsByName.get(toNameKey(name)) ?? [];
  const inFile = rows.map((row) => ({
    ...{ found: { row }, sourceId: row.sourceId },
    division: row.columns.division as string | null,
  }));
  const ids = new Set(rows.map(({ sourceId }) => sourceId));
  const others = known.institutions.named(name).filter(({ sourceId, isOwn }) => !(isOwn && ids.has(sourceId)));
  return [...inFile, ...others.map(({ id, ...one }) => ({ ...one, found: { known: { id } } }))];
}

/** One of its area, else one of a larger area about it, else the only one there is, where the name tells which. */
function findNamesake(
  state: State,
  { name, isDivisionOwn }: OrganiserDraft & { name: string },
  area: string | null,
): Found | null {
  const all = listNamesakes(state, name);
  if (area === null) return pick(all, name);
  const inside = all.filter(({ division }) => division !== null && isIn(division, area));
  if (inside.length > 0) return pick(inside, name);
  if (COMMON.test(name)) return null;
  const around = all.filter(({ division }) => division === null || isIn(area, division));
  if (around.length > 0) return pick(around, name);
  return !isDivisionOwn && all.length === 1 ? all[0]!.found : null;
}

function pick(candidates: readonly Namesake[], name: string): Found | null {
  const inFile = candidates.filter(({ found }) => 'row' in found);
  const [first, ...others] = inFile.length > 0 ? inFile : candidates;
  if (others.length === 0) return first?.found ?? null;
  const ids = [first!, ...others].map(({ sourceId }) => sourceId);
  throw new Unresolved('institution', name, 'ambiguous-thing', ids.join('、'));
}

/** 330106 and 330106001 lie in 330100, all in 330000. */
const isIn = (code: string, area: string) => code.startsWith(area.replace(/(?:00)+$/, ''));

function warnOfNamesakes(state: State, row: Row, area: string | null): void {
  const { name } = row.columns as { name: string };
  const others = listNamesakes(state, name).filter(({ sourceId }) => sourceId !== row.sourceId);
  if (others.length === 0 || area === null) return;
  const { byCode } = state.reference.divisions;
  const where = others.slice(0, 3).map(({ division, sourceId }) => {
    const known = byCode.get(division ?? '');
    return known ? fullName(byCode, known) : sourceId;
  });
  warn(state, { line: row.line, key: 'institution', value: name, code: 'namesake', detail: where.join('、') });
}

function newInstitution(state: State, draft: Draft, sourceId: string, division: string | null): Row {
  const organiser = draft.organiser!;
  const { name, type: given } = organiser;
  const columns = state.sheets.organisers.mention(organiser, division);
  if (!given) {
    const detail = labelOf(state.reference.terms, 'institution_type', String(columns.type));
    warn(state, { line: draft.line, key: 'institution_type', value: name!, code: 'type-guessed', detail });
  }
  const row: Row = {
    sourceId,
    formerId: null,
    line: draft.line,
    columns: {
      ...columns,
      source_url: null,
      source_record: { name, type: given, division: organiser.division },
    },
  };
  state.institutions.set(sourceId, row);
  const key = toNameKey(name!);
  state.institutionsByName.set(key, [...(state.institutionsByName.get(key) ?? []), row]);
  return row;
}
