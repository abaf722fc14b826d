import { FILTERS, rowOf, type ValueType } from '../../contract/filter-table.ts';
import type { Part } from '../../html/markup.ts';
import { valuesOf } from './address.ts';
import { renderArea } from './area-fields.ts';
import { fieldOf, toOptions, type Asked, type AskedFilter, type KeptType } from './asked.ts';
import { choiceField, selectField, textField } from './fields.ts';
import { sayFilter } from './filter-words.ts';
import { renderStart } from './start-fields.ts';
import { findTexts } from './texts.ts';
import { renderTree } from './tree-field.ts';

type Render = (asked: Asked, name: AskedFilter) => Part;

/** How a filter is asked for, by what its values are. */
const RENDER: Record<Exclude<ValueType, KeptType>, Render> = {
  text: (asked, name) => textField({ ...fieldOf(asked, name), type: 'search' }),
  day: (asked, name) => textField({ ...fieldOf(asked, name), type: 'date' }),
  kindCode: renderChecks,
  value: (asked, name) => (rowOf(name)?.isList ? renderChecks(asked, name) : renderSelect(asked, name)),
  dayOfWeek: renderChecks,
  code: renderTerms,
  areaCode: renderArea,
  circle: renderStart,
  moment: renderMoment,
  organiserId: renderOrganiser,
};

export const renderFilter: Render = (asked, name) => RENDER[FILTERS[name].type](asked, name);

function renderSelect(asked: Asked, name: AskedFilter): Part {
  return selectField({ ...fieldOf(asked, name), options: toOptions(asked, name, rowOf(name)?.values ?? []) });
}

function renderChecks(asked: Asked, name: AskedFilter, values = rowOf(name)?.values ?? []): Part {
  const chosen = valuesOf(asked.raw, name);
  return choiceField({ ...fieldOf(asked, name), options: toOptions(asked, name, values), chosen });
}

/** Terms that lie in one another are a tree. */
function renderTerms(asked: Asked, name: AskedFilter): Part {
  const { vocabulary } = rowOf(name)!;
  const { terms } = asked.naming.words.labels;
  const known = terms.filter((term) => term.vocabulary === vocabulary && term.replacedBy === null);
  if (known.some(({ parent }) => parent !== null)) return renderTree(asked, name, known);
  return renderChecks(
    asked,
    name,
    known.map(({ code }) => code),
  );
}

function renderMoment(asked: Asked, name: AskedFilter): Part {
  const field = fieldOf(asked, name);
  const moment = asked.raw[name];
  const values = moment === undefined || moment === 'now' ? ['now'] : ['now', moment];
  const options = values.map((value) => ({ value, text: sayFilter(name, value, asked.naming), count: null }));
  // One time only: two boxes ticked would be no question.
  const type = options.length > 1 ? 'radio' : 'checkbox';
  return choiceField({ ...field, options, chosen: moment === undefined ? [] : [moment], type });
}

function renderOrganiser(asked: Asked, name: AskedFilter): Part {
  const { raw, naming, choices } = asked;
  const field = fieldOf(asked, name);
  const given = valuesOf(raw, name);
  const options = given.map((value) => ({ value, text: sayFilter(name, value, naming), count: null }));
  const found = choices.map(({ id, name }) => ({ value: String(id), text: name, count: null }));
  const label = findTexts(naming.words.lang).organiserChoose;
  return [
    textField({ ...fieldOf(asked, 'organiser'), type: 'text' }),
    options.length > 0 && choiceField({ ...field, options, chosen: given }),
    found.length > 0 && choiceField({ ...field, label, options: found, chosen: [], type: 'radio' }),
  ];
}
