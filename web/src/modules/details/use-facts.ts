import type { FilterInput } from '@zlm/server/contract';
import type { Fact, FactWords } from '@zlm/server/contract/facts';
import { computed, type ComputedRef } from 'vue';
import { useText } from '../../i18n/use-text.ts';
import { useNow } from '../../state/now.ts';
import { useLabels } from '../../things/use-labels.ts';
import { usePriceText } from '../../things/use-price-text.ts';
import { useSeatsText } from '../../things/use-seats-text.ts';
import { useDivisions } from '../divisions/divisions.ts';

export interface ShownFact {
  name: string;
  text?: string | null;
  /** In place of text: words that open the list of all that share them. */
  links?: readonly { text: string; filters: FilterInput }[];
}

/** What the page of the server says too, in the words of the app; `now` in ms. */
export function useFacts(list: (say: FactWords, now: number) => readonly Fact[]): ComputedRef<ShownFact[]> {
  const { t, lang, number, day, dayAndTime } = useText();
  const labels = useLabels();
  const divisions = useDivisions();
  const priceText = usePriceText();
  const seatsText = useSeatsText();
  const now = useNow();

  const say = computed<FactWords>(() => ({
    lang: lang.value,
    fact: (name, values) => t(`facts.${name}`, values),
    label: labels.label,
    list: labels.list,
    mode: (mode) => t(`modes.${mode}`),
    status: (status) => t(`statuses.${status}`),
    price: (price) => price && priceText.of(price),
    seats: seatsText,
    number,
    day,
    dayAndTime,
  }));
  return computed(() =>
    list(say.value, now.value).map(({ name, text, topics, division }) => {
      if (topics) return { name, links: labels.topics(topics) };
      return { name, text: division ? divisions.nameOf(division) : text || null };
    }),
  );
}
