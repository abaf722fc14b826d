export const messages = { list: '打印清单' };
