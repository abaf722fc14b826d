export const messages = {
  duration: '时长',
  minutes: '{n} 分钟',
  published: '发布',
  open: '打开资源',
  opensIn: '在新窗口打开 {host}',
};
