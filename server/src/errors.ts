import type { FieldError, Reason } from './contract/errors.ts';

/** Mapped once to RFC 9457 in http/problem.ts; anything else is a 500. */
export class NotFound extends Error {}
/** A `reason` is what the caller can do something about. */
class Reasoned extends Error {
  readonly reason: Reason | undefined;
  constructor(reason?: Reason) {
    super(reason ?? 'refused');
    this.reason = reason;
  }
}
export class Forbidden extends Reasoned {}
export class Conflict extends Reasoned {}
export class Unauthenticated extends Error {}
/** Nobody waits for the answer any more, so nothing was done. */
export class Abandoned extends Error {}
/** Too many tries: the next may be made in so many seconds. */
export class TooSoon extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super(`wait ${seconds} s`);
    this.seconds = seconds;
  }
}
export class Invalid extends Error {
  readonly errors: FieldError[];
  constructor(errors: FieldError[]) {
    super(errors.map(({ field, message }) => `${field}: ${message}`).join('; '));
    this.errors = errors;
  }
}
