import type { Locator, Page } from 'playwright-core';

/** What a person would find too small, or cut off at the right edge. */
export async function listTroubles(page: Page, { type, target }: { type: number; target: number }): Promise<string[]> {
  return page.evaluate(
    (least) => {
      const isSeen = (element: Element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible';
      };
      const heightOf = (element: Element) => {
        const before = getComputedStyle(element, '::before');
        const reach = before.position === 'absolute' ? parseFloat(before.height) || 0 : 0;
        return Math.max(element.getBoundingClientRect().height, reach);
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
      const narrow = Array.from(document.querySelectorAll('button, select, textarea, a.card, summary, label'))
        .filter((element) => element.tagName !== 'LABEL' || element.querySelector('input') !== null)
        .filter((element) => isSeen(element) && heightOf(element) < least.target - 0.5)
        .map((element) => `target: ${name(element)}`);
      const wide = texts
        .filter((element) => {
          const isRow = element.closest('.filter-row, .tools, .strip, canvas');
          // What stands in a line that ends in an ellipsis is as long as that line.
          const isShortened = element.parentElement?.closest('.cut');
          return !isRow && !isShortened && element.getBoundingClientRect().right > innerWidth + 1;
        })
        .map((element) => `cut: ${name(element)}`);
      return [...small, ...narrow, ...wide];
    },
    { type, target },
  );
}

/** How light something looks on the whole, from 0 black to 1 white. */
export async function readLight(target: Locator): Promise<number> {
  const picture = (await target.screenshot()).toString('base64');
  return target.page().evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const context = document.createElement('canvas').getContext('2d')!;
    context.drawImage(image, 0, 0, 1, 1);
    const [red, green, blue] = Array.from(context.getImageData(0, 0, 1, 1).data) as [number, number, number];
    return (red + green + blue) / 3 / 255;
  }, picture);
}
