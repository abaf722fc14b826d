import type { Card } from '@zlm/server/contract';
import type { Tag } from './deciding-tags.ts';
import { toneOf } from './status-tone.ts';
import { useThingText } from './text.ts';
import { usePriceText } from './use-price-text.ts';

interface TagText {
  text: string;
  tone: 'plain' | 'good' | 'warn' | 'danger';
  hint?: string | undefined;
}

/** A tag of a card in words. */
export function useTagText(): (tag: Tag, card: Card) => TagText {
  const { t, tn, number, exact } = useThingText();
  const priceText = usePriceText();
  const seats = ({ seats }: Card) => tn('seatsLeft.some', seats!.left!, { n: number(seats!.left!) });

  const tell: Record<Tag, (card: Card) => TagText> = {
    status: ({ status }) => ({ text: t(`statuses.${status!}`), tone: toneOf(status!) }),
    full: () => ({ text: t('seatsLeft.none'), tone: 'warn' }),
    few: (card) => ({ text: seats(card), tone: 'warn' }),
    price: ({ price }) => ({ text: priceText.of(price!), tone: priceText.isFree(price!) ? 'good' : 'plain' }),
    mode: ({ mode }) => ({ text: t(`modes.${mode!}`), tone: 'plain' }),
    unlocated: () => ({ text: t('unlocated'), tone: 'plain' }),
    about: ({ place }) => ({ text: t('exactness.place'), tone: 'warn', hint: exact(place!) ?? undefined }),
    seats: (card) => ({ text: seats(card), tone: 'plain' }),
  };
  return (tag, card) => tell[tag](card);
}
