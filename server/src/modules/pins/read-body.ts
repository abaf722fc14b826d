import { z } from 'zod';
import type { FieldError } from '../../contract/errors.ts';
import {
  FormHours,
  FormPhoto,
  FormPlace,
  FormPosition,
  FormSeries,
  type FieldProblem,
  type FormBody,
  type FormField,
  type RowField,
} from '../../contract/form.ts';
import { rowsOf } from '../../contract/form-rows.ts';
import type { PinnedKind } from '../../db/index.ts';
import { toWgs84 } from '../../formats/crs.ts';

const METRES_PER_DEGREE = 111_320;
/** What rounding in the form may move a position by. */
const MOST_OFF_M = 2;

// Line ends are all that a text may hold of what is not shown.
const text = (isLong: boolean) =>
  z
    .string()
    .transform((value) => value.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .refine(
      (value) => !(isLong ? /(?!\n)\p{Cc}|\p{Cs}/u : /\p{Cc}|\p{Cs}/u).test(value),
      'holds a character that is not allowed',
    );
const withMost = (most: number) => (value: string) => [...value].length <= most;

type PlainField = Exclude<FormField | RowField, { type: 'group' }>;
const toSchema = (field: PlainField): z.ZodType => {
  switch (field.type) {
    case 'text':
      return text(field.isLong).refine(withMost(field.most), `takes at most ${field.most} characters`);
    case 'choice':
      return z.enum(field.options.map(({ value }) => value) as [string, ...string[]], 'is not known');
    case 'terms': {
      const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be a code of the vocabulary');
      return field.most === 1
        ? code
        : z
            .array(code)
            .max(field.most, `takes at most ${field.most} values`)
            .transform((codes) => [...new Set(codes)]);
    }
    case 'money':
      return z
        .string()
        .regex(/^\d{1,8}(\.\d{1,2})?$/, 'must be an amount like 20 or 20.50')
        .transform((value) => Number(value).toFixed(2));
    case 'number':
      return z
        .number('must be a number')
        .min(field.least, `must be at least ${field.least}`)
        .max(field.most, `must be at most ${field.most}`)
        .refine(
          (value) => Number.isInteger((Math.round(value * 1e6) / 1e6) * 10 ** field.decimals),
          field.decimals === 0 ? 'must be a whole number' : 'takes one digit after the point',
        );
    case 'day':
      return z.iso.date('must be a day like 2026-11-28');
    case 'moment':
      return z.iso.datetime({ offset: true, error: 'must be a day and a time' });
    case 'link':
      return text(false).refine(isLink, 'must be an address that begins with http:// or https://');
    case 'phone':
      return text(false).refine((value) => /^[\d\s()+-]{5,30}$/.test(value), 'must be a phone number');
    case 'place':
      return FormPlace.refine((place) => 'id' in place || isWhereGiven(place.position), {
        path: ['position'],
        message: 'is not where its numbers say',
      });
    case 'position':
      return FormPosition.refine(isWhereGiven, 'is not where its numbers say');
    case 'hours':
      return FormHours;
    case 'series':
      return FormSeries.refine(({ dates }) => dates.every((day, at) => at === 0 || dates[at - 1]! < day), {
        path: ['dates'],
        message: 'must ascend',
      });
    case 'thing':
      return z.int().positive();
    case 'photos':
      return z.array(FormPhoto).max(field.most, `takes at most ${field.most} values`);
  }
};

function isLink(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value) && [...value].length <= 1000;
}

/** The position in WGS 84 is that of the numbers in their own system. */
function isWhereGiven({ lngLat, crs, given }: FormPosition): boolean {
  const [lng, lat] = toWgs84(given, crs);
  return Math.hypot(lng - lngLat[0], lat - lngLat[1]) * METRES_PER_DEGREE <= MOST_OFF_M;
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

export interface ReadBody {
  /** As it is kept: what can be read, tidied; what cannot as it was typed. */
  body: FormBody;
  /** What keeps it from being submitted. */
  problems: FieldProblem[];
}

/** Reads what somebody typed by the form of its kind. `unknown`: names the form does not have. */
export function readBody(
  { form, check }: Pick<PinnedKind, 'form' | 'check'>,
  given: FormBody,
  today: string,
): ReadBody & { unknown: string[] } {
  const { body, problems } = readFields(form.fields, given, '');
  if (problems.length === 0) problems.push(...(check?.(body, today) ?? []));
  return { body, problems, unknown: unknownOf(form.fields, given) };
}

/** Like `offerings.0.colour` */
function unknownOf(fields: readonly (FormField | RowField)[], given: FormBody): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const field = fields.find((one) => one.name === name);
    if (!field) return [name];
    if (field.type !== 'group' || isEmpty(value)) return [];
    if (!Array.isArray(value) || rowsOf(value).length < value.length) return [name];
    return rowsOf(value).flatMap(({ id: _, ...row }, at) =>
      unknownOf(field.fields, row).map((unknown) => `${name}.${at}.${unknown}`),
    );
  });
}

const needed = (field: string): FieldProblem => ({ field, message: 'is needed here' });

/** `above`: the pointer to what holds the fields. */
function readFields(fields: readonly (FormField | RowField)[], given: FormBody, above: string): ReadBody {
  const body: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const field of fields) {
    const isAsked = !field.when || field.when.is.includes(String(given[field.when.field]));
    if (!isAsked) continue;
    const read = readField(field, given[field.name], `${above}/${field.name}`);
    if (!isEmpty(read.value)) body[field.name] = read.value;
    problems.push(...read.problems);
  }
  return { body, problems };
}

function readField(
  field: FormField | RowField,
  value: unknown,
  pointer: string,
): { value: unknown; problems: FieldProblem[] } {
  const nothing = { value: undefined, problems: field.isNeeded ? [needed(pointer)] : [] };
  if (isEmpty(value)) return nothing;
  if (field.type === 'group') return readRows(field, value, pointer);
  const read = toSchema(field).safeParse(value);
  if (read.success) return isEmpty(read.data) ? nothing : { value: read.data, problems: [] };
  const problems = read.error.issues.map(({ path, message }) => ({
    field: [pointer, ...path.map(String)].join('/'),
    message,
  }));
  return { value, problems };
}

function readRows({ fields, most }: Extract<FormField, { type: 'group' }>, value: unknown, pointer: string) {
  const problems: FieldProblem[] = [];
  const ids = new Set<unknown>();
  const rows = rowsOf(value).map(({ id, ...row }, at) => {
    const read = readFields(fields, row, `${pointer}/${at}`);
    problems.push(...read.problems);
    // One that is public is written once.
    const isKnown = Number.isSafeInteger(id) && !ids.has(id);
    ids.add(id);
    return { ...(isKnown && { id }), ...read.body };
  });
  if (rows.length > most) problems.push({ field: pointer, message: `takes at most ${most} values` });
  return { value: rows, problems };
}

/** The same as errors of a request, at `body.title`. */
export const toErrors = (problems: readonly { field: string; message: string }[]): FieldError[] =>
  problems.map(({ field, message }) => ({ in: 'body', field: `body${field.replaceAll('/', '.')}`, message }));
