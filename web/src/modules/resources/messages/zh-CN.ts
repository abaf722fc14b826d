export const messages = {
  minutes: '{n} 分钟',
  open: '打开资源',
  opensIn: '在新窗口打开 {host}',
};
