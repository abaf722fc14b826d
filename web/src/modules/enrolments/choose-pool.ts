import type { SeatPool } from '@zlm/server/contract';

/** What waits for an answer, then what is one's own, then what can be had; what is over is left out unless it is one's own. */
export function listShown(pools: readonly SeatPool[]): SeatPool[] {
  return pools.filter(({ refusal, mine }) => mine !== null || refusal !== 'over');
}
export function choosePool(pools: readonly SeatPool[], wanted: string | null, first?: string | null): SeatPool | null {
  const shown = listShown(pools);
  const free = ({ refusal, capacity, taken, waiting }: SeatPool) =>
    refusal === null && waiting === 0 && (capacity === null || taken < capacity);
  return (
    shown.find(({ pool }) => pool === wanted) ??
    shown.find(({ mine }) => mine?.state === 'offered') ??
    shown.find(({ mine }) => mine !== null) ??
    shown.find(({ pool, refusal }) => pool === first && refusal === null) ??
    shown.find(free) ??
    shown.find(({ refusal }) => refusal === null) ??
    shown[0] ??
    pools.at(-1) ??
    null
  );
}
/** Whoever enrols now waits. */
export const isFull = ({ capacity, taken }: Pick<SeatPool, 'capacity' | 'taken'>): boolean =>
  capacity !== null && taken >= capacity;
