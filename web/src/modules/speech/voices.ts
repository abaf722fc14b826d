import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

/** The first voice that speaks a language, whatever its region. */
export function findVoice(
  voices: readonly Pick<SpeechSynthesisVoice, 'lang'>[],
  lang: string,
): SpeechSynthesisVoice | null {
  const language = lang.slice(0, 2).toLowerCase();
  const spoken = voices.filter((voice) => voice.lang.toLowerCase().startsWith(language));
  // Android writes zh_CN; Cantonese would read Mandarin badly.
  const exact = spoken.find((voice) => voice.lang.replace('_', '-').toLowerCase() === lang.toLowerCase());
  return (exact ?? spoken[0] ?? null) as SpeechSynthesisVoice | null;
}

/** The voices of this device; they come late in many browsers. */
export function useVoices(): ShallowRef<SpeechSynthesisVoice[]> {
  const voices = shallowRef<SpeechSynthesisVoice[]>([]);
  if (!('speechSynthesis' in window)) return voices;
  const read = () => (voices.value = speechSynthesis.getVoices());
  read();
  // Safari 14 knows the handler only.
  if ('addEventListener' in speechSynthesis) speechSynthesis.addEventListener('voiceschanged', read);
  else (speechSynthesis as { onvoiceschanged: unknown }).onvoiceschanged = read;
  onScopeDispose(() => speechSynthesis.removeEventListener?.('voiceschanged', read));
  return voices;
}
