import type { Answer, Endpoints } from '@zlm/server/contract';
import { computed, ref } from 'vue';
import type { useForm } from '../../../ui/use-form.ts';
import type { Contact } from '../account.ts';
import { readContact } from '../sign-in/contact.ts';
import { useAccountText } from '../text.ts';

type Challenge = Answer<Endpoints['sendContactCode']>;

/** A number or an address as it is typed, then the code that was sent there. */
export function useContactCode(
  { errors, send }: Pick<ReturnType<typeof useForm>, 'errors' | 'send'>,
  sendCode: (body: { contact: Contact }) => Promise<Challenge>,
) {
  const { t } = useAccountText();
  const typed = ref('');
  const code = ref('');
  const sent = ref<{ contact: Contact; challenge: string } | null>(null);
  const isMissing = ref(false);
  const contactError = computed(() => (isMissing.value ? t('account.needContact') : errors.value['contact.value']));

  async function ask(): Promise<void> {
    const contact = readContact(typed.value);
    isMissing.value = contact === null;
    if (!contact) return;
    const answer = await send({ contact }, () => sendCode({ contact }));
    if (answer) sent.value = { contact, challenge: answer.challenge };
  }
  function clear(): void {
    sent.value = null;
    typed.value = code.value = '';
  }
  return { typed, code, sent, contactError, ask, clear };
}
