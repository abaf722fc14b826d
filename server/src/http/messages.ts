import { z } from 'zod';
import type { Reason } from '../contract/errors.ts';
import type { Lang } from '../contract/lists.ts';

/** Sentences of problems, by status, then by language. */
export const titles: Record<number, Record<Lang, string>> = {
  400: { 'zh-CN': '请求里有不正确的内容', en: 'The request is not right' },
  401: { 'zh-CN': '请先登录', en: 'Please sign in' },
  403: { 'zh-CN': '没有权限', en: 'You may not do this' },
  404: { 'zh-CN': '没有找到', en: 'Not found' },
  405: { 'zh-CN': '这个地址不支持这种请求', en: 'This address does not take this method' },
  408: { 'zh-CN': '请求没有及时发完', en: 'The request did not arrive in time' },
  409: { 'zh-CN': '与已有内容冲突', en: 'It conflicts with what is there' },
  413: { 'zh-CN': '内容太大', en: 'The content is too large' },
  414: { 'zh-CN': '地址太长', en: 'The address is too long' },
  415: { 'zh-CN': '不支持这种内容格式', en: 'This content type is not supported' },
  416: { 'zh-CN': '文件里没有请求的那一段', en: 'The file has no such part' },
  417: { 'zh-CN': '不支持这种期望', en: 'This expectation is not supported' },
  429: { 'zh-CN': '请求太频繁，请稍后再试', en: 'Too many requests, please try again shortly' },
  431: { 'zh-CN': '请求头太大', en: 'The request headers are too large' },
  500: { 'zh-CN': '服务出错了，请稍后再试', en: 'Something went wrong, please try again' },
  503: {
    'zh-CN': '服务暂时不可用，请稍后再试',
    en: 'The service is not available right now, please try again shortly',
  },
  507: {
    'zh-CN': '服务器磁盘已满，暂时不能保存，请稍后再试',
    en: 'The disk of the server is full and nothing can be saved right now, please try again later',
  },
};

/** Sentences of refusals that say more than their status. */
export const reasons: Record<Reason, Record<Lang, string>> = {
  step_up: { 'zh-CN': '请再确认一次是您本人', en: 'Please prove once more that it is you' },
  cross_origin: { 'zh-CN': '这个请求不是从本站发出的', en: 'This request does not come from this site' },
  second_person: { 'zh-CN': '这一步须由另一位管理员确认', en: 'Another administrator has to confirm this' },
  apart: {
    'zh-CN': '系统、安全、审计管理员不能是同一个人',
    en: 'System, security and audit administrators are never one person',
  },
  key_used: { 'zh-CN': '这个请求编号已用于另一个请求', en: 'The key was used for another request' },
  difference: {
    'zh-CN': '情况已有变化，请重新查看影响后再确认',
    en: 'Things have changed; please look at the effects again',
  },
  last_way_in: {
    'zh-CN': '这是最后一种登录方式，先添加另一种再删除',
    en: 'This is the last way to sign in; add another one first',
  },
  consent_needed: {
    'zh-CN': '注册前请先同意保存您的手机号或邮箱',
    en: 'Before an account is made please agree that your number or address is stored',
  },
  consent_missing: {
    'zh-CN': '请先同意核对您的姓名和身份证号',
    en: 'Please agree first that your name and identity number are checked',
  },
  consent_is_account: {
    'zh-CN': '没有这一项就不能有账号；要撤回，请删除账号',
    en: 'There is no account without it; to withdraw it, please erase the account',
  },
  acting_for: {
    'zh-CN': '您正在替别人办理，请先换回自己',
    en: 'You are acting for somebody else; please change back to yourself first',
  },
  guardian_needed: {
    'zh-CN': '未满 14 周岁，需要监护人先同意',
    en: 'Under 14 a guardian has to consent first',
  },
  last_administrator: {
    'zh-CN': '您是最后一位这类管理员，请先授权另一位，再删除账号',
    en: 'You are the last administrator of this kind; please have another one appointed before you erase the account',
  },
  not_a_minor: {
    'zh-CN': '这位已满 18 周岁，请用手机验证码登记',
    en: 'This person is 18 or older; please register them with a code to their phone',
  },
  contact_taken: {
    'zh-CN': '它属于另一个账号；如果那也是您的，可以把两个账号合并',
    en: 'It belongs to another account; if that is yours too, you can merge the two',
  },
  person_known: {
    'zh-CN': '这个证件已在另一个账号实名；如果那也是您的，可以把两个账号合并',
    en: 'This identity is confirmed for another account; if that is yours too, you can merge the two',
  },
  already_verified: { 'zh-CN': '这个账号已经实名', en: 'The real name of this account is confirmed already' },
  different_persons: {
    'zh-CN': '两个账号已按不同的人实名，不能合并',
    en: 'The two accounts are confirmed as different persons and cannot be merged',
  },
  no_authenticator: { 'zh-CN': '请先设置身份验证器', en: 'Please set up an authenticator first' },
  authenticator_is_on: {
    'zh-CN': '身份验证器已经开启，先关闭再重新设置',
    en: 'The authenticator is on; turn it off before you set it up anew',
  },
  passkeys_need_https: {
    'zh-CN': '这个网址不能使用通行密钥，请用 https 网址打开',
    en: 'Passkeys do not work at this address; please open it by https',
  },
  recovery_not_ready: {
    'zh-CN': '等待时间还没有到',
    en: 'The waiting time is not over yet',
  },
  code_needed: {
    'zh-CN': '请先用手机或邮箱验证码登录，再恢复账号',
    en: 'Please sign in with a code sent to your phone or address to recover the account',
  },
  suspended: { 'zh-CN': '这个账号已停用，请联系管理员', en: 'This account is suspended; please ask an administrator' },
  too_many: { 'zh-CN': '数量已到上限，先删除一个再添加', en: 'There are as many as there may be; remove one first' },
  expired: { 'zh-CN': '已过期，请重新开始', en: 'This has expired; please start again' },
  not_yours_to_give: {
    'zh-CN': '这个身份在这个范围里不由您授予：只能给自己范围以内的，机构管理员由上一级任命',
    en: 'This role is not yours to give there: nobody gives beyond their own reach, and who administers a branch is named from above it',
  },
  outside_branch: {
    'zh-CN': '其中有机构不在您管理的范围里，请联系上一级管理员',
    en: 'One of the institutions is outside the branch you administer; please ask who administers the one above',
  },
  changed_meanwhile: {
    'zh-CN': '这一项刚刚已被处理过，请刷新后再看',
    en: 'Somebody has dealt with this meanwhile; please load it again',
  },
  job_lives: {
    'zh-CN': '同样的任务已经在等待或运行，不用再试',
    en: 'The same work is waiting or running already; there is no need to try again',
  },
  sign_on: {
    'zh-CN': '对方平台没有确认成功，请重新开始',
    en: 'The other platform did not confirm it; please start again',
  },
  identity_taken: {
    'zh-CN': '这个平台账号已关联另一个账号；如果那也是您的，可以把两个账号合并',
    en: 'It signs in to another account; if that is yours too, you can merge the two',
  },
  later_acts: {
    'zh-CN': '之后还有别的变更，请先撤销后面的',
    en: 'Something came later on the same institutions; undo that first',
  },
  somebody_at_it: {
    'zh-CN': '另一位同事正在修改这一项，等对方提交或放弃后再改',
    en: 'A colleague is changing this one; it can be changed once theirs is submitted and decided, or thrown away',
  },
  saved_elsewhere: {
    'zh-CN': '这份草稿在别处又保存过，请比较后再保存；您写的没有丢',
    en: 'This draft was saved elsewhere meanwhile; please compare before you save, nothing you wrote is lost',
  },
  not_open: { 'zh-CN': '这一份现在不能改了', en: 'This one can no longer be changed' },
  not_complete: { 'zh-CN': '还有内容没有填好', en: 'Something is still missing' },
  own_work: { 'zh-CN': '自己写的须由别人审核', en: 'What you wrote yourself is decided by somebody else' },
  decided_already: {
    'zh-CN': '内容或结果刚刚有变化，请重新查看再决定',
    en: 'It was changed or decided just now; please look again before you decide',
  },
  not_now: { 'zh-CN': '现在不能这样做', en: 'This cannot be done now' },
  import_busy: {
    'zh-CN': '您的另一次导入还在进行，请等它结束',
    en: 'Another import of yours is under way; please wait for it to end',
  },
  outside_scope: {
    'zh-CN': '您现在没有为这个机构或主题发布的权限，写好的内容都还在',
    en: 'You may not publish for this institution or topic now; what you wrote is kept',
  },
};

/** Of an address that holds bytes or escapes which are no text. */
export const unreadable: Record<Lang, string> = {
  'zh-CN': '网址里有无法识别的字符，请检查链接是否完整',
  en: 'The address holds characters that cannot be read; please check that the link is complete',
};

/** The schemas state their rules in English; here the same in Chinese. */
const chinese: Record<string, string> = {
  'must be a number': '须是数字',
  'must be a positive whole number': '须是正整数',
  'must be a code of the vocabulary': '须是词表中的代码',
  'must be a division code': '须是行政区划代码',
  'must be a 6 or 9 digit division code': '须是 6 位或 9 位行政区划代码',
  'must be an institution id': '须是机构编号',
  'must be west,south,east,north': '须按 西,南,东,北 填写',
  'must be whole metres': '须是整数米',
  'must be a day like 2026-11-28': '须是 2026-11-28 这样的日期',
  'must be a day from 2000 to 2099': '须是 2000 年到 2099 年之间的日期',
  'must be a day from 1900 to 2099': '须是 1900 年到 2099 年之间的日期',
  'must be a number from 1 to 100': '须是 1 到 100 的数字',
  'needs at least one value': '至少要有一个值',
  'takes at most 50 values': '最多 50 个值',
  'takes at most 60 characters': '最多 60 个字',
  'takes at most 200 characters': '最多 200 个字',
  'takes at most 100 characters': '最多 100 个字',
  'takes at most 1000 characters': '最多 1000 个字',
  'takes at most 500 characters': '最多 500 个字',
  'must be a UUID': '须是 UUID',
  'must be a mobile number of 11 digits': '须是 11 位手机号',
  'must be an e-mail address': '须是邮箱地址',
  'must be the six digits of the code': '须是 6 位数字验证码',
  'must be a recovery code like abcd-efgh-ijkl': '须是 abcd-efgh-ijkl 这样的恢复码',
  'must be the ticket that was given': '登录步骤无效，请从头开始',
  'must be base64url': '须是 base64url 编码',
  'must be the name as on the identity card': '须是身份证上的姓名',
  'must be the 18 characters of a resident identity number': '须是 18 位居民身份证号，请检查是否输错',
  'must be the right number and name of one person': '姓名与身份证号不一致，请核对',
  'must be another password, this one is tried first': '这个密码太常见，容易被猜中，请换一个',
  'must be another password, not made of your phone or address': '密码不要用自己的手机号或邮箱，请换一个',
  'must be the old password, or prove first that it is you': '原密码不对；也可以先用其他方式确认是您本人',
  'must be right for this contact': '账号或密码不对',
  'must be a passkey of this site': '这个通行密钥不能在这里使用',
  'takes at least 10 characters': '至少 10 个字',
  'takes no real names here': '这里还不能实名',
  'is wrong or no longer valid': '不对或已失效，请重新获取',
  'had too many codes, please wait an hour': '获取验证码太频繁，请一小时后再试',
  'takes no codes here': '这里还不能接收验证码',
  'takes at most 40 characters': '最多 40 个字',
  'must be at most a year': '最长一年',
  'is not the text asked for now': '同意书已更新，请重新阅读',
  'must be a day in the past': '须是过去的日期',
  'is not for yourself': '不能自己代自己办理',
  'has an account of their own': '这位已有账号，请对方邀请您',
  'takes at most 300 characters': '最多 300 个字',
  'must be one of the reasons': '请选择一个原因',
  'has no account here': '还没有注册账号',
  'is not the code of an area': '没有这个行政区划',
  'must be in the future': '须晚于现在',
  'must be after its beginning': '须晚于开始时间',
  'holds everywhere': '这个角色不限机构和地区',
  'is needed here': '这里需要填写',
  'must be a path of this site': '须是本站的地址',
  'takes at most 2000 characters': '最多 2000 个字',
  'takes at most 8000 characters': '最多 8000 个字',
  'takes at most 200 corners': '最多 200 个顶点',
  'needs at least three corners': '至少要有三个顶点',
  'needs longitude and latitude for every corner': '每个顶点都要有经度和纬度',
  'is not known': '没有这个值',
  'is not a cursor of this list': '翻页位置已失效，请从头开始',
  'is not a cursor of this search': '翻页位置已失效，请从头开始',
  'holds a character that is not allowed': '含有不允许的字符',
  'must be the id of an event or the version of a search': '须是事件的编号或搜索结果的版本',
  'must be 5, 10, 15, 20 or 30': '须是 5、10、15、20 或 30',
  'must be city or county': '须是 city 或 county',
  'needs an origin': '需要一个起点',
  'is needed by this scope': '看这个范围需要它',
  'must not be before from': '不能早于开始日期',
  'is outside the range of tiles': '超出瓦片范围',
  'names an institution that is not known': '其中有不存在的机构',
  'names an institution that is not open on that day': '其中有机构在这一天没有开办',
  'would change nothing, or an institution into itself': '不会带来变化，或把机构并入了自己',
  'would hang an institution below one of a lower level': '不能把机构放到层级更低的机构下面',
  'would hang an institution below itself': '不能把机构放到它自己的下级机构下面',
  'is empty': '文件是空的',
  'must be a JPEG, PNG or WebP photo': '须是 JPEG、PNG 或 WebP 照片',
  'is HEIC, which is not read here; save it as JPEG first': '这里还读不了 HEIC，请先存成 JPEG',
  'is another kind of file than it says it is': '文件的内容与它声称的类型不符',
  'is broken or was cut off on its way': '文件已损坏，或没有传完整',
  'must be a still photo, not a moving one': '须是静止的照片，不能是动图',
  'takes at most 64 million pixels': '最多 6400 万像素',
  'holds something else beside the photo': '文件里除了照片还夹带了别的内容',
  'unpacks to far more than it says': '文件解开后比它声称的大得多',
  'takes too long to read': '这张照片读取太慢，请换一张',
  'must be the name of a file here': '须是这里的文件编号',
  'names an institution twice': '同一个机构写了两次',
  'must be an amount like 20 or 20.50': '须是 20 或 20.50 这样的金额',
  'must be a whole number': '须是整数',
  'takes one digit after the point': '最多一位小数',
  'must be a day and a time': '须是日期和时间',
  'must be an address that begins with http:// or https://': '须是 http:// 或 https:// 开头的网址',
  'must be a phone number': '须是电话号码',
  'is not where its numbers say': '位置与坐标数字不一致，请重新选择',
  'must ascend': '须按日期先后排列',
  'must be a recurrence rule': '须是重复规则',
  'must be degrees like 120.16': '须是 120.16 这样的度数',
  'must be days like 2026-12-05,2026-12-12': '须是 2026-12-05,2026-12-12 这样的日期',
  'must be an RFC 5545 rule': '须是 RFC 5545 重复规则',
  'must be times like 09:00-10:30,14:00-15:30': '须是 09:00-10:30,14:00-15:30 这样的时间',
  'must be a county or none': '须是区县代码或 none',
  'must be after the end of the one before': '须在前一场结束之后',
  'takes at most 100 values': '最多 100 个值',
  'must not be less than the price': '不能低于费用',
  'must not be over': '须有今天以后的场次',
  'must not be after the last session': '不能晚于最后一场',
  'must be a time like 09:00': '须是 09:00 这样的时间',
  'must be a time like 17:00': '须是 17:00 这样的时间',
  'must be a file that was sent here': '须是上传到这里的照片',
  'must be an id': '须是编号',
  'is not public here': '这一项没有公开，或已撤下，请换一个',
  'must be an institution that you may publish for': '须是您可以为它发布的机构',
  'takes at most 60 values': '最多 60 个值',
  'takes at most 512 values': '最多 512 个值',
  'takes at most 2000 values': '最多 2000 个值',
  'must be a key of the columns': '必须是列表中的一列',
  'takes at most 20 values': '最多 20 个值',
  'takes at most 30 values': '最多 30 个值',
  'takes at most 4 values': '最多 4 个值',
  'takes at most 400 values': '最多 400 场',
  'takes at most 5 values': '最多 5 个值',
  'takes at most 6 values': '最多 6 张',
  'takes at most 13 values': '最多 13 个值',
  'takes at most 5000 characters': '最多 5000 个字',
  'meets a change that is already planned for later; undo that first': '之后已安排了别的变更，请先撤销那一项',
  'leaves open what becomes of the institutions below it': '请说明它的下级机构归到哪里',
  'names an institution that is not below the one that is split': '其中有机构不是被拆分机构的下级',
  'would close an institution on the day it opens; undo its opening instead': '机构不能在成立当天关闭；请撤销它的成立',
};
const localeErrors = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** One sentence for one issue, in the language asked for. */
export function sayIssue(issue: z.core.$ZodIssue, lang: Lang): string {
  if (issue.code === 'unrecognized_keys') return lang === 'en' ? 'is not a known name' : '没有这个参数';
  return say(issue.message, lang);
}
export function say(message: string, lang: Lang): string {
  return lang === 'zh-CN' ? (chinese[message] ?? message) : message;
}
/** For `safeParse(input, { error })`: sentences of the built-in checks. */
export function errorMap(lang: Lang): z.core.$ZodErrorMap {
  return localeErrors[lang];
}
