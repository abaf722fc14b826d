import { onScopeDispose, ref } from 'vue';
import { langOf } from '../../i18n/lang-of.ts';
import { findVoice } from './voices.ts';

/** Reads lines one after another, each in its language; stops when the reader leaves. */
export function useReading() {
  const state = ref<'idle' | 'reading' | 'paused'>('idle');
  let turn = 0;

  function read(lines: readonly string[], voices: readonly SpeechSynthesisVoice[], pageLang: string): void {
    stop();
    const mine = ++turn;
    state.value = 'reading';
    // By lines: Chrome cuts what takes longer than a quarter of a minute.
    lines.forEach((line, at) => {
      const utterance = new SpeechSynthesisUtterance(line);
      const voice = findVoice(voices, langOf(line) ?? pageLang) ?? findVoice(voices, pageLang);
      utterance.lang = voice?.lang ?? pageLang;
      utterance.voice = voice;
      utterance.onerror = () => turn === mine && stop();
      if (at === lines.length - 1) utterance.onend = () => turn === mine && stop();
      speechSynthesis.speak(utterance);
    });
  }
  function pause(): void {
    speechSynthesis.pause();
    state.value = 'paused';
  }
  function resume(): void {
    speechSynthesis.resume();
    state.value = 'reading';
  }
  function stop(): void {
    turn++;
    if (state.value === 'idle') return;
    state.value = 'idle';
    // Paused, some browsers stay so for the next reading.
    speechSynthesis.resume();
    speechSynthesis.cancel();
  }
  addEventListener('pagehide', stop);
  onScopeDispose(() => {
    removeEventListener('pagehide', stop);
    stop();
  });
  return { state, read, pause, resume, stop };
}
