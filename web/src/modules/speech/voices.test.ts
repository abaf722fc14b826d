import { expect, test } from 'vitest';
import { findVoice } from './voices.ts';

const voices = ['fr-FR', 'zh-HK', 'zh_CN', 'en-US'].map((lang) => ({ lang }));

test('a voice of the language is found, of the region if there is one', () => {
  expect(findVoice(voices, 'zh-CN')).toBe(voices[2]);
  expect(findVoice(voices, 'en')).toBe(voices[3]);
  expect(findVoice(voices.slice(0, 2), 'zh-CN')).toBe(voices[1]);
  expect(findVoice(voices.slice(0, 1), 'zh-CN')).toBeNull();
});
