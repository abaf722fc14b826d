/** The language of a name whose source does not say: Chinese where it has Chinese characters. */
export function langOf(text: string): 'zh-CN' | undefined {
  return /[\u3400-\u9fff]/.test(text) ? 'zh-CN' : undefined;
}
