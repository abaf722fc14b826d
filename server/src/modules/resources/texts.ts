/** What only the page of a resource says. */
export const texts = {
  'zh-CN': { open: '打开资源' },
  en: { open: 'Open the resource' },
};
