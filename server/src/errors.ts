import type { FieldError } from './contract/errors.ts';

/** Mapped once to RFC 9457 in http/problem.ts; anything else is a 500. */
export class NotFound extends Error {}
export class Forbidden extends Error {}
export class Conflict extends Error {}
export class Unauthenticated extends Error {}
export class Invalid extends Error {
  readonly errors: FieldError[];
  constructor(errors: FieldError[]) {
    super(errors.map(({ field, message }) => `${field}: ${message}`).join('; '));
    this.errors = errors;
  }
}
