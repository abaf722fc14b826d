import type { Endpoint } from '../contract/endpoint.ts';

// By the first part of the path below /api, in the order they are shown.
const TAGS: Record<string, { name: string; description: string }> = {
  search: { name: 'search', description: '搜索 Search' },
  suggest: { name: 'search', description: '搜索 Search' },
  understand: { name: 'search', description: '搜索 Search' },
  activities: { name: 'activities', description: '活动 Activities' },
  courses: { name: 'courses', description: '课程 Courses' },
  resources: { name: 'resources', description: '在线资源 Online resources' },
  institutions: { name: 'institutions', description: '机构 Institutions' },
  'credit-points': { name: 'credit-points', description: '学分银行受理点 Credit bank points' },
  timetable: { name: 'timetable', description: '课表 Timetable' },
  reach: { name: 'reach', description: '步行范围 Walking areas' },
  supply: { name: 'supply', description: '各地供给 Supply by area' },
  tiles: { name: 'map', description: '地图 Map' },
  basemap: { name: 'map', description: '地图 Map' },
  changes: { name: 'changes', description: '更新 Changes' },
  divisions: { name: 'divisions', description: '行政区划 Divisions' },
  vocabularies: { name: 'vocabularies', description: '词表 Vocabularies' },
  reports: { name: 'reports', description: '纠错 Reports' },
};

const keyOf = ({ path }: Endpoint) => path.replace(/^\/(api\/)?/, '').split(/[/.]/)[0]!;

/** The tag of an endpoint. Throws where its path has none. */
export function tagOf(endpoint: Endpoint): string {
  const tag = TAGS[keyOf(endpoint)];
  if (!tag) throw new Error(`${endpoint.path} has no tag`);
  return tag.name;
}

/** Each tag in use once, with its names in both languages. */
export function tagsOf(endpoints: readonly Endpoint[]) {
  const used = new Set(endpoints.map(tagOf));
  const tags = new Map(Object.values(TAGS).map((tag) => [tag.name, tag]));
  return [...tags.values()].filter(({ name }) => used.has(name));
}
