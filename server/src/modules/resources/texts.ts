/** What only the page of a resource says. */
export const texts = {
  'zh-CN': { open: '打开资源', minutes: '时长（分钟）', published: '发布' },
  en: { open: 'Open the resource', minutes: 'Minutes', published: 'Published' },
};
