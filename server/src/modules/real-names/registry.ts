import type { Config } from '../../config.ts';

/** Who knows whether name and number are of one person. */
export interface PersonRegistry {
  confirms(person: { name: string; idNumber: string }): Promise<boolean>;
}

/** Stands in for the registry of residents in a demonstration: it knows whoever has a number that begins with 3300, which nobody has. */
const standIn: PersonRegistry = {
  confirms: ({ idNumber }) => Promise.resolve(idNumber.startsWith('3300')),
};

/** Null where nobody can be asked. */
export const chooseRegistry = ({ demoAccounts }: Pick<Config, 'demoAccounts'>): PersonRegistry | null =>
  demoAccounts ? standIn : null;
