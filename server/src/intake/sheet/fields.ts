import { findDivision, findFormer, type Division } from '../reading/division-names.ts';
import type { Draft, OrganiserDraft, VenueDraft } from '../reading/drafts.ts';
import type { RowFields } from '../reading/fields.ts';
import { readSpot } from '../reading/position.ts';
import type { ReadContext } from '../reading/reference.ts';
import { findTerm, findTerms } from '../reading/terms.ts';
import { amount, PEOPLE } from '../reading/values/amounts.ts';
import { decimal } from '../reading/values/numbers.ts';
import { readHoursCell } from '../reading/values/opening-hours.ts';
import { parsePhone } from '../reading/values/phones.ts';
import { readPriceCell } from '../reading/values/prices.ts';
import { deadlineFrom } from '../reading/values/dates.ts';
import { parseLink, parseYesNo, upTo } from '../reading/values/text.ts';

const MAX_TOPICS = 5;
const MAX_PEOPLE = 100_000;

export const title = upTo(200);
export const prose = upTo(10_000);
export const shortText = upTo(200);

/** The code of one term of a vocabulary. */
export const termOf =
  ({ reference }: ReadContext, vocabulary: string) =>
  (text: string) =>
    findTerm(reference.terms, vocabulary, text);

const MAX_TERMS = 20;

/** Codes of what is understood of a list. */
export const readTerms = (fields: RowFields, context: ReadContext, key: string, vocabulary: string): string[] =>
  unique(fields.list(key, termsOf(context, vocabulary), MAX_TERMS));

/** At least one has to be understood. */
export const requireTopics = (fields: RowFields, context: ReadContext): string[] => {
  const topics = unique(fields.requireList('topics', termsOf(context, 'topic'), MAX_TERMS));
  if (topics.length > MAX_TOPICS) fields.warn('topics', 'first-kept', String(MAX_TOPICS));
  return topics.slice(0, MAX_TOPICS);
};

const unique = (codes: readonly (readonly string[])[]) => [...new Set(codes.flat())];
const NO_TERM = /^(?:不限|无限制|不限人群|所有人群?|全年龄段?|全民|全体|均可|不限对象)$/;

/** None for words that exclude nobody. */
const termsOf =
  ({ reference }: ReadContext, vocabulary: string) =>
  (text: string): readonly string[] =>
    vocabulary === 'audience' && NO_TERM.test(text) ? [] : findTerms(reference.terms, vocabulary, text);

/** The division of a row: in one column, or in up to three. */
export function readDivision(fields: RowFields, { reference }: ReadContext): string | null {
  const find = (text: string): Division => findDivision(reference.divisions, text);
  const warnOfFormer = (key: string, text: string) => {
    const former = findFormer(reference.divisions, text);
    if (former) fields.warn(key, 'former-division', former.now);
  };
  const whole = fields.text('division');
  if (whole !== null) {
    const division = fields.read('division', find);
    if (division) warnOfFormer('division', whole);
    return division?.code ?? null;
  }
  const names = ['city', 'county', 'township'].map((key) => fields.text(key));
  const last = ['township', 'county', 'city'].find((key) => fields.text(key));
  if (last === undefined) return null;
  const joined = names.filter(Boolean).join('');
  const division = fields.read(last, () => find(joined));
  if (division) warnOfFormer('county', joined);
  return division?.code ?? null;
}

export function readVenue(fields: RowFields, context: ReadContext, nameKey: string, needsSpot = false): VenueDraft {
  const facts = context.reference.terms.get('accessibility')?.terms ?? [];
  const listed = readTerms(fields, context, 'accessibility', 'accessibility');
  const marked = facts.filter(({ code }) => fields.read(code, parseYesNo) === true).map(({ code }) => code);
  return {
    id: fields.need('place_id', shortText),
    name: fields.need(nameKey, title),
    declared: readDivision(fields, context),
    address: fields.read('address', upTo(500)) ?? '',
    spot: readSpot(fields, context.crs, needsSpot),
    phone: fields.read('phone', parsePhone),
    website: fields.read('website', parseLink),
    openingHours: readHours(fields),
    accessibility: [...new Set([...listed, ...marked])].sort(),
    campus: fields.read('campus', shortText),
    isMain: fields.read('is_main', parseYesNo) ?? false,
    original: null,
  };
}

/** Null where the row names no institution. */
export function readOrganiser(fields: RowFields, context: ReadContext): OrganiserDraft | null {
  const find = (text: string) => findDivision(context.reference.divisions, text).code;
  const own = fields.read('institution_division', find);
  const organiser = {
    id: fields.need('institution_id', shortText),
    name: fields.need('institution', title),
    type: fields.read('institution_type', termOf(context, 'institution_type')),
    division: own ?? readDivision(fields, context),
    isDivisionOwn: own !== null,
  };
  return organiser.id || organiser.name ? organiser : null;
}

function readHours(fields: RowFields) {
  const read = fields.read('opening_hours', readHoursCell);
  warnOfLeft(fields, 'opening_hours', read?.left);
  return read?.hours ?? null;
}

/** What a cell says beside its value goes nowhere without a word. */
function warnOfLeft(fields: RowFields, key: string, left: readonly string[] = []): void {
  if (left.length > 0) fields.warn(key, 'left-out', left.join('；'));
}

export function readPrice(fields: RowFields) {
  const read = fields.read('price', readPriceCell);
  warnOfLeft(fields, 'price', read?.left);
  return { price_min: read?.price.min ?? null, price_max: read?.price.max ?? null };
}

/** Capacity, seats and how to enrol; a contact without a method tells the method. */
export function readEnrol(fields: RowFields, context: ReadContext) {
  const capacity = fields.read('capacity', amount(1, MAX_PEOPLE, PEOPLE));
  let seats = fields.read('seats_left', amount(0, MAX_PEOPLE, PEOPLE));
  if (capacity !== null && seats !== null && seats > capacity) {
    fields.drop('seats_left', 'conflict', String(capacity));
    seats = null;
  }
  let contact = fields.read('enrol_contact', shortText);
  const given = fields.read('enrol_method', termOf(context, 'enrol_method'));
  let method = given ?? (contact === null ? null : /^https?:/i.test(contact) ? 'link' : 'phone');
  if (method === 'link' && contact !== null && !/^https?:/i.test(contact) && isPhone(contact)) {
    // 扫码报名 beside a number: the number is what can be used.
    fields.drop('enrol_method', 'conflict', contact);
    method = 'phone';
  }
  if (method === 'link') {
    if (contact === null) fields.drop('enrol_contact', 'missing');
    contact = fields.read('enrol_contact', parseLink);
  }
  if (method === 'phone' && contact !== null) contact = fields.read('enrol_contact', parsePhone);
  const status = fields.need('status', termOf(context, 'status')) ?? 'scheduled';
  // That something has ended follows from its dates.
  return {
    capacity,
    seats_left: seats,
    // Without the address there is nothing to enrol by.
    enrol_method: method === 'link' && contact === null ? null : method,
    enrol_contact: contact,
    enrol_deadline: fields.read('enrol_deadline', deadlineFrom(context.today)),
    status: status === 'ended' ? 'scheduled' : status,
  };
}

function isPhone(text: string): boolean {
  try {
    return parsePhone(text) !== '';
  } catch {
    return false;
  }
}

export const credits = decimal(999, 1);

export function toDraft(fields: RowFields, rest: Partial<Draft> & Pick<Draft, 'columns'>): Draft {
  return {
    line: fields.line,
    id: fields.need('id', shortText),
    keys: [],
    organiser: null,
    venues: [],
    parent: null,
    offering: null,
    sourceUrl: fields.read('source_url', parseLink),
    original: fields.original,
    warnings: fields.warnings,
    ...rest,
  };
}
