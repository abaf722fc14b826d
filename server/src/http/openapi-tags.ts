import type { Endpoint } from '../contract/endpoint.ts';
import { KINDS, traitsOf, type Kind } from '../contract/kinds.ts';
import type { Lang } from '../contract/lists.ts';

interface Tag {
  name: string;
  names: Record<Lang, string>;
  paths: readonly string[];
}
const named = (name: string, chinese: string, english: string, paths: readonly string[]): Tag => ({
  name,
  names: { 'zh-CN': chinese, en: english },
  paths,
});

/** Of the operations below these first parts of their paths, in the order they are shown. */
const TAGS: readonly Tag[] = [
  named('search', '搜索', 'Search', ['search', 'suggest', 'understand']),
  ...KINDS.map(tagOfKind),
  named('timetable', '课表', 'Timetable', ['timetable']),
  named('institution-tree', '机构体系', 'Institution tree', [
    'institution-tree',
    'tree-acts',
    'institution-duplicates',
  ]),
  named('isochrones', '步行范围', 'Walking areas', ['reach']),
  named('coverage', '各地供给', 'Supply by area', ['supply']),
  named('map', '地图', 'Map', ['tiles', 'basemap']),
  named('changes', '更新', 'Changes', ['changes']),
  named('open-data', '开放数据', 'Open data', ['calendar', 'catalogue', 'feeds']),
  named('divisions', '行政区划', 'Divisions', ['divisions']),
  named('vocabularies', '词表', 'Vocabularies', ['vocabularies']),
  named('enrolments', '报名', 'Enrolments', ['enrolments']),
  named('messages', '消息', 'Messages', ['messages']),
  named('pins', '发布', 'Publishing', ['pins', 'pin-forms', 'pin-revisions']),
  named('sources', '数据来源', 'Sources', ['sources', 'webhooks']),
  named('imports', '导入', 'Importing', ['imports', 'import-templates']),
  named('freshness', '最近核实', 'Freshness', ['freshness']),
  named('moderation', '审核', 'Moderation', ['moderation']),
  named('accounts', '账号', 'Account', ['me']),
  named('sign-on', '其他平台登录', 'Signing in elsewhere', ['sign-on']),
  named('privacy', '个人信息', 'Privacy', ['privacy']),
  named('delegations', '代办', 'Acting for others', ['delegations']),
  named('applications', '应用', 'Applications', ['consents']),
  named('grants', '授权', 'Roles given', ['grants']),
  named('staff-accounts', '账号管理', 'Accounts for staff', ['accounts']),
  named('demo-accounts', '演示账号', 'Demo accounts', ['demo-accounts']),
  named('audit', '审计', 'Record of acts', ['audit']),
  named('jobs', '后台任务', 'Work in the background', ['jobs']),
  named('media', '照片', 'Photos', ['files']),
  named('placing', '标注助手', 'Help with pinning', ['placing']),
  named('reports', '纠错', 'Reports', ['reports']),
];

function tagOfKind(kind: Kind): Tag {
  const { folder, names } = traitsOf(kind);
  return named(folder, names['zh-CN'].many, names.en.many, [folder]);
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
  return TAGS.filter(({ name }) => used.has(name)).map(({ name, names }) => ({
    name,
    description: `${names['zh-CN']} ${names.en}`,
  }));
}

/** What people call a tag. */
export const sayTag = (tag: string, lang: Lang): string => TAGS.find(({ name }) => name === tag)?.names[lang] ?? tag;
