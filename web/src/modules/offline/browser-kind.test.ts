import { expect, test } from 'vitest';
import { installWayOf } from './browser-kind.ts';

const here = {
  agent: 'Mozilla/5.0 (Linux; Android 14) Chrome/120',
  touchPoints: 5,
  isInstalled: false,
  hasOffer: false,
};

test('each browser is told its own way', () => {
  expect(installWayOf(here)).toBe('none');
  expect(installWayOf({ ...here, hasOffer: true })).toBe('offer');
  expect(installWayOf({ ...here, agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)' })).toBe('ios');
  expect(installWayOf({ ...here, agent: 'Mozilla/5.0 (Macintosh) Safari' })).toBe('ios');
  expect(installWayOf({ ...here, agent: 'Mozilla/5.0 (Macintosh) Safari', touchPoints: 0 })).toBe('none');
  expect(installWayOf({ ...here, agent: 'Mozilla/5.0 (iPhone) MicroMessenger/8.0' })).toBe('wechat');
  expect(installWayOf({ ...here, hasOffer: true, isInstalled: true })).toBe('none');
});
