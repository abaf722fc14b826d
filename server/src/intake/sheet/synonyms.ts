import { SPOKEN_AUDIENCES } from '../../formats/spoken-terms/audiences.ts';
import type { SpokenTerm } from '../../formats/spoken-terms/spoken-term.ts';
import { SPOKEN_TOPICS } from '../../formats/spoken-terms/topics.ts';
import { SPOKEN_FORMATS, SPOKEN_MODES } from '../../formats/spoken-terms/ways.ts';
import { joinSynonyms, type Synonyms } from '../reading/terms.ts';

/** What people say to the search they also write into sheets. */
const SPOKEN: Synonyms = {
  audience: byCodes(SPOKEN_AUDIENCES),
  topic: byCodes(SPOKEN_TOPICS),
  mode: byCodes(SPOKEN_MODES),
  format: byCodes(SPOKEN_FORMATS),
};

function byCodes(terms: readonly SpokenTerm[]): Synonyms[string] {
  const words: Record<string, string[]> = {};
  for (const { codes, words: own } of terms) (words[codes.join(',')] ??= []).push(...own);
  return words;
}

/** Of vocabularies that several kinds use. */
export const COMMON_SYNONYMS: Synonyms = joinSynonyms([
  SPOKEN,
  {
    audience: {
      seniors: ['老年群体', '离退休人员', '退休职工', '老年学员'],
      residents: ['市民', '群众', '村民', '全体居民', '辖区居民', '社区群众', '社会公众', '公众', '社会人员'],
      teenagers: ['中小学生', '初中生', '高中生'],
      workers: ['企业职工', '企业员工', '员工', '在职人员', '在职职工'],
      'new-farmers': ['农户', '高素质农民', '种养殖户'],
      'preschool,teenagers': ['儿童青少年', '未成年人'],
    },
    mode: {
      offline: ['线下活动', '现场'],
      online: ['线上活动', '网络'],
      mixed: ['混合', '线上线下', '线上+线下'],
    },
    status: {
      scheduled: ['正常', '报名中'],
      full: ['满员', '已满'],
      cancelled: ['取消'],
      postponed: ['延期'],
      rescheduled: ['改期'],
    },
    enrol_method: {
      phone: ['电话', '打电话', '致电', '电话咨询', '电话预约', '来电报名'],
      walk_in: ['现场', '现场报名', '到场', '无需报名', '直接参加', '免报名', '不用报名', '自由参加', '上门报名'],
      link: [
        ...['网上', '网络报名', '链接', '线上报名', '在线报名', '扫码报名', '扫码', '扫二维码', '二维码报名', '二维码'],
        ...['微信报名', '微信', '公众号报名', '公众号', '小程序报名', '小程序', '网上预约'],
      ],
    },
  },
]);
