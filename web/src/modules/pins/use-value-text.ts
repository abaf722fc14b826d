import type { FormBody, FormField, FormPlace, FormPosition, FormSeries, PinForm } from '@zlm/server/contract';
import { clockSpan } from '@zlm/server/contract/words/span';
import { useLabels } from '../../things/use-labels.ts';
import { usePlaceNames } from './place-names.ts';
import { usePinText } from './text.ts';

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The value of a field as a person reads it; what cannot be read so is told as it was typed. */
export function useValueText() {
  const { t, lang, money, number, day, dayAndTime, weekday } = usePinText();
  const labels = useLabels();
  const places = usePlaceNames();

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

  function read(field: FormField, value: unknown): string {
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
        return t('pins.thing', { id: asText(value) });
      case 'text':
      case 'link':
      case 'phone':
        return asText(value);
    }
  }
  function toText(field: FormField, value: unknown): string | null {
    if (value === undefined || value === null || value === '') return null;
    try {
      return read(field, value);
    } catch {
      // Half filled in: no date, no position yet.
      return asText(value);
    }
  }
  /** What `FieldDiff` shows of two bodies of a form. */
  const diffOf = (form: PinForm, before: FormBody, after: FormBody) =>
    form.fields.map((field) => ({
      name: field.name,
      title: field.names[lang.value],
      before: toText(field, before[field.name]),
      after: toText(field, after[field.name]),
    }));
  return { toText, diffOf };
}
