import type { Lang } from '../lists.ts';

interface Named {
  level: string;
  name: string;
  nameEn: string;
}

/** As short as people say it: 杭州, 西湖区, 景宁县; Hangzhou, Xihu. */
export function shortAreaName({ level, name, nameEn }: Named, lang: Lang): string {
  if (lang === 'en') return nameEn.replace(/ (City|District|County|Province|She Autonomous County)$/, '');
  if (level === 'city') return name.replace(/市$/, '');
  return name.replace(/.族自治县$/, '县');
}

/** What is in an area and in none of those shown beside it; null: in none at all. */
export function otherAreaName(area: Named | null, lang: Lang): string {
  if (!area) return lang === 'en' ? 'No county' : '未标区县';
  if (area.level === 'province') return lang === 'en' ? 'Whole province' : '全省';
  return lang === 'en' ? `Other ${shortAreaName(area, lang)}` : `${shortAreaName(area, lang)}其他`;
}
