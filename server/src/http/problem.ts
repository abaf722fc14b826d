import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Lang } from '../contract/lists.ts';
import type { FieldError, Problem, Reason } from '../contract/errors.ts';
import { toAppError } from '../db/errors.ts';
import { Conflict, Forbidden, Invalid, NotFound, TooSoon, Unauthenticated } from '../errors.ts';
import { reasons, say, sayIssue, titles } from './messages.ts';

const MOST_ERRORS = 20;
const LONGEST_FIELD = 100;

/** A refusal with a status of its own: 405, 413, 429 and the like. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(status: number, headers: Record<string, string> = {}) {
    super(titles[status]?.en ?? 'refused');
    this.status = status;
    this.headers = headers;
  }
}

const statusOf: readonly (readonly [new (...args: never[]) => Error, number])[] = [
  [Invalid, 400],
  [Unauthenticated, 401],
  [Forbidden, 403],
  [NotFound, 404],
  [Conflict, 409],
  [TooSoon, 429],
];

/** Any thrown value as a problem; never a stack, SQL or path. */
export function toProblem(cause: unknown, lang: Lang, requestId: string): Problem {
  const known = statusOf.find(([kind]) => cause instanceof kind)?.[1];
  const status = known ?? (cause instanceof Refusal ? cause.status : statusOfDatabase(cause));
  const problem: Problem = {
    type: `/problems/${status}`,
    title: titles[status]?.[lang] ?? titles[500]![lang],
    status,
    requestId,
  };
  if (cause instanceof Forbidden || cause instanceof Conflict) state(problem, cause.reason, lang);
  if (cause instanceof Invalid) Object.assign(problem, listErrors(cause.errors, lang));
  return problem;
}

/** What a refusal says beside its body. */
export function headersOf(cause: unknown): Record<string, string> {
  if (cause instanceof TooSoon) return { 'Retry-After': String(cause.seconds) };
  return cause instanceof Refusal ? cause.headers : {};
}

/** A reason of its own has a sentence of its own. */
function state(problem: Problem, reason: Reason | undefined, lang: Lang): void {
  if (reason)
    Object.assign(problem, { type: `/problems/${problem.status}/${reason}`, title: reasons[reason][lang], reason });
}

/** The first of them, and how many more there are. */
function listErrors(errors: readonly FieldError[], lang: Lang): Pick<Problem, 'errors' | 'moreErrors'> {
  const more = errors.length - MOST_ERRORS;
  return {
    errors: errors.slice(0, MOST_ERRORS).map((error) => ({
      ...error,
      field: error.field.length > LONGEST_FIELD ? `${error.field.slice(0, LONGEST_FIELD)}…` : error.field,
      message: say(error.message, lang),
    })),
    ...(more > 0 && { moreErrors: more }),
  };
}

function statusOfDatabase(cause: unknown): number {
  const kind = toAppError(cause).kind;
  return { invalid: 400, conflict: 409, full: 507, unavailable: 503, unknown: 500 }[kind];
}

export function toFieldErrors(error: z.ZodError, where: FieldError['in'], lang: Lang): FieldError[] {
  return error.issues.flatMap((issue) => {
    const fields =
      issue.code === 'unrecognized_keys'
        ? issue.keys
        : [where === 'body' ? issue.path.join('.') : String(issue.path[0] ?? '')];
    return fields.map((field) => ({ in: where, field, message: sayIssue(issue, lang) }));
  });
}

export function sendProblem(
  response: ServerResponse,
  problem: Problem,
  lang: Lang,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(problem);
  response.writeHead(problem.status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'Content-Language': lang,
    Vary: 'Accept-Language',
    ...(problem.status === 503 || problem.status === 507 || problem.status === 429 ? { 'Retry-After': '2' } : {}),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

const PROCESS = randomUUID().slice(0, 8);
let place = 0;

/** One of a billion of this process; steps that large hide how many there were. */
export function newRequestId(): string {
  place = (place + 0x1e3779b1) & 0x3fffffff;
  return `${PROCESS}-${0x40000000 + place}`;
}
