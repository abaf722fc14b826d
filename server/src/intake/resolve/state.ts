import type { VenueDraft } from '../reading/drafts.ts';
import type { Issue, IssueCode } from '../reading/issues.ts';
import type { KnownThings } from '../known.ts';
import type { Locations } from '../locate.ts';
import type { PlaceLink, Row } from '../plans.ts';
import type { Sheet, Sheets } from '../sheet/sheet.ts';
import type { Reference } from '../reading/reference.ts';
import type { Townships } from '../townships.ts';
import type { PlacedIn } from './county.ts';

export interface ResolveContext {
  kind: Sheet;
  sheets: Sheets;
  reference: Reference;
  locations: Locations;
  known: KnownThings;
  /** Where townships are about. */
  townships?: Townships | undefined;
  /** The name of a column in the file. */
  headerOf: (key: string) => string;
}

/** What the rows so far have brought, by source id. */
export interface State extends ResolveContext {
  places: Map<string, { row: Row; venue: VenueDraft }>;
  institutions: Map<string, Row>;
  /** Those that rows only mention. */
  institutionsByName: Map<string, Row[]>;
  warnings: Issue[];
  /** Places that lie in another city than their row says. */
  elsewhere: { line: number; name: string; division: string }[];
  /** How the counties of places were found. */
  counties: Record<PlacedIn['by'], number>;
  /** Places whose position is only about there. */
  rough: number;
  /** Places without a position, with those of a township that has one. */
  unplaced: { all: number; inTownship: number };
  /** Source ids of places by name. */
  placesByName: Map<string, string[]>;
}

/** What one row writes beside its own thing. */
export interface Parts {
  places: Row[];
  institutions: Row[];
  links: PlaceLink[];
}

export function createState(context: ResolveContext): State {
  return {
    ...context,
    places: new Map(),
    institutions: new Map(),
    institutionsByName: new Map(),
    warnings: [],
    elsewhere: [],
    counties: { declared: 0, boundary: 0, nearest_seat: 0 },
    rough: 0,
    unplaced: { all: 0, inTownship: 0 },
    placesByName: new Map(),
  };
}

/** Thrown inside a row, which it rejects. */
export class Unresolved extends Error {
  readonly key: string;
  readonly value: string;
  readonly code: IssueCode;
  readonly detail: string;
  constructor(key: string, value: string, code: IssueCode, detail = '') {
    super(code);
    this.key = key;
    this.value = value;
    this.code = code;
    this.detail = detail;
  }
}

export interface Warning {
  line: number;
  key: string;
  value: string;
  code: IssueCode;
  detail?: string;
}
export function warn(state: State, { line, key, value, code, detail = '' }: Warning): void {
  state.warnings.push({ line, column: state.headerOf(key), value, code, detail });
}
