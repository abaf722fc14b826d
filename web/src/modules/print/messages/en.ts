export const messages = { list: 'Print the list' };
