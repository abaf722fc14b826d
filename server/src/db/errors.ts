/** What went wrong in the database, in the words of the application; http turns it into an answer. */
export interface AppError {
  kind: 'invalid' | 'conflict' | 'full' | 'unavailable' | 'unknown';
  /** SQLSTATE or system code, where there is one. */
  code: string | null;
  constraint: string | null;
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered)/;
const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);
const CONFLICTS = new Set(['23505', '23P01']);
const REFUSALS = new Set(['23502', '23503', '23514']);
// 08: connection, 28 and 3D: refused, 40: deadlock or serialization, 53: out of resources, 55000: not ready,
// 57: cancelled or stopping, 58: files, 25006: only reads, 25P03: idle too long.
const UNAVAILABLE = /^(08|28|3D|40|53|57|58)|^(25006|25P03|55000)$/;

/** Never throws; `unknown` for what is a fault of the program. */
export function toAppError(error: unknown): AppError {
  const { code, constraint, message } = (error ?? {}) as { code?: unknown; constraint?: unknown; message?: unknown };
  const state = typeof code === 'string' ? code : null;
  return {
    kind: kindOf(state, typeof message === 'string' ? message : ''),
    code: state,
    constraint: typeof constraint === 'string' ? constraint : null,
  };
}

function kindOf(code: string | null, message: string): AppError['kind'] {
  if (code === null) return LOST.test(message) ? 'unavailable' : 'unknown';
  if (CONFLICTS.has(code)) return 'conflict';
  if (REFUSALS.has(code) || /^22[0-9A-Z]{3}$/.test(code)) return 'invalid';
  if (FULL.has(code)) return 'full';
  if (NETWORK.has(code) || UNAVAILABLE.test(code)) return 'unavailable';
  return 'unknown';
}

/** Nothing can be had from the database now, which is told once where it is opened. */
export function isAway(error: unknown): boolean {
  const { kind, code } = toAppError(error);
  return kind === 'unavailable' && (code === null || NETWORK.has(code) || /^(08|57P0)/.test(code));
}

/** Nothing can be read from the database now, or its files fail: what the index knows can still be told. */
export function isUnreadable(error: unknown): boolean {
  const { code } = toAppError(error);
  return isAway(error) || code === '53100' || code === '58030';
}
