import type { Locator } from 'playwright-core';

/** How a person acts; whatever a journey does to a page goes through one pair of hands. */
export interface Hands {
  /** A button or link acts, a box or radio is chosen. */
  press: (target: Locator) => Promise<void>;
  write: (field: Locator, text: string) => Promise<void>;
  /** The nth of what a list offers. */
  choose: (list: Locator, n: number) => Promise<void>;
  /** The key of the keyboard that sends what was written. */
  send: (field: Locator) => Promise<void>;
  /** Leaves what `opener` has opened. */
  close: (panel: Locator, opener: Locator) => Promise<void>;
}

export const byMouse = pointing((target) => target.click());
export const byTouch = pointing((target) => target.tap());

export const byKeyboard: Hands = {
  async press(target) {
    await tabTo(target);
    const keyboard = target.page().keyboard;
    const type = await target.getAttribute('type');
    if (type === 'radio') return chooseByArrows(target);
    await keyboard.press(type === 'checkbox' ? 'Space' : 'Enter');
  },
  async write(field, text) {
    await tabTo(field);
    await field.page().keyboard.insertText(text);
  },
  async choose(list, n) {
    await tabTo(list);
    await list.page().keyboard.press('Home');
    for (let at = 0; at < n; at++) await list.page().keyboard.press('ArrowDown');
  },
  send,
  close: (panel) => panel.page().keyboard.press('Escape'),
};
async function send(field: Locator): Promise<void> {
  await field.page().keyboard.press('Enter');
}

/** The same hands, and how often they have tapped: words written are one tap, leaving what was opened is none. */
export function counting(hands: Hands): { hands: Hands; taps: () => number } {
  let taps = 0;
  const count = <A extends unknown[]>(act: (...args: A) => Promise<void>) => {
    return (...args: A) => {
      taps++;
      return act(...args);
    };
  };
  const { press, write, choose, send, close } = hands;
  const counted = { press: count(press), write: count(write), choose: count(choose), send: count(send) };
  return { hands: { ...counted, close }, taps: () => taps };
}

function pointing(point: (target: Locator) => Promise<void>): Hands {
  return {
    press: async (target) => point(await toSpot(target)),
    async write(field, text) {
      await point(field);
      await field.page().keyboard.insertText(text);
    },
    // The list is opened by the system, outside of the page.
    choose: async (list, n) => void (await list.selectOption({ index: n })),
    send,
    async close(panel, opener) {
      const button = panel.getByRole('button', { name: /^(关闭|Close)$/ });
      await point((await button.count()) > 0 ? button : opener);
    },
  };
}

/** People aim at the label: the box itself may be drawn by it. */
async function toSpot(target: Locator): Promise<Locator> {
  const label = target.locator('xpath=ancestor::label');
  await target.waitFor({ state: 'attached' });
  return (await label.count()) > 0 ? label : target;
}

const MOST_TABS = 60; // from anywhere to anything on one screen

/** By Tab and Shift+Tab alone, as somebody who sees where the target is. */
async function tabTo(target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    const where = await target.evaluate(seekFocus);
    if (where === 'here') return;
    if (where === 'unseen') throw new Error(`the focus cannot be seen on ${String(target)}`);
    await target.page().keyboard.press(where === 'behind' ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`${MOST_TABS} Tabs do not lead to ${String(target)}`);
}

/** Runs in the page: where the target is, as seen from the focus. */
function seekFocus(target: Element): 'here' | 'unseen' | 'ahead' | 'behind' {
  const active = document.activeElement ?? document.body;
  // Tab enters a group of radios at any of them.
  const name = target instanceof HTMLInputElement && target.type === 'radio' ? target.name : null;
  if (active === target || (name !== null && active instanceof HTMLInputElement && active.name === name)) {
    const drawn = active.closest('label') ?? active;
    const { left, top, width, height } = drawn.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const isCovered = hit === null || !(drawn.contains(hit) || hit.contains(drawn));
    return active.matches(':focus-visible') && !isCovered ? 'here' : 'unseen';
  }
  return active.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'behind' : 'ahead';
}

const MOST_RADIOS = 10;

async function chooseByArrows(radio: Locator): Promise<void> {
  const { keyboard } = radio.page();
  for (let steps = 0; steps < MOST_RADIOS; steps++) {
    if (await radio.evaluate((input: HTMLInputElement) => input.checked)) return;
    const isFocused = await radio.evaluate((input) => document.activeElement === input);
    await keyboard.press(isFocused ? 'Space' : 'ArrowDown');
  }
  throw new Error(`${MOST_RADIOS} arrows do not lead to ${String(radio)}`);
}
