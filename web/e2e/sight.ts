import type { Page } from 'playwright-core';

/** What a person would find too small, or cut off at the right edge. */
export async function listTroubles(page: Page, { type, target }: { type: number; target: number }): Promise<string[]> {
  return page.evaluate(
    (least) => {
      const isSeen = (element: Element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible';
      };
      const name = (element: Element) => `${element.className} ${(element.textContent || '').trim().slice(0, 20)}`;
      const texts = Array.from(document.querySelectorAll('#app *, [role=dialog] *')).filter(
        (element) =>
          isSeen(element) &&
          !element.closest('canvas, svg, .visually-hidden') &&
          Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.textContent!.trim() !== ''),
      );
      const small = texts
        .filter((element) => parseFloat(getComputedStyle(element).fontSize) < least.type)
        .map((element) => `type: ${name(element)}`);
      const narrow = Array.from(document.querySelectorAll('button, select, a.card, summary, label'))
        .filter((element) => isSeen(element) && element.getBoundingClientRect().height < least.target - 0.5)
        .map((element) => `target: ${name(element)}`);
      const wide = texts
        .filter((element) => {
          const isRow = element.closest('.filter-row, .tools, .strip, canvas');
          return !isRow && element.getBoundingClientRect().right > innerWidth + 1;
        })
        .map((element) => `cut: ${name(element)}`);
      return [...small, ...narrow, ...wide];
    },
    { type, target },
  );
}
