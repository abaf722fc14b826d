import type { FormBody, FormField, RowField } from '@zlm/server/contract';
import type { Component, InjectionKey } from 'vue';

/** Of a form, or of a row of it. */
export type AnyField = FormField | RowField;
export type FieldOf<T extends FormField['type']> = Extract<AnyField, { type: T }>;
/** What every renderer of a field is given, beside its value as the model: undefined where nothing is filled in. */
export interface FieldProps<T extends FormField['type']> {
  field: FieldOf<T>;
  /** With whether it is needed, in words. */
  label: string;
  hint: string | undefined;
  /** By what is left of the pointer: '' for the whole. */
  problems: Record<string, string>;
  /** Of the other fields. */
  body: FormBody;
}
export type Renderers = Record<FormField['type'], Component>;

/** What rows of fields need of the form they stand in. */
interface FormParts {
  renderers: Renderers;
  /** A row in short. */
  tellRow: (group: FieldOf<'group'>, row: FormBody) => string;
}
export const FORM_PARTS: InjectionKey<FormParts> = Symbol('form parts');

export const SECTIONS = ['what', 'where', 'when', 'enrol', 'who', 'photos'] as const satisfies FormField['section'][];

/** Whether the form asks for it, as its other values stand. */
export function isAsked({ when }: AnyField, body: FormBody): boolean {
  if (!when) return true;
  const value = body[when.field];
  return (Array.isArray(value) ? value : [value]).some((one) => typeof one === 'string' && when.is.includes(one));
}

/** In the order of the page, section by section. */
export function sectionsOf(fields: readonly FormField[], body: FormBody) {
  const asked = fields.filter((field) => isAsked(field, body));
  return SECTIONS.map((name) => ({ name, fields: asked.filter(({ section }) => section === name) })).filter(
    ({ fields }) => fields.length > 0,
  );
}

/** What is not filled in is left out. */
export function withValue(body: FormBody, name: string, value: unknown): FormBody {
  const rest = Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
  const isEmpty = value === undefined || value === '' || value === null || (Array.isArray(value) && value.length === 0);
  return isEmpty ? rest : { ...rest, [name]: value };
}
