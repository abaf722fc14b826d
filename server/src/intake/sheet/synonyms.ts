import type { Synonyms } from '../reading/terms.ts';

/** Of vocabularies that several kinds use. */
export const COMMON_SYNONYMS: Synonyms = {
  mode: {
    offline: ['线下活动', '现场'],
    online: ['线上活动', '网上', '网络'],
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
    phone: ['电话'],
    walk_in: ['现场', '现场报名', '到场', '无需报名', '直接参加'],
    link: ['网上', '网络报名', '链接', '线上报名'],
  },
};
