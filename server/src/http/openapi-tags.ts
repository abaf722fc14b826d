import type { Endpoint } from '../contract/endpoint.ts';
import { KINDS, traitsOf, type Kind } from '../contract/kinds.ts';

/** Of the operations below these first parts of their paths, in the order they are shown. */
const TAGS = [
  { name: 'search', description: '搜索 Search', paths: ['search', 'suggest', 'understand'] },
  ...KINDS.map(tagOfKind),
  { name: 'timetable', description: '课表 Timetable', paths: ['timetable'] },
  { name: 'isochrones', description: '步行范围 Walking areas', paths: ['reach'] },
  { name: 'coverage', description: '各地供给 Supply by area', paths: ['supply'] },
  { name: 'map', description: '地图 Map', paths: ['tiles', 'basemap'] },
  { name: 'changes', description: '更新 Changes', paths: ['changes'] },
  { name: 'divisions', description: '行政区划 Divisions', paths: ['divisions'] },
  { name: 'vocabularies', description: '词表 Vocabularies', paths: ['vocabularies'] },
  { name: 'reports', description: '纠错 Reports', paths: ['reports'] },
];

function tagOfKind(kind: Kind) {
  const { folder, names } = traitsOf(kind);
  return { name: folder, description: `${names['zh-CN'].many} ${names.en.many}`, paths: [folder] };
}

/** The tag of an endpoint. Throws where its path has none. */
export function tagOf({ path }: Endpoint): string {
  const first = path.replace(/^\/(api\/)?/, '').split(/[/.]/)[0]!;
  const tag = TAGS.find(({ paths }) => paths.includes(first));
  if (!tag) throw new Error(`${path} has no tag`);
  return tag.name;
}

/** Each tag in use, with its names in both languages. */
export function tagsOf(endpoints: readonly Endpoint[]) {
  const used = new Set(endpoints.map(tagOf));
  return TAGS.filter(({ name }) => used.has(name)).map(({ name, description }) => ({ name, description }));
}
