import type { FormField, PinForm, RowField } from './form.ts';
import { KIND_TRAITS, type Kind } from './kinds.ts';
import { ENROL_METHODS, type Lang } from './lists.ts';
import { words as en } from './words/en.ts';
import { words as zh } from './words/zh-CN.ts';

// Fields that several kinds ask for alike; the others are written in the kind's own folder.

type Asked = Pick<FormField, 'name' | 'section'> & {
  names: [chinese: string, english: string];
  hint?: [chinese: string, english: string];
  isNeeded?: boolean;
  when?: FormField['when'];
};
const say = ([chinese, english]: [string, string]): Record<Lang, string> => ({ 'zh-CN': chinese, en: english });

const common = ({ name, section, names, hint, isNeeded = false, when }: Asked) => ({
  name,
  section,
  names: say(names),
  ...(hint && { hint: say(hint) }),
  isNeeded,
  ...(when && { when }),
});

export const textField = (asked: Asked, { least = 1, most = 200, isLong = false } = {}): FormField => ({
  ...common(asked),
  type: 'text',
  least,
  most,
  isLong,
});
export const termsField = (asked: Asked, vocabulary: string, { least = 0, most = 20 } = {}): FormField => ({
  ...common(asked),
  type: 'terms',
  vocabulary,
  least,
  most,
});
export const choiceField = (asked: Asked, options: Record<string, [string, string]>): FormField => ({
  ...common(asked),
  type: 'choice',
  options: Object.entries(options).map(([value, names]) => ({ value, names: say(names) })),
});
export const numberField = (
  asked: Asked,
  { least = 1, most = 100_000, decimals = 0 }: { least?: number; most?: number; decimals?: number } = {},
): FormField => ({ ...common(asked), type: 'number', least, most, decimals });
export const plainField = (
  type: 'day' | 'moment' | 'link' | 'phone' | 'place' | 'position' | 'hours' | 'series',
  asked: Asked,
): FormField => ({ ...common(asked), type });
export const thingField = (asked: Asked, kind: Kind, { isOwn = false } = {}): FormField => ({
  ...common(asked),
  type: 'thing',
  kind,
  isOwn,
});
/** Rows of `fields`, all in the section of the group. */
export const groupField = (
  asked: Asked,
  item: [chinese: string, english: string],
  fields: readonly FormField[],
  { least = 0, most = 20 } = {},
): FormField => ({ ...common(asked), type: 'group', item: say(item), least, most, fields: fields.map(toRowField) });
function toRowField({ section: _, ...field }: FormField): RowField {
  if (field.type === 'group') throw new Error('a row holds no rows');
  return field;
}
/** What is asked of a kind, by its own name. */
export const kindForm = (kind: Kind, fields: readonly FormField[], statuses: PinForm['statuses'] = []): PinForm => {
  const { names } = KIND_TRAITS[kind];
  return { kind, names: { 'zh-CN': names['zh-CN'].one, en: names.en.one }, statuses, fields: [...fields] };
};

export const photosField: FormField = {
  ...common({ name: 'photos', section: 'photos', names: ['照片', 'Photos'] }),
  type: 'photos',
  most: 6,
};

export const titleField = (hint: [string, string]): FormField =>
  textField({ name: 'title', section: 'what', names: ['名称', 'Title'], hint, isNeeded: true });
export const nameField: FormField = textField({
  name: 'name',
  section: 'what',
  names: ['名称', 'Name'],
  isNeeded: true,
});
export const descriptionField: FormField = textField(
  { name: 'description', section: 'what', names: ['介绍', 'Description'] },
  { most: 5000, isLong: true },
);
export const topicsField = ({ least = 1 } = {}): FormField =>
  termsField({ name: 'topics', section: 'what', names: ['主题', 'Topics'], isNeeded: least > 0 }, 'topic', {
    least,
    most: 5,
  });
export const audiencesField: FormField = termsField(
  { name: 'audiences', section: 'who', names: ['适合谁', 'For whom'] },
  'audience',
  { most: 13 },
);
export const priceFields: readonly FormField[] = [
  {
    ...common({
      name: 'priceMin',
      section: 'enrol',
      names: ['费用（元）', 'Price (yuan)'],
      hint: ['免费填 0；不写就是没有说明', '0 for free; empty says nothing'],
    }),
    type: 'money',
    most: 1_000_000,
  },
  {
    ...common({
      name: 'priceMax',
      section: 'enrol',
      names: ['费用最高（元）', 'Highest price (yuan)'],
      hint: ['各人费用不同时填写', 'Where it is not the same for all'],
    }),
    type: 'money',
    most: 1_000_000,
  },
];

const enrolNames = (method: (typeof ENROL_METHODS)[number]): [string, string] => [
  zh.enrolMethods[method],
  en.enrolMethods[method],
];
/** Of whoever enrols people by a phone call, a page, here or not at all. */
export const enrolFields: readonly FormField[] = [
  choiceField(
    { name: 'enrolMethod', section: 'enrol', names: ['怎么报名', 'How to enrol'] },
    Object.fromEntries(ENROL_METHODS.map((method) => [method, enrolNames(method)])),
  ),
  plainField('phone', {
    name: 'enrolPhone',
    section: 'enrol',
    names: ['报名电话', 'Phone to enrol'],
    isNeeded: true,
    when: { field: 'enrolMethod', is: ['phone'] },
  }),
  plainField('link', {
    name: 'enrolLink',
    section: 'enrol',
    names: ['报名网址', 'Page to enrol'],
    isNeeded: true,
    when: { field: 'enrolMethod', is: ['link'] },
  }),
  plainField('moment', {
    name: 'enrolDeadline',
    section: 'enrol',
    names: ['报名截止', 'Enrol until'],
    when: { field: 'enrolMethod', is: ['phone', 'link', 'here'] },
  }),
  numberField({
    name: 'capacity',
    section: 'enrol',
    names: ['名额', 'Seats'],
    when: { field: 'enrolMethod', is: ['phone', 'link', 'here'] },
  }),
];
export const modeField: FormField = choiceField(
  { name: 'mode', section: 'where', names: ['方式', 'How it is held'], isNeeded: true },
  {
    offline: [zh.modes.offline, en.modes.offline],
    online: [zh.modes.online, en.modes.online],
    mixed: [zh.modes.mixed, en.modes.mixed],
  },
);
export const heldAtField: FormField = plainField('place', {
  name: 'place',
  section: 'where',
  names: ['地点', 'Place'],
  isNeeded: true,
  when: { field: 'mode', is: ['offline', 'mixed'] },
});
