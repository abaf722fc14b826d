export const messages = {
  share: '分享',
  title: '分享这一条',
  link: '链接',
  copyLink: '复制链接',
  system: '用其他应用分享…',
  wechat: '在微信里请点右上角的“···”，选择“发送给朋友”或“分享到朋友圈”。',
  qr: '扫码打开《{title}》',
  enlarge: '放大二维码',
  print: '打印',
};
