import type { Suggestion } from './use-suggestions.ts';

export interface SuggestionGroup {
  source: Suggestion['source'];
  suggestions: Suggestion[];
}

/** Those of one kind together; kinds and what is in them in the order they came. */
export function toGroups(suggestions: readonly Suggestion[]): SuggestionGroup[] {
  const groups = new Map<Suggestion['source'], Suggestion[]>();
  for (const suggestion of suggestions) {
    const known = groups.get(suggestion.source);
    if (known) known.push(suggestion);
    else groups.set(suggestion.source, [suggestion]);
  }
  return [...groups].map(([source, own]) => ({ source, suggestions: own }));
}
