import type { TermRecord } from '../../sources/reference-files.ts';
import { cultureTopics } from './culture.ts';
import { healthTopics } from './health.ts';
import type { Leaf } from './leaf.ts';
import { lifeTopics } from './life.ts';
import { skillTopics } from './skills.ts';
import { workTopics } from './work.ts';

export interface Topic extends Leaf {
  code: string;
  parent: string;
  zh: string;
}

const leaves: Record<string, Leaf> = {
  ...workTopics,
  ...skillTopics,
  ...healthTopics,
  ...cultureTopics,
  ...lifeTopics,
};

/** The leaf topics of the vocabulary with what the demo teaches in them. */
export function describeTopics(terms: readonly TermRecord[]): Topic[] {
  return terms.flatMap(({ code, parent, zh }) => {
    if (!parent) return [];
    const leaf = leaves[code];
    if (!leaf) throw new Error(`the demo has nothing to teach in ${code}`);
    return [{ ...leaf, code, parent, zh }];
  });
}
