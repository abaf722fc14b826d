import { toCsv } from '@zlm/server/formats/csv';
import { readCsvFile } from '@zlm/server/intake/formats/csv';
import { expect, test } from 'vitest';
import { findKind, type KindName } from '../kinds/index.ts';
import { reference } from '../testing/reference.ts';
import { RowFields } from '@zlm/server/intake/reading/fields';
import { toSentence } from '@zlm/server/intake/reading/issues';

/** What is said of one row of a kind: given values over a good row, read through a real file. */
function readRow(kind: KindName, given: Record<string, string>) {
  const row = { ...good[kind], ...given };
  const file = Buffer.from(toCsv([Object.keys(row), Object.keys(row).map(() => ''), Object.values(row)]));
  const { rows } = readCsvFile(file, findKind(kind).columns);
  const fields = new RowFields(rows.at(-1)!, (key) => key);
  findKind(kind).read(fields, { reference, crs: 'GCJ02' });
  return fields;
}
const issuesOf = (kind: KindName, given: Record<string, string>) => readRow(kind, given).issues;
const happening = {
  institution: '某学院',
  topics: '书法',
  place: '某馆',
  lng: '120.13',
  lat: '30.26',
  division: '330106',
};
const good: Record<KindName, Record<string, string>> = {
  institutions: { name: '某学院', type: '图书馆', division: '330106' },
  places: { name: '某馆', lng: '120.13', lat: '30.26' },
  activities: { title: '书法', ...happening, format: '讲座', dates: '2026-12-05', times: '9:00-11:00' },
  courses: { title: '会计', ...happening, level: '学历课程' },
  resources: { title: '书法', url: 'https://example.org', medium: '视频', topics: 'calligraphy' },
  'credit-points': { name: '某点', tier: '受理点' },
};

/** What a row cannot do without; of the rest a cell that is not understood is left empty. */
const NEEDED = new Set(
  'name title lng lat url medium tier level format topics institution dates weekdays from until times'.split(' '),
);

test.each(Object.keys(good) as KindName[])('a good row of %s has no issue', (kind) => {
  expect(issuesOf(kind, {})).toEqual([]);
});

test.each<[KindName, Record<string, string>, string, string]>([
  ['places', { name: '' }, 'name', 'missing'],
  ['places', { name: '长'.repeat(201) }, 'name', 'too-long'],
  ['places', { lat: '' }, 'lat', 'missing'],
  ['places', { lng: '某路口' }, 'lng', 'not-a-number'],
  ['places', { lat: '100' }, 'lat', 'out-of-range'],
  ['places', { lng: '30.26', lat: '120.13' }, 'lng', 'swapped'],
  ['places', { lng: '0', lat: '0' }, 'lng', 'null-island'],
  ['places', { lng: '116.4', lat: '39.9' }, 'lng', 'outside'],
  ['places', { division: '北京市海淀区' }, 'division', 'unknown-division'],
  ['places', { division: '330199' }, 'division', 'unknown-division'],
  ['places', { division: '城关镇' }, 'division', 'unknown-division'],
  ['places', { accessibility: '滑梯' }, 'accessibility', 'unknown-term'],
  ['places', { elevator: '也许' }, 'elevator', 'bad-yes-no'],
  ['places', { opening_hours: '看情况' }, 'opening_hours', 'bad-hours'],
  ['places', { phone: '找老王' }, 'phone', 'bad-phone'],
  ['places', { website: 'www.example.org' }, 'website', 'bad-link'],
  ['institutions', { type: '飞船' }, 'type', 'unknown-term'],
  ['institutions', { opened_on: '2020-01-02', closed_on: '2020-01-01' }, 'closed_on', 'dates-order'],
  ['activities', { topics: '' }, 'topics', 'missing'],
  ['activities', { topics: '炒股秘籍' }, 'topics', 'unknown-term'],
  ['activities', { topics: '书法,国画,声乐,器乐,舞蹈,摄影' }, 'topics', 'first-kept'],
  ['activities', { dates: '2026-02-30' }, 'dates', 'bad-date'],
  ['activities', { dates: '46361' }, 'dates', 'date-serial'],
  ['activities', { dates: '' }, 'dates', 'no-dates'],
  ['activities', { dates: '2026-12-05至2028-12-05' }, 'dates', 'too-many-dates'],
  ['activities', { dates: '2026-12-05至2026-12-01' }, 'dates', 'dates-order'],
  ['activities', { weekdays: '周八', from: '2026-12-05', count: '3' }, 'weekdays', 'bad-weekday'],
  ['activities', { weekdays: '周三' }, 'from', 'missing'],
  ['activities', { weekdays: '周三', from: '2026-12-05' }, 'until', 'no-dates'],
  ['activities', { times: '上午' }, 'times', 'bad-times'],
  ['activities', { times: '11:00-9:00' }, 'times', 'dates-order'],
  ['activities', { price: '面议' }, 'price', 'bad-price'],
  ['activities', { price: '50-30' }, 'price', 'bad-price'],
  ['activities', { capacity: '很多' }, 'capacity', 'bad-number'],
  ['activities', { capacity: '10', seats_left: '11' }, 'seats_left', 'conflict'],
  ['activities', { enrol_method: '链接', enrol_contact: '见公众号' }, 'enrol_contact', 'bad-link'],
  ['activities', { enrol_method: '链接', enrol_contact: '000-80000001' }, 'enrol_method', 'conflict'],
  ['activities', { institution: '' }, 'institution', 'missing'],
  ['courses', { level: '技能课程', profession: '金融学' }, 'profession', 'conflict'],
  ['courses', { profession: '会计炼金' }, 'profession', 'unknown-term'],
  ['courses', { profession: '行政管理' }, 'profession', 'ambiguous-thing'],
  ['resources', { url: 'ftp://example.org' }, 'url', 'bad-link'],
  ['resources', { url: 'javascript:alert(1)' }, 'url', 'bad-link'],
  ['resources', { url: 'data:text/html,x' }, 'url', 'bad-link'],
  ['resources', { url: 'https://example.org/a b' }, 'url', 'bad-link'],
  ['resources', { url: 'https://example.org\\@example.net/' }, 'url', 'bad-link'],
  ['resources', { url: 'https://example.org/\u202egpj.exe' }, 'url', 'bad-link'],
  ['resources', { url: `https://example.org/${'a'.repeat(2000)}` }, 'url', 'too-long'],
  ['resources', { url: 'https://user:pw@example.org/' }, 'url', 'link-login'],
  ['resources', { url: 'https://example.com@example.org/' }, 'url', 'link-login'],
  ['resources', { url: 'https://:pw@example.org/' }, 'url', 'link-login'],
  ['resources', { url: 'https:///@example.org/' }, 'url', 'link-login'],
  ['resources', { source_url: 'https://user:pw@example.org/' }, 'source_url', 'link-login'],
  ['places', { website: 'http://user@example.org' }, 'website', 'link-login'],
  ['institutions', { website: 'http://user@example.org' }, 'website', 'link-login'],
  ['activities', { enrol_contact: 'https://user:pw@example.org/' }, 'enrol_contact', 'link-login'],
  ['credit-points', { tier: '总部' }, 'tier', 'unknown-term'],
])('%s %j: %s %s', (kind, given, column, code) => {
  const { issues, warnings } = readRow(kind, given);
  const said = [...issues, ...warnings];
  // The empty line before it is skipped and counted.
  expect(said).toMatchObject([{ line: 3, column, code }]);
  expect(issues.length).toBe(NEEDED.has(column) && code !== 'first-kept' ? 1 : 0);
  for (const lang of ['zh', 'en'] as const) expect(toSentence(said[0]!, lang)).toMatch(/3.*(：|: ).+/);
});

test('an @ behind the host is no login', () => {
  expect(issuesOf('resources', { url: 'https://example.org/@teacher?to=a@example.org' })).toEqual([]);
});

test('rows of another length than the header are refused with their line', () => {
  const { rows, rejected } = readCsvFile(
    Buffer.from('名称,经度,纬度\na,120,30,多\nb,120,30\n'),
    findKind('places').columns,
  );
  expect(rows.map(({ line }) => line)).toEqual([3]);
  expect(rejected).toMatchObject([{ line: 2, code: 'cell-count', detail: '3' }]);
});
