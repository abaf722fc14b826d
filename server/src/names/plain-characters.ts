/** Simplified characters for traditional ones, each by itself. */
export { toSimplified } from '@zlm/tiles';
