/** A stand-in for the speech of a device, run in the page: this browser has no voices. */
export function standInVoice(): void {
  const said: string[] = [];
  Object.assign(window, { said });
  Object.assign(speechSynthesis, {
    getVoices: () => [{ lang: 'zh-CN' }],
    speak: ({ lang, text }: SpeechSynthesisUtterance) => said.push(`${lang} ${text}`),
    cancel: () => said.push('silence'),
  });
  Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set: () => undefined, get: () => null });
}
