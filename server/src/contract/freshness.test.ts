import { expect, test } from 'vitest';
import { PIN_KINDS } from './form.ts';
import { FRESH_DAYS, freshnessOf, hidesOn, sayConfirmer, sayStale } from './freshness.ts';

/** So many days after 2026-01-01. */
const after = (days: number) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
const ON = after(0);

test.each(PIN_KINDS)('%s ages, is stale and hides on its days and not one before', (kind) => {
  const { ageing, stale, hides } = FRESH_DAYS[kind];
  const at = (days: number) => freshnessOf(kind, ON, after(days));
  expect([-1, 0, ageing - 1, ageing, stale - 1, stale, stale + 999].map((days) => at(days).state)).toEqual([
    'fresh',
    'fresh',
    'fresh',
    'ageing',
    'ageing',
    'stale',
    'stale',
  ]);
  expect(at(stale).days).toBe(stale);
  expect(freshnessOf(kind, null, ON)).toEqual({ state: 'unconfirmed', days: null });
  expect(hidesOn(kind, ON, after(-50))).toBe(hides === null ? null : after(hides));
  expect(hidesOn(kind, null, ON)).toBe(hides === null ? null : after(hides));
});

test('it is asked about before it is shown as stale, and that before it hides', () => {
  for (const { ageing, stale, hides } of Object.values(FRESH_DAYS)) {
    expect(ageing).toBeLessThan(stale);
    if (hides !== null) expect(stale).toBeLessThan(hides);
  }
});

test('an activity of 1 December is asked about on 31 January and hidden on 2 June', () => {
  expect(freshnessOf('activity', '2026-12-01', '2027-01-30').state).toBe('fresh');
  expect(freshnessOf('activity', '2026-12-01', '2027-01-31').state).toBe('ageing');
  expect(hidesOn('activity', '2026-12-01', '2026-01-01')).toBe('2027-06-02');
});

test.each([
  [120, '3 个月没有确认', 'Not confirmed for 3 months'],
  [122, '4 个月没有确认', 'Not confirmed for 4 months'],
  [183, '半年没有确认', 'Not confirmed for half a year'],
  [365, '一年没有确认', 'Not confirmed for a year'],
  [800, '2 年没有确认', 'Not confirmed for 2 years'],
])('%i days are told as %s', (days, chinese, english) => {
  expect([sayStale(days, 'zh-CN'), sayStale(days, 'en')]).toEqual([chinese, english]);
});

test('a name is said as it is, a part somebody plays in words', () => {
  expect([sayConfirmer('organiser', 'en'), sayConfirmer('constructor', 'en'), sayConfirmer('示例数据', 'en')]).toEqual([
    'the organiser',
    'constructor',
    '示例数据',
  ]);
});
