import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  entry: 'Put this view on your site',
  hint: 'Puts the map, conditions and list as they are now into any page. It stays up to date, and its links open the full map.',
  size: 'Size',
  sizes: { wide: 'Full width', card: 'Card', phone: 'Phone' },
  code: 'Paste this code into your page',
  sandbox: 'If your page gives the iframe a sandbox, it has to be:',
  copy: 'Copy the code',
  copied: 'Copied',
  select: 'The code is selected: copy it with your keyboard.',
  preview: 'Preview',
  title: 'Zhejiang Learning Map',
  about: 'Zhejiang Learning Map: {words}',
  full: 'Open the full map',
  newTab: 'Opens in a new tab',
  map: 'Map',
  list: 'List',
};
