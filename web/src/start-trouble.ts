import type { Lang } from '@zlm/server/contract';
import { onReturn } from './api/late.ts';

// Said where no other text has come.
const WORDS: Record<Lang, { said: string; again: string }> = {
  'zh-CN': { said: '页面没有加载出来，可能网络不稳。稍后会自动再试。', again: '再试一次' },
  en: { said: 'The page did not load; the connection may be weak. It is tried again by itself.', again: 'Try again' },
};

/** Tries until it succeeds; meanwhile the opening says so with a button that tries at once. */
export async function tryUntilThere(lang: Lang, step: (isWanted: boolean) => Promise<void>): Promise<void> {
  let isWanted = false;
  for (let box: HTMLElement | null = null; ;) {
    try {
      await step(isWanted);
      return box?.remove();
    } catch (error) {
      console.warn('start:', error instanceof Error ? error.message : error);
      box ??= showTrouble(lang);
      isWanted = await nextTry(box);
    }
  }
}

function showTrouble(lang: Lang): HTMLElement {
  const [box, said, again] = ['div', 'p', 'button'].map((name) => document.createElement(name)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  box.className = 'opening-trouble';
  box.setAttribute('role', 'alert');
  said.textContent = WORDS[lang].said;
  again.textContent = WORDS[lang].again;
  box.append(said, again);
  document.body.append(box);
  return box;
}

/** Whether a person asked; else the connection is back. */
function nextTry(box: HTMLElement): Promise<boolean> {
  return new Promise((resolve) => {
    const go = (isWanted: boolean) => {
      stop();
      resolve(isWanted);
    };
    const stop = onReturn(() => go(false));
    box.querySelector('button')!.addEventListener('click', () => go(true), { once: true });
  });
}
