import { expect, test } from 'vitest';
import { decodeText } from './text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
// 名称,地址 in GB18030
const gbk = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb5, 0xd8, 0xd6, 0xb7]);

test('encodings are told apart by validity', () => {
  expect(decodeText(utf8('名称,地址'))).toEqual({ text: '名称,地址', encoding: 'utf-8' });
  expect(decodeText(utf8('\uFEFF名称'))).toEqual({ text: '名称', encoding: 'utf-8' });
  expect(decodeText(gbk)).toEqual({ text: '名称,地址', encoding: 'gb18030' });
  expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x0d, 0x54]))).toEqual({ text: '名', encoding: 'utf-16le' });
  expect(decodeText(Uint8Array.from([0xfe, 0xff, 0x54, 0x0d]))).toEqual({ text: '名', encoding: 'utf-16be' });
});

test('what is not text is named', () => {
  expect(decodeText(Uint8Array.from([0x50, 0x4b, 3, 4, 20]))).toEqual({ flaw: 'spreadsheet' });
  expect(decodeText(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0]))).toEqual({ flaw: 'binary' });
  expect(decodeText(Uint8Array.from([0x61, 0xff, 0xff, 0xff]))).toEqual({ flaw: 'encoding' });
  expect(decodeText(Uint8Array.from([0x61, 0x1b, 0x62]))).toEqual({ flaw: 'binary' });
  // One among a thousand costs its row, not the file.
  expect(decodeText(utf8(`${'书'.repeat(999)}\u001b`))).toMatchObject({ encoding: 'utf-8' });
});
