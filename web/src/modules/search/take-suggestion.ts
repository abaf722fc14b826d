import { useQuery } from '../../state/query.ts';
import { valuesOf } from '../../state/url-query.ts';
import { useFlyToDivision } from '../divisions/fly-to-division.ts';
import { useInstitutionNames } from '../../things/institution-names.ts';
import type { Suggestion } from './use-suggestions.ts';

/** Turns a chosen suggestion into filters; answers the text that stays in the field. */
export function useTakeSuggestion(): (suggestion: Suggestion) => Promise<string> {
  const query = useQuery();
  const institutions = useInstitutionNames();
  const flyToDivision = useFlyToDivision();

  return async ({ text, filter }) => {
    if (!filter) {
      await query.setFilters({ q: text });
      return text;
    }
    if (filter.name === 'division') {
      await query.setFilters({ q: undefined, division: filter.value });
      await flyToDivision(filter.value);
      return '';
    }
    if (filter.name === 'institution') {
      institutions.note(filter.value, text);
      await query.setFilters({ q: undefined, institution: filter.value });
      // It may be anywhere.
      await query.setView({ scope: 'all' });
      return '';
    }
    const values = new Set([...valuesOf(query.filters, filter.name), filter.value]);
    await query.setFilters({ q: undefined, [filter.name]: [...values].join(',') });
    return '';
  };
}
