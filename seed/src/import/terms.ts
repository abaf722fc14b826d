import { BadValue } from './fields.ts';
import { toNameKey } from './values/text.ts';

export interface Term {
  vocabulary: string;
  code: string;
  zh: string;
  en: string;
  synonyms: string[];
}
export type TermIndex = ReadonlyMap<string, { byName: ReadonlyMap<string, Set<string>>; terms: Term[] }>;

/** How people write what has another label. */
const ALSO: Record<string, Record<string, string[]>> = {
  mode: {
    offline: ['线下活动', '现场'],
    online: ['线上活动', '网上', '网络'],
    mixed: ['混合', '线上线下', '线上+线下'],
  },
  institution_type: {
    'county-open-university': ['区级开放大学'],
    'township-school': ['社区学校', '乡镇社区学校', '街道社区学校', '乡镇成人学校', '成校', '成人文化技术学校'],
    'village-point': ['学习点', '社区学习点'],
    'senior-university': ['老年学校', '老年电视大学'],
    'cultural-centre': ['文化馆', '文化站'],
    museum: ['纪念馆'],
    'youth-women-centre': ['青少年活动中心', '少年宫', '妇女活动中心', '青少年宫'],
    'vocational-college': ['职业学院', '职业学校', '高职', '技工学校', '技师学院'],
    'continuing-education-college': ['高校', '大学', '继续教育学院'],
    'training-provider': ['培训机构', '培训学校', '其他'],
  },
  credit_tier: { province: ['省级'], city: ['市级', '分中心'], county: ['县级'], college_branch: ['高校分部'] },
  status: {
    scheduled: ['正常', '报名中'],
    full: ['满员', '已满'],
    cancelled: ['取消'],
    postponed: ['延期'],
    rescheduled: ['改期'],
  },
  enrol_method: {
    phone: ['电话'],
    walk_in: ['现场', '现场报名', '到场', '无需报名', '直接参加'],
    link: ['网上', '网络报名', '链接', '线上报名'],
  },
  format: {
    lecture: ['讲堂', '公开课'],
    'course-series': ['培训班', '课程'],
    'hands-on': ['体验活动'],
    blended: ['混合式'],
  },
};

export function indexTerms(terms: Term[]): TermIndex {
  const index = new Map<string, { byName: Map<string, Set<string>>; terms: Term[] }>();
  for (const term of terms) {
    let entry = index.get(term.vocabulary);
    if (!entry) index.set(term.vocabulary, (entry = { byName: new Map(), terms: [] }));
    entry.terms.push(term);
    for (const name of namesOf(term)) {
      const key = toNameKey(name);
      entry.byName.set(key, (entry.byName.get(key) ?? new Set()).add(term.code));
    }
  }
  return index;
}

/** 老年人(60+) is also 老年人, 博物馆/科技馆 either of the two. */
function namesOf({ vocabulary, code, zh, en, synonyms }: Term): string[] {
  const bare = zh.replace(/[(（].*?[)）]/g, '');
  const halves = [zh, bare].flatMap((label) => label.split('/'));
  return [code, zh, en, bare, ...halves, ...synonyms, ...(ALSO[vocabulary]?.[code] ?? [])];
}

/** The code of a term by code, label or synonym. Throws `BadValue` that lists what is near. */
export function findTerm(index: TermIndex, vocabulary: string, text: string): string {
  const { byName, terms } = index.get(vocabulary)!;
  const key = toNameKey(text);
  // A code or label comes before a synonym of another term.
  const exact = terms.find(({ code, zh, en }) => [code, zh, en].some((name) => toNameKey(name) === key));
  const found = [...(byName.get(key) ?? [])];
  const sharing = terms.filter(({ zh }) => toNameKey(zh) === key);
  if (sharing.length > 1) throw new BadValue('ambiguous-thing', sharing.map(({ code }) => code).join('、'));
  if (exact) return exact.code;
  if (found.length > 1) throw new BadValue('ambiguous-thing', found.join('、'));
  if (!found[0]) throw new BadValue('unknown-term', nearest(terms, text).join('、'));
  return found[0];
}

const SHOWN = 14;

/** All labels of a short vocabulary, of a long one those that share most characters. */
function nearest(terms: Term[], text: string): string[] {
  const labels = terms.map(({ zh }) => zh);
  if (labels.length <= SHOWN) return labels;
  const shared = (label: string) => [...new Set(text)].filter((character) => label.includes(character)).length;
  const sorted = labels.map((label, at) => ({ label, at, score: shared(label) }));
  sorted.sort((a, b) => b.score - a.score || a.at - b.at);
  return [...sorted.slice(0, 6).map(({ label }) => label), '…'];
}

export const labelOf = (index: TermIndex, vocabulary: string, code: string): string =>
  index.get(vocabulary)?.terms.find((term) => term.code === code)?.zh ?? code;
