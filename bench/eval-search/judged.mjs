import { readFileSync } from 'node:fs';
import { KINDS } from './kinds.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

/** Every judged query: { id, kind, q, intended }, `intended` a list of rules or "none". */
export function readJudged() {
  return KINDS.flatMap((kind) => read(`judged/${kind}.json`).map((query) => ({ ...query, kind })));
}

/** Names of real universities with the city they are in and the short names people use. */
export const readUniversities = () => read('universities.json');
