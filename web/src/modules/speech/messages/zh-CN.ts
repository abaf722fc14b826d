export const messages = { read: '朗读', pause: '暂停朗读', resume: '继续朗读', stop: '停止朗读' };
