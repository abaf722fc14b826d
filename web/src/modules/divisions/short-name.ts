import type { Division, Lang } from '@zlm/server/contract';

/** 杭州 of 杭州市: among cities nobody needs to be told that it is one. */
export function shortName({ name, nameEn }: Pick<Division, 'name' | 'nameEn'>, lang: Lang): string {
  return lang === 'en' ? nameEn : name.replace(/市$/, '');
}
