import type pg from 'pg';
import type { PinnedKind } from '../../../db/index.ts';
import { ORGANISER } from '../../../contract/kinds.ts';
import { locate } from '../../../intake/locate.ts';
import type { ReadFile } from '../../../intake/read-file.ts';
import { headerOf } from '../../../intake/read-file.ts';
import type { Draft } from '../../../intake/reading/drafts.ts';
import type { Issue } from '../../../intake/reading/issues.ts';
import type { Reference } from '../../../intake/reading/reference.ts';
import { toNameKey } from '../../../intake/reading/values/text.ts';
import { resolve } from '../../../intake/resolve/index.ts';
import type { Sheet, Sheets } from '../../../intake/sheet/sheet.ts';
import { ofIssue, ofRow, type RowProblem } from './problems.ts';
import { askAs } from './asking.ts';
import { toCandidate, type Candidate, type CandidateContext } from './candidates.ts';
import { findBySourceId, findPinFacts, findPlaces, findRemembered, findSeats, loadRights } from './facts.ts';
import { loadKnownHere, type KnownHere } from './known-here.ts';
import { judge, pinOf, placeIdsOf, titleOf, topicsOf, type NewRow } from './verdicts.ts';

export interface Checking {
  pinned: PinnedKind;
  sheet: Sheet;
  sheets: Sheets;
  reference: Reference;
  kind: string;
  institution: { id: number; name: string; division: string | null; isDemo: boolean };
  /** Of the session in whose name it is asked. */
  proof: string;
  today: string;
}

/** What each row of a file would do here and now, for who acts. */
export async function checkFile(client: pg.Client, file: ReadFile, checking: Checking): Promise<NewRow[]> {
  const { pinned, sheet, sheets, reference, kind, institution } = checking;
  const mine = askAs(client, checking.proof);
  const here = await loadKnownHere(client, mine, institution.isDemo);
  const spots = file.drafts.flatMap(({ venues }) => venues.flatMap(({ spot }) => spot ?? []));
  const locations = await locate(client, spots);
  const drafts = sheet.kind === null ? file.drafts.map((draft) => toOwn(draft, here)) : file.drafts;
  const { plans, rejected, warnings } = resolve(drafts, {
    ...{ kind: sheet, sheets, reference, locations, known: here.known, headerOf: headerOf(file) },
  });
  const table = tableOf(file);
  const context: CandidateContext = {
    ...{ pinned, sheet, here, institution, today: checking.today },
    seats: await findSeats(client, codesOf(file, institution.division)),
    ...table,
    drafts: new Map(file.drafts.map((draft) => [draft.line, draft])),
  };
  const candidates = plans.map((plan) => toCandidate(plan, context));
  addWarnings(candidates, warnings);

  const sourceIds = candidates.map(({ sourceId }) => sourceId);
  const remembered = await findRemembered(client, { institution: institution.id, kind }, sourceIds);
  const unknown = candidates.filter(({ sourceId }) => !remembered.has(sourceId));
  const found =
    sheet.kind === ORGANISER
      ? findNamed(unknown, here)
      : await findBySourceId(
          mine,
          pinned,
          unknown.map(({ sourceId }) => sourceId),
        );
  const pins = sourceIds.flatMap((sourceId) => pinOf({ remembered, found }, sourceId) ?? []);
  const facts = await findPinFacts(mine, kind, pins);
  const bodies = [
    ...candidates.map(({ said }) => said),
    ...[...facts.values()].flatMap(({ body, open }) => [body, open?.body ?? null]),
    ...[...remembered.values()].map(({ said }) => said),
  ];
  const places = await findPlaces(client, placeIdsOf(context, bodies));
  const mayWrite = await loadRights(mine, wantedRights(candidates, facts));
  const judging = { ...context, raw: table.raw, remembered, found, facts, places, mayWrite };
  const rows = candidates.flatMap((candidate) => judge(candidate, judging));
  return [...rejectedRows(file, [...file.rejected, ...rejected]), ...oncePerPin(rows)].sort((a, b) => a.line - b.line);
}

/** Who stands at a place is looked for in one's own branches, wherever the place is. */
function toOwn(draft: Draft, { byName, branch }: KnownHere): Draft {
  const { organiser } = draft;
  if (!organiser) return draft;
  const named = organiser.name === null ? [] : (byName.get(toNameKey(organiser.name)) ?? []);
  const numbered = branch.filter(({ sourceId }) => sourceId === organiser.id);
  const [found] = [named, numbered].find(({ length }) => length === 1) ?? [];
  return found ? { ...draft, organiser: { ...organiser, id: found.sourceId } } : draft;
}

function tableOf({ headers, rows, labels }: ReadFile) {
  const at = new Map(headers.flatMap(({ column }, i) => (column === null ? [] : [[column, i] as const])));
  const byLine = new Map(rows.map(({ line, cells }) => [line, cells]));
  return {
    columns: new Map([...at.keys()].map((key) => [key, labels[key] ?? key])),
    cell: (line: number, key: string) => byLine.get(line)?.[at.get(key) ?? -1]?.trim() ?? '',
    raw: (line: number) => byLine.get(line) ?? [],
  };
}

function codesOf({ drafts }: ReadFile, own: string | null): string[] {
  const codes = drafts.flatMap(({ venues, organiser }) => [
    ...venues.map(({ declared }) => declared),
    organiser?.division,
  ]);
  return [...codes, own].flatMap((code) => (code ? [code.slice(0, 9), code.slice(0, 6)] : []));
}

/** What resolving said of a row stands with the row that speaks for it. */
function addWarnings(candidates: readonly Candidate[], warnings: readonly Issue[]): void {
  const byLine = new Map(candidates.flatMap((one) => one.lines.map((line) => [line, one] as const)));
  for (const issue of warnings) {
    const candidate = byLine.get(issue.line);
    // A place it was given after all; an institution that is told of by itself.
    const isSaid = issue.code === 'no-position' || issue.code === 'type-guessed';
    if (!candidate || isSaid) continue;
    candidate.problems.push(ofIssue(issue, true));
  }
}

/** Institutions are the same by their name within one's own branches. */
function findNamed(candidates: readonly Candidate[], { byName }: KnownHere): Map<string, number> {
  return new Map(
    candidates.flatMap(({ sourceId, said }) => {
      const named = byName.get(toNameKey(titleOf(said))) ?? [];
      return named.length === 1 ? [[sourceId, named[0]!.id] as const] : [];
    }),
  );
}

function wantedRights(candidates: readonly Candidate[], facts: Awaited<ReturnType<typeof findPinFacts>>) {
  const organisers = new Set([
    ...candidates.flatMap(({ institution }) => institution ?? []),
    ...[...facts.values()].flatMap(({ institution }) => institution ?? []),
  ]);
  const topics = new Map(candidates.map(({ said }) => [JSON.stringify([...topicsOf(said)].sort()), topicsOf(said)]));
  for (const { body, open } of facts.values()) {
    const held = topicsOf(open?.body ?? body ?? {});
    topics.set(JSON.stringify([...held].sort()), held);
  }
  return [...organisers].flatMap((institution) => [...topics.values()].map((of) => ({ institution, topics: of })));
}

/** Rows of which no thing can be made, each with all that is wrong with it. */
function rejectedRows(file: ReadFile, issues: readonly Issue[]): NewRow[] {
  const byLine = new Map<number, RowProblem[]>();
  for (const issue of issues) byLine.set(issue.line, [...(byLine.get(issue.line) ?? []), ofIssue(issue, false)]);
  const { cell, raw } = tableOf(file);
  return [...byLine].map(([line, problems]) => ({
    ...{ line, raw: [[line, raw(line)]], source_id: null, verdict: 'rejected', problems },
    title: (cell(line, 'title') || cell(line, 'name')).slice(0, 200),
    ...{ institution_id: null, pin: null, waiting: null, waiting_saved: null, body: null, before: null, said: null },
    ...{ owned: [], changed: [], kept: [], is_warned: false, lng: null, lat: null },
  }));
}

/** Two rows under different ids that are one thing here: the first one holds. */
function oncePerPin(rows: readonly NewRow[]): NewRow[] {
  const first = new Map<number, number>();
  return rows.map((row) => {
    if (row.pin === null) return row;
    const earlier = first.get(row.pin);
    if (earlier === undefined) {
      first.set(row.pin, row.line);
      return row;
    }
    const problems = [...row.problems, ofRow('several_alike', String(earlier))];
    return { ...row, verdict: 'rejected' as const, problems, is_warned: false };
  });
}
