import type { Card } from '@zlm/server/contract';

/** Whether the demo mark stands once, over the list; beside real things each card says it itself. */
export function isAllDemo(cards: readonly Pick<Card, 'isDemo'>[]): boolean {
  return cards.length > 0 && cards.every(({ isDemo }) => isDemo);
}
