import type { Answer, Endpoints } from '@zlm/server/contract';
import { useMapPoints } from '../../map/use-map-points.ts';
import { useShownWhole } from '../../map/use-shown-whole.ts';
import { useAccount } from '../account/account.ts';
import { readMap } from './api.ts';
import { toQuery, type ImportSpot } from './spot.ts';
import { useImportText } from './text.ts';

export type RowPoint = Answer<Endpoints['getImportMap']>['points'][number];
/** Where rows of an import are, which the map then shows whole. */
export function useImportMap(here: () => ImportSpot & { id: string }) {
  const { t, number } = useImportText();
  const account = useAccount();
  const map = useMapPoints<RowPoint>({
    name: 'import',
    key: () => [here().id, here().filter].join(),
    read: (signal) => account.asMe(() => readMap(here().id, toQuery(here().filter), signal)),
    nameOfMany: (n) => t('imports.map.atSpot', { n: number(n) }),
  });
  useShownWhole(map);
  return map;
}
