/** How the app reads what was typed before it searches: words that stay, and filters. Not there yet: all stays words. */
export const readQuery = (_catalogue, q) => ({ q, filters: {} });
