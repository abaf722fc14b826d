import { useViewState } from '../../state/view-state.ts';
import { useDivisions } from './divisions.ts';
import { zoomOf } from './zoom.ts';

/** Moves the map to a division by its code, once its position is known. */
export function useFlyToDivision(): (code: string) => Promise<void> {
  const viewState = useViewState();
  const divisions = useDivisions();

  return async (code) => {
    await divisions.load(code.length === 9 ? code.slice(0, 6) : undefined);
    const division = divisions.known.get(code);
    if (!division?.position) return;
    const [lng, lat] = division.position;
    viewState.flyTo({ lng, lat, zoom: zoomOf(division.level) });
  };
}
