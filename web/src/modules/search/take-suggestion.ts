import { filtersWhere, removing, rowOf } from '@zlm/server/contract/filter-table';
import { useQuery } from '../../state/query.ts';
import { valuesOf } from '../../state/url-query.ts';
import { useFlyToDivision } from '../divisions/fly-to-division.ts';
import { useInstitutionNames } from '../../things/institution-names.ts';
import type { Suggestion } from './use-suggestions.ts';

export const NO_WORDS = removing(filtersWhere({ type: 'text' }));

/** Turns a chosen suggestion into filters; answers the text that stays in the field. */
export function useTakeSuggestion(): (suggestion: Suggestion) => Promise<string> {
  const query = useQuery();
  const institutions = useInstitutionNames();
  const flyToDivision = useFlyToDivision();

  return async ({ text, filter }) => {
    if (!filter) {
      await query.setWords(text);
      return text;
    }
    const { type } = rowOf(filter.name)!;
    if (type === 'areaCode') {
      await query.setFilters({ ...NO_WORDS, [filter.name]: filter.value });
      await flyToDivision(filter.value);
      return '';
    }
    if (type === 'organiserId') {
      institutions.note(filter.value, text);
      await query.setFilters({ ...NO_WORDS, [filter.name]: filter.value });
      // It may be anywhere.
      await query.setView({ scope: 'all' });
      return '';
    }
    const values = new Set([...valuesOf(query.filters, filter.name), filter.value]);
    await query.setFilters({ ...NO_WORDS, [filter.name]: [...values].join(',') });
    return '';
  };
}
