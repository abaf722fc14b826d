import type { FormBody, FormPlace, FormPosition, FormSeries, PinForm } from '@zlm/server/contract';
import { rowsOf } from '@zlm/server/contract/form-rows';
import { clockSpan } from '@zlm/server/contract/words/span';
import { useLabels } from '../../things/use-labels.ts';
import { isAsked, type AnyField, type FieldOf } from '../../ui/form/fields.ts';
import { usePlaceNames } from './place-names.ts';
import { useThingNames } from './thing-names.ts';
import { usePinText } from './text.ts';

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The value of a field as a person reads it; what cannot be read so is told as it was typed. */
export function useValueText() {
  const { t, lang, money, number, day, dayAndTime, weekday } = usePinText();
  const labels = useLabels();
  const places = usePlaceNames();
  const things = useThingNames();

  const position = ({ lngLat: [lng, lat], precision }: FormPosition) =>
    t(precision ? 'pins.pointAbout' : 'pins.point', {
      lng: lng.toFixed(5),
      lat: lat.toFixed(5),
      metres: precision ?? 0,
    });
  function place(value: FormPlace): string {
    if ('id' in value) return places.nameOf(value.id);
    return [value.name, value.address, position(value.position)].filter(Boolean).join('\n');
  }
  function series({ times, dates }: FormSeries): string {
    const clock = labels.list(times.map(({ starts, ends }) => clockSpan(starts, ends, lang.value)));
    return [clock, labels.list(dates.map((date) => day(date)))].join('\n');
  }
  const hours = (spans: { days: number[]; opens: string; closes: string }[]) =>
    spans.map(({ days, opens, closes }) => `${labels.list(days.map(weekday))} ${opens}–${closes}`).join('\n');

  function read(field: AnyField, value: unknown): string {
    switch (field.type) {
      case 'choice':
        return field.options.find((option) => option.value === value)?.names[lang.value] ?? asText(value);
      case 'terms':
        return labels.list(asList(value).map((code) => labels.label(field.vocabulary, asText(code))));
      case 'money':
        return money(asText(value));
      case 'number':
        return typeof value === 'number' ? number(value) : asText(value);
      case 'day':
        return day(asText(value));
      case 'moment':
        return dayAndTime(asText(value));
      case 'place':
        return place(value as FormPlace);
      case 'position':
        return position(value as FormPosition);
      case 'hours':
        return hours(value as never);
      case 'series':
        return series(value as FormSeries);
      case 'photos':
        return (value as { alt: string }[]).map(({ alt }) => alt).join('\n');
      case 'thing':
        return [things.nameOf(field.kind, Number(value)), things.aboutOf(field.kind, Number(value))].join('\n');
      case 'group':
        return rowsOf(value)
          .map((row, at) => `${nameOf(field, at)}\n${rowText(field, row)}`)
          .join('\n');
      case 'text':
      case 'link':
      case 'phone':
        return asText(value);
    }
  }
  function toText(field: AnyField, value: unknown): string | null {
    if (value === undefined || value === null || value === '') return null;
    try {
      return read(field, value);
    } catch {
      // Half filled in: no date, no position yet.
      return asText(value);
    }
  }
  const nameOf = ({ item }: FieldOf<'group'>, at: number) => t('ui.rowName', { name: item[lang.value], n: at + 1 });
  /** A line for each field of a row. */
  const rowText = ({ fields }: FieldOf<'group'>, row: FormBody) =>
    fields
      .flatMap((field) => {
        const text = isAsked(field, row) ? toText(field, row[field.name]) : null;
        return text === null ? [] : [t('pins.rowLine', { name: field.names[lang.value], text })];
      })
      .join('\n');
  /** A row in one line: what was filled in, without the names of the fields. */
  const tellRow = ({ fields }: FieldOf<'group'>, row: FormBody) =>
    fields
      .flatMap((field) => (isAsked(field, row) ? (toText(field, row[field.name])?.split('\n')[0] ?? []) : []))
      .join(' · ');

  /** Rows that are the same one by their id, field by field; others as a whole. */
  function diffRows(group: FieldOf<'group'>, before: unknown, after: unknown) {
    const title = group.names[lang.value];
    const [was, is] = [rowsOf(before), rowsOf(after)];
    const same = (row: FormBody, rows: readonly FormBody[]) =>
      row['id'] === undefined ? undefined : rows.find(({ id }) => id === row['id']);
    const gone = was.flatMap((row, at) =>
      same(row, is)
        ? []
        : [
            {
              name: `${group.name}-${at}`,
              title: `${title} · ${nameOf(group, at)}`,
              before: rowText(group, row),
              after: null,
            },
          ],
    );
    const kept = is.flatMap((row, at) => {
      const name = `${group.name}/${at}`;
      const head = `${title} · ${nameOf(group, at)}`;
      const old = same(row, was);
      if (!old) return [{ name, title: head, before: null, after: rowText(group, row) || t('ui.rowEmpty') }];
      return group.fields.map((field) => ({
        name: `${name}/${field.name}`,
        title: `${head} · ${field.names[lang.value]}`,
        before: toText(field, old[field.name]),
        after: toText(field, row[field.name]),
      }));
    });
    return [...gone, ...kept];
  }
  /** What `FieldDiff` shows of two bodies of a form. */
  const diffOf = (form: PinForm, before: FormBody, after: FormBody) =>
    form.fields.flatMap((field) => {
      const { name, names } = field;
      if (field.type === 'group') return diffRows(field, before[name], after[name]);
      return [
        { name, title: names[lang.value], before: toText(field, before[name]), after: toText(field, after[name]) },
      ];
    });
  return { toText, diffOf, tellRow };
}
