import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  share: 'Share',
  title: 'Share this',
  link: 'Link',
  copyLink: 'Copy link',
  system: 'Share with another app…',
  wechat: 'In WeChat, tap “···” in the top right corner to send it to a friend or to your moments.',
  qr: 'Scan to open “{title}”',
  enlarge: 'Enlarge the QR code',
  print: 'Print',
};
