import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDateTime } from '../../formats/shanghai-time.ts';
import type { Every } from '../../module.ts';
import { backoffMs } from './backoff.ts';
import { toErrorText } from './error-text.ts';
import { parseEvery, periodStart } from './schedule.ts';

const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

test('a period holds its moments, from its beginning to just before the next', () => {
  const every = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('minutes', 'hours')).map((parts) => parts.join(' ')),
    fc
      .date({ noInvalidDate: true })
      .map((at) => `1 day at ${toDateTime(new Date(at.getTime() % 1e12)).slice(11, 16)} Asia/Shanghai`),
  ) as fc.Arbitrary<Every>;
  fc.assert(
    fc.property(every, moments, fc.nat(), (text, now, later) => {
      const schedule = parseEvery(text);
      const start = periodStart(schedule, now);
      const since = now.getTime() - start.getTime();
      expect(since >= 0 && since < schedule.lengthMs).toBe(true);
      const within = new Date(start.getTime() + (later % schedule.lengthMs));
      expect(periodStart(schedule, within)).toEqual(start);
      const next = new Date(start.getTime() + schedule.lengthMs);
      expect(periodStart(schedule, next)).toEqual(next);
      if (text.startsWith('1 day')) expect(toDateTime(start).slice(11)).toBe(`${text.slice(9, 14)}:00+08:00`);
    }),
  );
});

test('periods of a day and of hours begin on the clock of Shanghai', () => {
  const at = (every: Every, now: string) => toDateTime(periodStart(parseEvery(every), new Date(now)));
  expect(at('1 day at 03:00 Asia/Shanghai', '2026-11-30T02:59:59+08:00')).toBe('2026-11-29T03:00:00+08:00');
  expect(at('1 day at 03:00 Asia/Shanghai', '2026-11-30T03:00:00+08:00')).toBe('2026-11-30T03:00:00+08:00');
  expect(at('1 minute', '2026-11-30T03:00:59.999+08:00')).toBe('2026-11-30T03:00:00+08:00');
  expect(at('12 hours', '2026-11-30T13:00:00+08:00')).toBe('2026-11-30T12:00:00+08:00');
});

test.each(['0 minutes', '1 day', '1 day at 24:00 Asia/Shanghai', '1 day at 3:00 Asia/Shanghai', '1 week', '-1 hours'])(
  '"%s" is no schedule',
  (text) => expect(() => parseEvery(text as Every)).toThrow(text),
);

test('tries come later and later, from half of the time to all of it, and never rarer than hourly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (n, r) => {
        const longest = Math.min(3_600_000, 5_000 * 2 ** (n - 1));
        const ms = backoffMs(n, () => r);
        expect(Number.isSafeInteger(ms) && ms >= longest / 2 && ms <= longest).toBe(true);
        expect(backoffMs(n + 1, () => r)).toBeGreaterThanOrEqual(ms);
      },
    ),
  );
  expect(new Set(Array.from({ length: 20 }, () => backoffMs(3))).size).toBeGreaterThan(1);
});

test('of what went wrong a code is kept and where, and nothing that was said', () => {
  const said = fc.string({ minLength: 4, unit: fc.constantFrom(...'王芳13800138000@x."\n') });
  fc.assert(
    fc.property(said, said, (message, code) => {
      const text = toErrorText(Object.assign(new TypeError(message), { code, constraint: `${message}x y` }));
      expect(text).toMatch(/^TypeError( \w+)? at schedule\.test\.ts:\d+$/);
      expect(text).not.toMatch(/\p{Script=Han}|@/u);
    }),
  );
  const refused = Object.assign(new Error('Key (phone)=(1) exists'), { code: '23505', constraint: 'contacts_phone' });
  expect(toErrorText(refused)).toMatch(/^Error 23505 contacts_phone at schedule\.test\.ts:\d+$/);
  expect(toErrorText('王芳')).toBe('not an error');
});
