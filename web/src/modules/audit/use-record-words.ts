import { useAccount } from '../account/account.ts';
import { messages } from './later-messages/zh-CN.ts';
import { useRecordText } from './text.ts';

const ACTIONS = Object.keys(messages.actions) as (keyof typeof messages.actions)[];
/** As the server writes them: `grants.give`. */
export const KNOWN_ACTIONS = ACTIONS.map((name) => ({ name, action: name.replace('_', '.') })).map(fixCodes);
/** The one whose noun has two words. */
function fixCodes({ name, action }: { name: (typeof ACTIONS)[number]; action: string }) {
  return { name, action: action.replace('recovery.codes_', 'recovery_codes.') };
}

/** Entries of the record, in words; what has none is shown as it is written. */
export function useRecordWords() {
  const { t } = useRecordText();
  const account = useAccount();

  function sayAction(action: string): string {
    const done = action.replace(/\.refused$/, '');
    const known = KNOWN_ACTIONS.find((one) => one.action === done);
    const what = known ? t(`audit.actions.${known.name}`) : done;
    return done === action ? what : t('audit.refused', { what });
  }
  function sayWho(who: string): string {
    const [kind, id = ''] = who.split(':');
    if (kind === 'account' && id === account.me?.account) return t('audit.me');
    if (kind === 'account' || kind === 'person') return t('audit.account', { id: id.slice(0, 8) });
    if (kind === 'system') return t('audit.system', { name: id });
    return kind === 'anonymous' ? t('audit.anonymous') : who;
  }
  return { sayAction, sayWho };
}
