// What many tables tell of people, said alike; see `personal` of a module.
export const TIME = { names: { 'zh-CN': '时间', en: 'Time' } };
export const GOOD_UNTIL = { names: { 'zh-CN': '有效至', en: 'Good until' } };
/** Of a column `valid` that is a range of time. */
export const SPAN = {
  since: { names: { 'zh-CN': '开始', en: 'From' }, sql: 'lower(valid)' },
  until: { names: { 'zh-CN': '结束', en: 'Until' }, sql: 'upper(valid)' },
};

export const FOR_GOOD = { names: { 'zh-CN': '长期', en: 'For good' } };
/** Nobody reads what is left without its key. */
export const UNTIL_ITS_KEY = {
  names: { 'zh-CN': '到账号删除；密钥同时销毁', en: 'As long as the account; its key is destroyed with it' },
};
