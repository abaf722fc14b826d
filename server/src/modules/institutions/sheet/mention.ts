import type { Columns, OrganiserDraft } from '../../../intake/reading/drafts.ts';
import { guessType } from './guess-type.ts';
import { levelOfType } from './read.ts';

/** An institution of which a row says no more than a name, perhaps its type. */
export function mentionInstitution({ name, type: given }: OrganiserDraft, division: string | null): Columns {
  const type = given ?? guessType(name!);
  return {
    name,
    type,
    aliases: [],
    level: levelOfType(type),
    division,
    description: '',
    phone: null,
    website: null,
    audiences: [],
    topics: [],
    opened_on: null,
    closed_on: null,
  };
}
