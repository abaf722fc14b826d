export const messages = {
  open: '打开资源',
  opensIn: '在新窗口打开 {host}',
};
