import type { PrintTexts } from './zh-CN.ts';

export const texts: PrintTexts = {
  title: 'Learning near you',
  all: 'What to learn in Zhejiang',
  made: 'Printed {date} · all times are China Standard Time',
  counts: '{total} match; {shown} are listed here.',
  left: '{n} more are not listed; the whole list is at',
  whole: 'The whole list is at',
  none: 'Nothing matches; please ask for less.',
  back: 'Change the conditions',
  how: 'Print this page with your browser (A4 paper).',
  map: 'Places of the list',
  mapNote:
    'A sketch, not for navigation. Each place has one number, in the list as on the map. Coast, lakes and rivers: GSHHG (LGPL)',
  roughNote: '. A dashed number stands only about there',
  phone: 'Phone {phone}',
  noPhone: 'No phone stated',
  noPrice: 'No price stated',
  demo: 'What is marked “demo” was generated for demonstration and is not real.',
  demoMark: 'demo',
  approximate: 'Scale',
  badTitle: 'Something in the conditions is not right',
};
