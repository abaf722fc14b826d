import { useQuery } from '../../state/query.ts';
import { useStage } from '../../state/stage.ts';
import { valuesOf } from '../../state/url-query.ts';
import { useDivisions } from '../divisions/divisions.ts';
import { zoomOf } from '../divisions/zoom.ts';
import type { Suggestion } from './use-suggestions.ts';

/** Turns a chosen suggestion into filters; answers the text that stays in the field. */
export function useTakeSuggestion(): (suggestion: Suggestion) => Promise<string> {
  const query = useQuery();
  const stage = useStage();
  const divisions = useDivisions();

  return async ({ text, filter }) => {
    if (!filter) {
      await query.setFilters({ q: text });
      return text;
    }
    if (filter.name === 'division') {
      await query.setFilters({ q: undefined, division: filter.value });
      await divisions.load(filter.value.length === 9 ? filter.value.slice(0, 6) : undefined);
      const division = divisions.known.get(filter.value);
      if (division?.position) {
        const [lng, lat] = division.position;
        stage.flyTo({ lng, lat, zoom: zoomOf(division.level) });
      }
      return '';
    }
    const values = new Set([...valuesOf(query.filters, filter.name), filter.value]);
    await query.setFilters({ q: undefined, [filter.name]: [...values].join(',') });
    return '';
  };
}
