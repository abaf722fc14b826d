import type { Entry } from './entry.ts';

/**
 * 公益 is left to the topic of volunteering, and 便宜 to nobody: how much is cheap is not ours to say.
 * Amounts are read only where a class of prices ends, as another would find too much or too little.
 */
export const PRICE_WORDS: readonly Entry[] = [
  {
    words: ['免费', '免費', '不要钱', '不收费', '不花钱', '零元', '0元', '免学费', 'free', 'free of charge', 'no fee', 'no cost'],
    means: { price: 'free' },
  },
  ...upTo('50', 'free,1-50'),
  ...upTo('200', 'free,1-50,51-200'),
  ...upTo('800', 'free,1-50,51-200,201-800'),
];

function upTo(yuan: string, price: string): Entry[] {
  const chinese = ['元', '块', '块钱'].flatMap((unit) => ['以内', '以下', '内'].map((end) => `${yuan}${unit}${end}`));
  const english = ['under', 'up to', 'below'].flatMap((word) => ['', ' yuan', ' rmb'].map((unit) => `${word} ${yuan}${unit}`));
  return [{ words: [...chinese, ...english.filter((text) => /[a-z]$/.test(text))], means: { price } }];
}
