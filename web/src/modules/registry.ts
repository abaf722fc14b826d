import type { Kind } from '@zlm/server/contract';
import type { Component } from 'vue';

/** What a module folder says in its `module.ts`; nothing else has to know it. */
export interface WebModule {
  kind: Kind;
  /** First part of its public address: `/activities/12`. */
  path: string;
  /** Outline of the mark on a 32 unit square; tells the kind without colour. */
  shape: string;
  /** Strokes on a 24 unit square inside the outline. */
  glyph: string;
  filled?: boolean;
  /** Details, given the prop `id`. */
  details: () => Promise<{ default: Component }>;
}

const files = import.meta.glob<WebModule>('./*/module.ts', { eager: true, import: 'module' });

export const modules: readonly WebModule[] = Object.values(files);

export function moduleOf(kind: Kind): WebModule {
  const found = modules.find((module) => module.kind === kind);
  if (!found) throw new Error(`no web module shows ${kind}`);
  return found;
}
