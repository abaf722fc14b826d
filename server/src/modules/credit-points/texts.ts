/** What only the page of a credit point says. */
export const texts = {
  'zh-CN': { services: '能办什么', parents: '上级受理点', institution: '设在' },
  en: { services: 'Services', parents: 'Points above it', institution: 'Located at' },
};
