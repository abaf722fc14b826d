import { html, type Markup, type Part } from '../../html/markup.ts';
import type { WordError } from './read.ts';

export interface Option {
  value: string;
  text: string;
  /** How many would match with it; null where nobody counts. */
  count: number | null;
}
export interface Field {
  name: string;
  label: string;
  hint?: string | undefined;
  errors: readonly WordError[];
}

const messagesOf = ({ name, errors }: Field) => errors.filter(({ field }) => field === name);

/** The sentences that stand at a field. */
function renderErrors(field: Field): Part {
  return messagesOf(field).map(
    ({ message }) => html`<p class="error" id="error-${field.name}">${field.label} ${message}</p>`,
  );
}

function describe(field: Field): Part {
  const ids = [field.hint && `hint-${field.name}`, messagesOf(field).length > 0 && `error-${field.name}`].filter(
    Boolean,
  );
  return [
    ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`,
    messagesOf(field).length > 0 && html` aria-invalid="true"`,
  ];
}

const renderHint = ({ name, hint }: Field): Part => hint && html`<small id="hint-${name}">${hint}</small>`;

export function textField(
  field: Field & { value: string; type: 'search' | 'date' | 'text'; form?: string | undefined },
): Markup {
  // What a browser would not show in a field for days must still be seen.
  const type = messagesOf(field).length > 0 ? 'text' : field.type;
  return html`<p class="field">
      <label for="${field.name}">${field.label}</label>
      <input
        type="${type}"
        id="${field.name}"
        name="${field.name}"
        value="${field.value}"
        ${field.form && html`form="${field.form}"`}
        ${describe(field)}
      />
      ${renderHint(field)}
    </p>
    ${renderErrors(field)}`;
}

export function selectField(
  field: Field & { value: string; any: string; options: readonly Option[]; groups?: readonly OptionGroup[] },
): Markup {
  return html`<p class="field">
      <label for="${field.name}">${field.label}</label>
      <select id="${field.name}" name="${field.name}" ${describe(field)}>
        <option value="">${field.any}</option>
        ${field.options.map((option) => renderOption(option, field.value))}
        ${(field.groups ?? []).map(
          ({ label, options }) =>
            html`<optgroup label="${label}">${options.map((option) => renderOption(option, field.value))}</optgroup>`,
        )}
      </select>
      ${renderHint(field)}
    </p>
    ${renderErrors(field)}`;
}
export interface OptionGroup {
  label: string;
  options: readonly Option[];
}

const renderCount = ({ count }: Option): Part => count !== null && ` (${count})`;
const renderOption = (option: Option, chosen: string): Markup =>
  html`<option value="${option.value}" ${option.value === chosen && html` selected`}>
    ${option.text}${renderCount(option)}
  </option>`;

interface Choices extends Field {
  options: readonly Option[];
  chosen: readonly string[];
  type?: 'checkbox' | 'radio';
}

export function choiceField(field: Choices): Markup {
  return html`<fieldset id="${field.name}" ${describe(field)}>
    <legend>${field.label}</legend>
    ${choices(field)} ${renderHint(field)} ${renderErrors(field)}
  </fieldset>`;
}

export function choices({ name, options, chosen, type = 'checkbox' }: Omit<Choices, 'label' | 'errors'>): Markup[] {
  return options.map(
    (option) =>
      html`<label class="choice">
        <input
          type="${type}"
          name="${name}"
          value="${option.value}"
          ${chosen.includes(option.value) && html` checked`}
        />
        ${option.text}${renderCount(option)}
      </label>`,
  );
}

export const hidden = (name: string, value: string): Markup =>
  html`<input type="hidden" name="${name}" value="${value}" />`;
