import type { Lang } from './lists.ts';

/** What is done with somebody's data only as long as they agree to it. */
export const PURPOSES = ['account', 'real_name', 'delegation', 'guardian'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface ConsentText {
  purpose: Purpose;
  /** Day from which on it is asked for. */
  version: string;
  names: Record<Lang, string>;
  text: Record<Lang, string>;
  /** SHA-256 of the canonical JSON of purpose, version and text: what somebody agreed to can be shown later. */
  hash: string;
}

/** Every text that was ever asked for, the newest of a purpose last. Never changed: another wording is another version. */
export const CONSENT_TEXTS: readonly ConsentText[] = [
  {
    purpose: 'account',
    version: '2026-11-30',
    names: { 'zh-CN': '账号和登录', en: 'Account and signing in' },
    text: {
      'zh-CN':
        '我们保存您的手机号或邮箱，只用来让您登录和找回账号；加密保存，不给别人，也不用来发广告。您随时可以查看、导出、删除。不注册也能看地图、搜索和收藏。未满 14 周岁的，由监护人登记。',
      en: 'We store your mobile number or e-mail address, only so that you can sign in and recover the account. It is stored encrypted, given to nobody and not used for advertising. You can see, export and erase it at any time. The map, search and favourites work without an account. Children under 14 are registered by a guardian.',
    },
    hash: '3a1b20f1a71f1ff1089aca0e2c299bdc8b9649b15463add9665c1ab99701d1ed',
  },
  {
    purpose: 'real_name',
    version: '2026-11-30',
    names: { 'zh-CN': '实名', en: 'Real name' },
    text: {
      'zh-CN':
        '为了把学分记到您本人名下，我们核对您的姓名和身份证号。身份证号属于敏感个人信息，加密保存，页面上只显示一部分。不同意也能使用其他功能；撤回后，姓名和身份证号马上删除。',
      en: 'To credit what you learn to you, we check your name and identity number. The number is sensitive personal information: it is stored encrypted and shown in part only. Everything else works without it; when you withdraw, name and number are deleted at once.',
    },
    hash: '74094b93da9bb0229c115ce58ffe32a5ae58d79276deafd3fcf00f692f796975',
  },
  {
    purpose: 'delegation',
    version: '2026-11-30',
    names: { 'zh-CN': '请人代办', en: 'Somebody acts for me' },
    text: {
      'zh-CN':
        '您同意这个人在您选定的事项和期限内替您办理。他做的每一件事都会记下来，您看得到。您随时可以停止，停止后他马上不能再办。',
      en: 'You agree that this person acts for you, for the things and the time you chose. Everything they do is recorded and you can see it. You can end it at any time; from that moment on they can do nothing more.',
    },
    hash: 'c16309942b483bbb9ebd1153998e70bba0b1fcf51dd07502373dcb1d39c0143b',
  },
  {
    purpose: 'guardian',
    version: '2026-11-30',
    names: { 'zh-CN': '监护人同意', en: 'Consent of a guardian' },
    text: {
      'zh-CN':
        '您是这位未成年人的父母或其他监护人，同意我们保存孩子的称呼和出生日期，用来代他报名和记录学习；加密保存，不公开。未满 14 周岁的个人信息属于敏感个人信息。您随时可以查看、停止和删除。',
      en: 'You are a parent or guardian of this minor and agree that we store what the child is called and the date of birth, to enrol them and record what they learn. It is stored encrypted and not published. Data of children under 14 is sensitive personal information. You can see, end and erase it at any time.',
    },
    hash: 'e55e3f8f5e6a306b26c65847006a3bd74ea7ad9bfc603ec6634af29e19aeeea6',
  },
];

/** What is asked for now. */
export const currentConsent = (purpose: Purpose): ConsentText =>
  CONSENT_TEXTS.findLast((consent) => consent.purpose === purpose)!;

/** Of what somebody agreed to, what was given only in an older text. */
export function dueOf(given: readonly { purpose: string; version: string }[]): Purpose[] {
  return PURPOSES.filter((purpose) => {
    const versions = given.filter((one) => one.purpose === purpose).map(({ version }) => version);
    return versions.length > 0 && !versions.includes(currentConsent(purpose).version);
  });
}
