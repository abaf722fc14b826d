import { computed } from 'vue';
import { useQuery } from '../../state/query.ts';
import { useDivisions } from './divisions.ts';

/** Cities, each with its counties, for a list to choose from; `any` stands first. */
export function useAreaChoices(any: () => string) {
  const query = useQuery();
  const divisions = useDivisions();
  void divisions.load();
  const nameOf = ({ name, nameEn }: { name: string; nameEn: string }) => (query.lang === 'en' ? nameEn : name);
  return computed(() => {
    const cities = [...divisions.known.values()].filter(({ code, level }) => code.length === 6 && level === 'city');
    return [
      { value: '', text: any() },
      ...cities.flatMap((city) => [
        { value: city.code, text: nameOf(city) },
        ...divisions
          .childrenOf(city.code)
          .map((one) => ({ value: one.code, text: `${nameOf(city)} · ${nameOf(one)}` })),
      ]),
    ];
  });
}
