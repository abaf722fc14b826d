import type { PinKind } from '@zlm/server/contract';
import { computed } from 'vue';
import { useForms } from '../pins/forms.ts';
import { useImportText } from './text.ts';

/** Names of the fields of a kind, as its form says them. */
export function useFieldNames(kind: () => PinKind) {
  const { lang } = useImportText();
  const forms = useForms();
  const form = computed(() => forms.formOf(kind()));
  const fieldOf = (name: string) => form.value?.fields.find((one) => one.name === name);
  const nameOf = (name: string): string => fieldOf(name)?.names[lang.value] ?? name;
  return { form, fieldOf, nameOf, namesOf: (names: readonly string[]) => names.map(nameOf) };
}
