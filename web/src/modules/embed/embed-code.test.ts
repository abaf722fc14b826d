import { expect, test } from 'vitest';
import { toEmbedCode } from './embed-code.ts';

test('the code is one frame, whatever the words in it', () => {
  const code = toEmbedCode({
    url: 'https://map.example/embed?kind=course&q="><script>',
    title: '“书法” "><b>',
    size: 'card',
  });
  expect(code).toBe(
    '<iframe src="https://map.example/embed?kind=course&amp;q=&quot;&gt;&lt;script&gt;" title="“书法” &quot;&gt;&lt;b&gt;" width="480" height="640" loading="lazy" style="border: 0; max-width: 100%"></iframe>',
  );
});
