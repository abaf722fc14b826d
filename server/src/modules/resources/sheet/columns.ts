import type { Column } from '../../../intake/reading/columns.ts';
import { audiences, column, description, id, links, organiser, price, topics } from '../../../intake/sheet/columns.ts';

export const columns: Column[] = [
  id(['ZY001', 'ZY002']),
  column('title', '名称', ['示例：用手机挂号', '示例：垃圾分类图解'], { also: ['资源名称', '标题'], required: true }),
  column('url', '链接', ['https://example.org/v/1', 'https://example.org/r/2'], {
    also: ['资源链接'],
    required: true,
  }),
  column('medium', '资源类型', ['视频', '图文'], { also: ['类型'], required: true }),
  ...organiser('提供机构', ['示例社区学院', '']),
  column('division', '区划', ['330106', '']),
  topics(['智能手机', '垃圾分类']),
  audiences(['老年人', '']),
  column('duration', '时长(分钟)', ['12', ''], { isCounted: true, also: ['时长'] }),
  price(['免费', '免费']),
  column('published_on', '发布日期', ['2026-10-01', '']),
  description('示例行，请删除。'),
  links,
];
