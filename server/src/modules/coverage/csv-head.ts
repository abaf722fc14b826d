import type { Lang } from '../../contract/lists.ts';

interface Head {
  columns: string[];
  without: string;
  total: string;
}

const heads: Record<Lang, Head> = {
  'zh-CN': {
    columns: ['区划代码', '地区', '常住人口', '数量', '每万人'],
    without: '线上或没有对应地区',
    total: '合计',
  },
  en: {
    columns: ['Code', 'Division', 'Residents', 'Count', 'Per 10,000'],
    without: 'Online or without such a division',
    total: 'Total',
  },
};

export function headOf(lang: Lang): Head {
  return heads[lang];
}
