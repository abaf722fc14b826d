import ChoiceInput from './ChoiceInput.vue';
import DayInput from './DayInput.vue';
import HoursInput from './HoursInput.vue';
import LineInput from './LineInput.vue';
import MoneyInput from './MoneyInput.vue';
import NumberInput from './NumberInput.vue';
import RowsInput from './RowsInput.vue';

/** Of the types that need nothing but what was typed. */
export const plainRenderers = {
  text: LineInput,
  link: LineInput,
  phone: LineInput,
  choice: ChoiceInput,
  money: MoneyInput,
  number: NumberInput,
  day: DayInput,
  moment: DayInput,
  hours: HoursInput,
  group: RowsInput,
};
