import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../bench/eval-search/judged/', import.meta.url);

/** Every query of the search evaluation, as it is typed. */
export function readJudgedQueries(): string[] {
  return readdirSync(FOLDER).flatMap((name) => {
    const judged = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as { q: string }[];
    return judged.map(({ q }) => q);
  });
}
