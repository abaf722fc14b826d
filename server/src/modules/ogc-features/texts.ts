import type { Lang } from '../../contract/lists.ts';

const chinese = {
  title: '开放数据：OGC API Features',
  description: '地图上公开的全部条目，按类别分组；筛选条件与搜索相同，条数也相同。',
  conformance: '符合的规范',
  collections: '数据集',
  api: '接口说明',
  items: '条目',
  total: '共 {total} 条',
  next: '下一页',
  none: '没有符合条件的条目。',
};
const english: typeof chinese = {
  title: 'Open data: OGC API Features',
  description: 'Everything public on the map, by kind; it takes the filters of the search and counts what that counts.',
  conformance: 'Conformance',
  collections: 'Collections',
  api: 'API definition',
  items: 'Items',
  total: '{total} in total',
  next: 'Next page',
  none: 'Nothing matches.',
};

export const ogcTexts = (lang: Lang) => (lang === 'en' ? english : chinese);
