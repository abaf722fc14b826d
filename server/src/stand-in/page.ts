const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign]!);

/** Nobody real. */
const PEOPLE = ['王小云', '李大山', '陈阿婆'];

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 26rem; margin: 0 auto; padding: 1.5rem; }
  .note { padding: .75rem 1rem; border: 2px dashed currentcolor; border-radius: .5rem; }
  form { display: grid; gap: .75rem; }
  button, input { min-height: 3rem; padding: 0 1rem; font: inherit; border: 1px solid currentcolor; border-radius: .5rem; }
`;

/** Asks who is to be played; `hidden` comes back with the answer. */
export function renderSignIn(hidden: Readonly<Record<string, string>>): string {
  const kept = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  const people = PEOPLE.map((name) => `<button name="person" value="${name}">${name}</button>`);
  return page(`
    <h1>模拟登录 <small lang="en">Stand-in sign-in</small></h1>
    <p class="note">这是演示用的，不是真的学习平台：没有密码，选谁就当作谁登录。<br>
      <span lang="en">Only for demonstrations, no real platform: there are no passwords, you are whoever you pick.</span></p>
    <form method="post">${kept.join('')}${people.join('')}</form>
    <h2>另一个人 <small lang="en">Somebody else</small></h2>
    <form method="post">${kept.join('')}
      <label for="person">账号 <span lang="en">Account</span></label>
      <input id="person" name="person" maxlength="60" required autocomplete="off">
      <button>登录 <span lang="en">Sign in</span></button>
    </form>
    <form method="post"><p></p>${kept.join('')}<button name="refuse" value="1">取消 <span lang="en">Cancel</span></button></form>`);
}

export const renderFault = (why: string): string =>
  page(`<h1>模拟登录 <small>Stand-in</small></h1><p>${escape(why)}</p>`);

function page(body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>模拟登录（仅演示）</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}
