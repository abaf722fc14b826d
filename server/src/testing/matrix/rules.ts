import { randomUUID } from 'node:crypto';
import type { Endpoints } from '../../contract.ts';
import type { Access, Role } from '../../contract/access.ts';
import type { RevisionState } from '../../contract/lifecycle.ts';
import type { Pinned } from './pinned.ts';
import type { Cell, Expected, Rule } from './cells.ts';
import { SOURCE_RULES } from './sources.ts';
import { WEBHOOK_RULES } from './webhooks.ts';
import type { Model, Actor, Target, World } from './world.ts';

/** Done now, or done by another cell before. */
const DONE = [200, 409];
const reason = '因为测试';

/** A public endpoint: nobody is asked who they are. */
const open = (path: string, body?: unknown): Rule => ({
  access: 'public',
  cells: () => [{ path, body, expected: 'guest' }],
});
const own = (path: string, expected: Expected, body?: unknown): Rule => ({
  access: 'account',
  cells: () => [{ path, body, expected }],
});
/** Of what takes proofs and files of its own: whoever may call it is told what it lacks. */
const lacking = (path: string, access: Access = 'account', expected: readonly number[] = [400]): Rule => ({
  access,
  worksElsewhere: true,
  cells: () => [{ path, body: {}, expected }],
});
const fresh = (rule: Rule): Rule => ({ ...rule, stepUp: true });
const acting = (rule: Rule): Rule => ({ ...rule, whileActing: true });
const nobodys = randomUUID();
const thing = (folder: string, end = '') => open(`/api/${folder}/999999999${end}`);
const audit = (path: string, stepUp?: true): Rule => ({
  access: 'audit.read',
  ...(stepUp && { stepUp }),
  cells: () => [{ path, expected: [200] }],
});
const atTargets =
  (toCell: (target: Target, actor: Actor, world: World, model: Model) => Cell | readonly Cell[]): Rule['cells'] =>
  (actor, world, model) =>
    world.targets.flatMap((target) => {
      const cells = toCell(target, actor, world, model);
      return [cells].flat().map((cell) => ({ ...cell, relation: target.relation }));
    });

/** Whoever has none of their own finds none. */
const ofNoImport = (end: string, body?: object): Rule => ({
  access: 'things.write',
  worksElsewhere: true,
  cells: () => [{ path: `/api/imports/${nobodys}${end}`, expected: [404], ...(body && { body }) }],
});
const pinnedIn = ({ revisions }: Pinned, state: RevisionState) => revisions[state]!;
const revisionAt = (pinned: Pinned, state: RevisionState, end = '') =>
  `/api/pin-revisions/${pinnedIn(pinned, state).revision}${end}`;
const mayActOn = (model: Model, actor: Actor, institution: number | null) =>
  model.may(actor, 'things.write', institution) || model.may(actor, 'things.review', institution);
/** Of somebody else's: what its author alone may, walked in the tests of pins. */
const ofAuthor = (end: string, body?: unknown): Rule => ({
  access: 'account',
  worksElsewhere: true,
  cells: atTargets(({ pinned, relation }) =>
    relation === 'own' || relation === 'foreign'
      ? { path: revisionAt(pinned, 'returned', end), body, expected: [404] }
      : [],
  ),
});
const ofPublic = (which: 'activity' | 'imported', end: string, body: unknown): Rule => ({
  access: 'account',
  cells: atTargets(({ institution, pinned }, actor, _, model) =>
    pinned[which] === null
      ? []
      : {
          path: `/api/pins/${pinned[which]}/${end}`,
          body,
          expected: mayActOn(model, actor, institution) ? DONE : [404],
        },
  ),
});
/** Walked with seats by the tests of enrolments. */
const enrolling = (end: string, body: object = {}): Rule => ({
  access: 'account',
  onBehalf: 'enrolments.change',
  worksElsewhere: true,
  cells: () => [{ path: `/api/enrolments${end}`, body, expected: [404] }],
});
const ofEnrolled = (end: string): Rule => ({
  access: 'things.write',
  cells: atTargets(({ institution, pinned }, actor, _, model) =>
    pinned.activity === null
      ? []
      : {
          path: `/api/pins/${pinned.activity}/enrolments${end}`,
          expected: [model.may(actor, 'things.write', institution) ? 200 : 404],
        },
  ),
});
const ofReports = (end: string, expected: readonly number[], body?: unknown): Rule => ({
  access: 'things.review',
  cells: atTargets(({ institution, pinned: { report } }, actor, _, model) =>
    report === null
      ? []
      : {
          path: `/api/moderation/reports/${report}${end}`,
          body,
          expected: model.may(actor, 'things.review', institution) ? expected : [404],
        },
  ),
});
/** Everything that waits where they may, and nothing else. */
function isQueue(body: unknown, actor: Actor, { targets }: World, model: Model): boolean {
  const { rows, total } = body as { rows: { revision: string | null; report: number | null }[]; total: number };
  const theirs = targets.filter(({ institution }) => model.may(actor, 'things.review', institution));
  const wanted = theirs.flatMap(({ pinned }) => [pinnedIn(pinned, 'submitted').revision, pinned.report ?? []].flat());
  return total === wanted.length && rows.every(({ revision, report }) => wanted.includes(revision ?? report!));
}

const GIVEN: readonly Role[] = ['educator', 'unit_admin', 'security_admin'];

/** One rule for each endpoint, written from what is meant and not from the contract: what has none fails. */
export const RULES: Record<keyof Endpoints, Rule> = {
  getMe: open('/api/me'),
  getWaysIn: open('/api/me/ways-in'),
  sendSignInCode: open('/api/me/codes', { contact: { kind: 'phone', value: '1' } }),
  signInWithCode: open('/api/me/session', {
    challenge: randomUUID(),
    code: '000000',
    contact: { kind: 'phone', value: '13800138000' },
  }),
  signOut: acting(own('/api/me/session', [200])),
  listDevices: own('/api/me/devices', [200]),
  endDevice: {
    access: 'account',
    cells: atTargets(({ session }) => ({ path: `/api/me/devices/${session}`, expected: [404] })),
  },
  changeMe: own('/api/me', [200], { displayName: '我' }),
  getMyLog: own('/api/me/log', [200]),
  putAwayNotice: lacking(`/api/me/notices/${nobodys}`, 'account', [200, 404]),
  sendContactCode: fresh(lacking('/api/me/contacts/codes')),
  addContact: fresh(lacking('/api/me/contacts')),
  removeContact: fresh(lacking(`/api/me/contacts/${nobodys}`, 'account', [404])),
  signInWithPassword: open('/api/me/session/password', {}),
  setPassword: lacking('/api/me/password'),
  removePassword: fresh(lacking('/api/me/password', 'account', [200, 404])),
  listPasskeys: own('/api/me/passkeys', [200]),
  beginPasskey: fresh(lacking('/api/me/passkeys/options', 'account', [200, 409])),
  addPasskey: fresh(lacking('/api/me/passkeys')),
  renamePasskey: lacking(`/api/me/passkeys/${nobodys}`),
  removePasskey: fresh(lacking(`/api/me/passkeys/${nobodys}`, 'account', [404])),
  beginPasskeySignIn: open('/api/me/session/passkey/options', { nothing: 1 }),
  signInWithPasskey: open('/api/me/session/passkey', {}),
  getCredentials: own('/api/me/credentials', [200]),
  beginAuthenticator: fresh(lacking('/api/me/authenticator/options', 'account', [200, 404])),
  confirmAuthenticator: fresh(lacking('/api/me/authenticator')),
  removeAuthenticator: fresh(lacking('/api/me/authenticator', 'account', [200, 404, 409])),
  makeRecoveryCodes: fresh(lacking('/api/me/recovery-codes', 'account', [409])),
  signInWithSecondFactor: open('/api/me/session/second', {}),
  beginRecovery: open('/api/me/recovery', {}),
  finishRecovery: open('/api/me/recovery/finish', {}),
  stopRecovery: lacking('/api/me/recovery', 'account', [200, 404]),
  sendStepUpCode: lacking('/api/me/step-up/codes'),
  beginPasskeyStepUp: lacking('/api/me/step-up/passkey/options', 'account', [200, 409]),
  stepUp: lacking('/api/me/step-up'),
  uploadFile: {
    access: 'things.write',
    worksElsewhere: true,
    cells: () => [{ path: '/api/files?alt=x', type: 'image/png', expected: [400] }],
  },
  getFile: open(`/files/${'0'.repeat(64)}/320.webp`),
  getConsent: open(`/api/consents/${nobodys}`),
  answerConsent: lacking(`/api/consents/${nobodys}`),
  listConnectedApplications: own('/api/me/applications', [200]),
  disconnectApplication: lacking('/api/me/applications/nobody', 'account', [404]),
  listSignOnProviders: open('/api/sign-on'),
  beginSignOn: open('/api/sign-on/nobody', { next: '/' }),
  finishSignOn: open('/api/sign-on/nobody/return', { query: 'state=x' }),
  registerBySignOn: open('/api/sign-on/nobody/account', { state: 'x', consent: '2026-11-28' }),
  listIdentities: own('/api/me/identities', [200]),
  beginLink: fresh(lacking('/api/me/identities')),
  removeIdentity: fresh(lacking(`/api/me/identities/${nobodys}`, 'account', [404])),
  confirmRealName: fresh(lacking('/api/me/real-name')),
  sendMergeCode: fresh(lacking('/api/me/merge/codes')),
  planMerge: fresh(lacking('/api/me/merge/plan')),
  mergeAccounts: fresh(lacking('/api/me/merge')),

  listConsentTexts: open('/api/privacy/consents'),
  listOwnConsents: own('/api/me/consents', [200]),
  giveConsent: lacking('/api/me/consents'),
  withdrawConsent: lacking('/api/me/consents/real_name', 'account', [404]),
  getOwnData: own('/api/me/data', [200]),
  exportOwnData: fresh(own('/api/me/data.json', [200])),
  exportOwnDataCsv: fresh(own('/api/me/data.csv', [200])),
  beginErasure: fresh(own('/api/me/erasure', DONE, {})),
  undoErasure: lacking('/api/me/erasure', 'account', [404]),

  listDelegations: acting({
    access: 'account',
    cells: ({ delegation }) => [
      {
        path: '/api/me/delegations',
        expected: [200],
        says: (body) => {
          const { delegations } = body as { delegations: { id: string }[] };
          return delegations.every(({ id }) => id === delegation);
        },
      },
    ],
  }),
  inviteDelegate: lacking('/api/me/delegations/invitations'),
  readInvitation: lacking('/api/me/delegations/invitations/reading'),
  acceptInvitation: lacking('/api/me/delegations'),
  endDelegation: acting({
    access: 'account',
    worksElsewhere: true,
    cells: (actor, world) =>
      delegationsOfOthers(actor, world).map((id) => ({ path: `/api/me/delegations/${id}`, expected: [404] })),
  }),
  actFor: acting({
    access: 'account',
    cells: (actor, world) => [
      ...delegationsOfOthers(actor, world).map((delegation) => ({
        path: '/api/me/acting',
        body: { delegation },
        expected: [404],
      })),
      ...(actor.delegation === null
        ? []
        : [
            {
              path: '/api/me/acting',
              body: { delegation: actor.delegation },
              expected: [actor.variant === 'delegated' ? 200 : 404],
            },
          ]),
    ],
  }),
  actForMyself: acting(own('/api/me/acting', [200])),
  renamePrincipal: {
    access: 'account',
    onBehalf: 'details.change',
    cells: ({ variant }) => [
      { path: '/api/me/acting/name', body: { name: '爸爸' }, expected: [variant === 'delegated' ? 200 : 404] },
    ],
  },
  sendDependentCode: lacking('/api/me/dependents/codes'),
  addDependent: lacking('/api/me/dependents'),
  endByContact: open('/api/delegations/endings', {}),

  listEnrolments: {
    access: 'account',
    onBehalf: 'enrolments.change',
    cells: () => [
      {
        path: '/api/enrolments',
        expected: [200],
        says: (body) => (body as { enrolments: unknown[] }).enrolments.length === 0,
      },
    ],
  },
  listMessages: acting({
    access: 'account',
    cells: () => [
      {
        path: '/api/messages',
        expected: [200],
        says: (body) => (body as { messages: unknown[] }).messages.length === 0,
      },
    ],
  }),
  readMessages: acting(own('/api/messages/reading', [200], { upTo: nobodys })),
  getEnrolmentOffer: open('/api/enrolments/offer?kind=activity&id=999999999'),
  enrol: enrolling('', { kind: 'activity', id: 999999999, pool: '2026-12-05' }),
  cancelEnrolment: enrolling(`/${nobodys}/cancelling`),
  acceptSeat: enrolling(`/${nobodys}/accepting`),
  declineSeat: enrolling(`/${nobodys}/declining`),
  listEnrolled: ofEnrolled(''),
  exportEnrolled: ofEnrolled('.csv'),

  listDemoAccounts: open('/api/demo-accounts'),
  signInAsDemo: open('/api/demo-accounts/session', { account: randomUUID() }),

  getAuditKey: open('/api/audit/key'),
  listAudit: audit('/api/audit?limit=1'),
  getAuditCheck: audit('/api/audit/check'),
  getAuditEntry: audit('/api/audit/1'),
  exportAudit: audit('/api/audit.ndjson?action=none', true),
  exportAuditCsv: audit('/api/audit.csv?action=none', true),

  listGrants: {
    access: 'grants.read',
    cells: atTargets(({ account, institution }, actor, _, model) => ({
      path: `/api/grants?account=${account}`,
      expected: [200],
      says: (body) =>
        (body as { grants: unknown[] }).grants.length > 0 === model.may(actor, 'grants.read', institution),
    })),
  },
  giveGrant: {
    access: 'grants.change',
    stepUp: true,
    cells: atTargets(({ institution }, actor, { receiver }, model) =>
      GIVEN.map((role) => ({
        path: '/api/grants',
        body: { role, account: receiver, institution, reason },
        expected: [statusOfGiving(model, actor, role, institution)],
      })),
    ),
  },
  endGrant: {
    access: 'grants.change',
    stepUp: true,
    cells: atTargets(({ institution, grants }, actor, _, model) =>
      (['educator', 'unit_admin'] as const).map((role) => ({
        path: `/api/grants/${grants[role]}/end`,
        body: { reason },
        expected: !model.may(actor, 'grants.read', institution)
          ? [404]
          : model.mayGive(actor, role, institution)
            ? DONE
            : [403],
      })),
    ),
  },
  confirmGrant: {
    access: 'grants.change',
    stepUp: true,
    cells: (actor, { proposals }) => {
      const isSecurity = actor.role === 'security_admin';
      const isProposer = actor.name === 'security_admin live';
      return [
        { path: `/api/grants/${proposals.own}/confirmation`, expected: isProposer ? [403] : isSecurity ? DONE : [404] },
        { path: `/api/grants/${proposals.other}/confirmation`, expected: isSecurity ? DONE : [404] },
      ];
    },
  },

  listAccounts: {
    access: 'accounts.read',
    cells: (actor, { targets }, model) => [
      {
        path: '/api/accounts?limit=100',
        expected: [200],
        says: (body) => {
          const seen = (body as { accounts: { id: string }[] }).accounts.map(({ id }) => id);
          return targets.every((target) => seen.includes(target.account) === sees(model, actor, target));
        },
      },
    ],
  },
  findAccount: {
    access: 'accounts.read',
    cells: () => [
      { path: '/api/accounts/search', body: { contact: { kind: 'phone', value: '13900000000' } }, expected: [200] },
    ],
  },
  getAccount: {
    access: 'accounts.read',
    cells: atTargets((target, actor, _, model) => ({
      path: `/api/accounts/${target.account}`,
      expected: [sees(model, actor, target) ? 200 : 404],
    })),
  },
  unmaskAccount: {
    access: 'accounts.unmask',
    stepUp: true,
    cells: atTargets(({ account }) => ({
      path: `/api/accounts/${account}/unmask`,
      body: { reason },
      expected: [200],
    })),
  },
  suspendAccount: {
    access: 'accounts.suspend',
    stepUp: true,
    cells: atTargets(({ account }) => ({
      path: `/api/accounts/${account}/suspension`,
      body: { reason },
      expected: DONE,
    })),
  },
  resumeAccount: {
    access: 'accounts.suspend',
    stepUp: true,
    cells: atTargets(({ account }) => ({
      path: `/api/accounts/${account}/resumption`,
      body: { reason },
      expected: DONE,
    })),
  },

  listJobs: { access: 'jobs.read', cells: () => [{ path: '/api/jobs', expected: [200] }] },
  retryJob: lacking('/api/jobs/999999999/retry', 'jobs.change', [404]),

  listPinForms: { access: 'things.write', cells: () => [{ path: '/api/pin-forms', expected: [200] }] },
  listPins: {
    access: 'things.write',
    cells: (actor, { targets }, model) => [
      {
        path: '/api/pins?limit=100&state=submitted',
        expected: [200],
        says: (body) => {
          const seen = (body as { pins: { pin: number }[] }).pins.map(({ pin }) => pin);
          return targets.every(
            ({ pinned, institution }) =>
              seen.includes(pinnedIn(pinned, 'submitted').pin) === model.may(actor, 'things.write', institution),
          );
        },
      },
    ],
  },
  beginPin: {
    access: 'things.write',
    cells: atTargets(({ institution, pinned: { activity } }, actor, _, model) => {
      const may = model.may(actor, 'things.write', institution);
      return [
        { path: '/api/pins', body: { kind: 'activity', institution }, expected: [may ? 200 : 404] },
        ...(activity === null
          ? []
          : [{ path: '/api/pins', body: { kind: 'activity', thing: activity }, expected: may ? DONE : [404] }]),
      ];
    }),
  },
  getRevision: {
    access: 'account',
    cells: atTargets(({ institution, pinned }, actor, _, model) => [
      {
        path: revisionAt(pinned, 'returned'),
        expected: [mayActOn(model, actor, institution) ? 200 : 404],
      },
      { path: revisionAt(pinned, 'draft'), expected: [404] },
    ]),
  },
  previewRevision: {
    access: 'account',
    cells: atTargets(({ institution, pinned }, actor, _, model) => ({
      path: revisionAt(pinned, 'returned', '/preview'),
      expected: [mayActOn(model, actor, institution) ? 200 : 404],
    })),
  },
  saveRevision: ofAuthor('', { saved: 1, body: {} }),
  submitRevision: { ...ofAuthor('/submission', { saved: 1 }), access: 'things.write' },
  rescheduleRevision: { ...ofAuthor('/publication', { saved: 1, publishAt: null }), access: 'things.write' },
  takeBackRevision: ofAuthor('/taking-back'),
  discardRevision: ofAuthor('/discarding'),
  askSecondOpinion: { ...ofAuthor('/second-opinion', { reason }), access: 'things.write' },
  getPin: {
    access: 'account',
    cells: atTargets(({ institution, pinned }, actor, _, model) => ({
      path: `/api/pins/${pinnedIn(pinned, 'returned').pin}`,
      expected: [mayActOn(model, actor, institution) ? 200 : 404],
    })),
  },
  setPinStatus: ofPublic('activity', 'status', { status: 'postponed' }),
  withdrawPin: ofPublic('activity', 'withdrawal', { reason }),
  archivePin: ofPublic('imported', 'archiving', { reason }),

  getQueue: {
    access: 'things.review',
    cells: (actor, world, model) => [
      { path: '/api/moderation?limit=100', expected: [200], says: (body) => isQueue(body, actor, world, model) },
    ],
  },
  getQueueMap: { access: 'things.review', cells: () => [{ path: '/api/moderation/map', expected: [200] }] },
  getQueuedRevision: {
    access: 'things.review',
    cells: atTargets(({ institution, pinned }, actor, _, model) =>
      (['submitted', 'returned', 'draft'] as const).map((state) => ({
        path: `/api/moderation/revisions/${pinnedIn(pinned, state).revision}`,
        expected: [state !== 'draft' && model.may(actor, 'things.review', institution) ? 200 : 404],
      })),
    ),
  },
  decideRevision: {
    access: 'things.review',
    cells: atTargets(({ institution, pinned }, actor, _, model) => ({
      path: `/api/moderation/revisions/${pinnedIn(pinned, 'submitted').revision}/decision`,
      body: { saved: 1, decision: 'return', reason },
      expected: model.may(actor, 'things.review', institution) ? DONE : [404],
    })),
  },
  decideMany: {
    access: 'things.review',
    cells: atTargets(({ institution, pinned }, actor, _, model) => ({
      path: '/api/moderation/decisions',
      body: { verdicts: [{ revision: pinnedIn(pinned, 'submitted').revision, saved: 1, decision: 'return', reason }] },
      expected: [200],
      says: (body) =>
        ((body as { results: { problem: { reason: string } | null }[] }).results[0]?.problem?.reason === 'gone') !==
        model.may(actor, 'things.review', institution),
    })),
  },
  undoDecision: {
    access: 'things.review',
    worksElsewhere: true,
    cells: atTargets(({ pinned }) => ({
      path: `/api/moderation/decisions/${pinnedIn(pinned, 'returned').decision!}/undoing`,
      expected: [404],
    })),
  },
  getQueuedReport: ofReports('', [200]),
  closeReport: ofReports('/closing', DONE, { outcome: 'spam' }),

  beginImport: {
    access: 'things.write',
    cells: atTargets(({ institution }, actor, _, model) => ({
      path: `/api/imports?kind=activity&institution=${institution ?? 999_999_999}&name=x.csv&crs=WGS84`,
      type: 'text/csv',
      expected: institution !== null && model.may(actor, 'things.write', institution) ? DONE : [404],
    })),
  },
  listImports: { access: 'things.write', cells: () => [{ path: '/api/imports', expected: [200] }] },
  getImport: ofNoImport(''),
  mapImport: ofNoImport('/mapping', {}),
  listImportedRows: ofNoImport('/rows'),
  getImportMap: ofNoImport('/map'),
  acceptImport: ofNoImport('/acceptance', { lines: null }),
  undoImport: ofNoImport('/undoing', {}),
  discardImport: ofNoImport('/discarding', {}),
  getMendFile: ofNoImport('/mend.csv'),
  getImportTemplate: open('/api/import-templates/activity.csv'),
  getImportWorkbook: open('/api/import-templates/activity.xlsx'),

  ...SOURCE_RULES,
  ...WEBHOOK_RULES,

  getTreeTop: open('/api/institution-tree'),
  getTreeBranch: open('/api/institution-tree/999999999'),
  findInTree: open('/api/institution-tree/find'),
  getTreeSkeleton: open('/api/institution-tree/999999999/skeleton'),
  planTreeAct: lacking('/api/tree-acts/plan', 'tree.change'),
  doTreeAct: lacking('/api/tree-acts', 'tree.change'),
  undoTreeAct: lacking('/api/tree-acts/999999999/undo', 'tree.change', [400, 404]),
  listTreeActs: { access: 'tree.change', cells: () => [{ path: '/api/tree-acts', expected: [200] }] },
  listDuplicates: { access: 'tree.review', cells: () => [{ path: '/api/institution-duplicates', expected: [200] }] },
  findPlacing: { access: 'things.write', cells: () => [{ path: '/api/placing?q=120.16,30.25', expected: [200] }] },
  proposeDivision: open('/api/placing/division?lng=120.16&lat=30.25'),
  findDuplicateThings: {
    access: 'things.write',
    cells: () => [{ path: '/api/placing/duplicates?kind=activity&title=x&lng=120.16&lat=30.25', expected: [200] }],
  },
  noteNotSame: lacking('/api/placing/not-same'),
  readSeries: open('/api/placing/series?words=x'),
  reviewDuplicate: lacking('/api/institution-duplicates', 'tree.review'),
  findAlike: lacking('/api/institution-duplicates/alike'),

  confirmThing: ofPublic('activity', 'confirmation', {}),
  // By who confirmed it last, for some seconds.
  undoConfirmation: { ...ofPublic('activity', 'confirmation', {}), worksElsewhere: true },
  getFreshness: { access: 'things.review', cells: () => [{ path: '/api/freshness', expected: [200] }] },
  listFreshness: {
    access: 'things.review',
    cells: () => [{ path: '/api/freshness/things?county=330106', expected: [200] }],
  },

  chooseBasemap: open('/api/basemap'),
  followChanges: open('/api/changes'),
  getActivity: thing('activities'),
  getActivityCalendar: thing('activities', '/calendar.ics'),
  getBasemap: open('/basemap.json'),
  getCourse: thing('courses'),
  getCreditPoint: thing('credit-points'),
  getInstitution: thing('institutions'),
  getIsochrone: open('/api/reach'),
  getResource: thing('resources'),
  getCoverage: open('/api/supply'),
  getCoverageCsv: open('/api/supply.csv'),
  getTileJson: open('/tiles/learning.json'),
  getTimetable: open('/api/timetable'),
  listDivisions: open('/api/divisions'),
  listVocabularies: open('/api/vocabularies'),
  reportMistake: open('/api/reports', {}),
  search: open('/api/search'),
  exportCsv: open('/api/search.csv'),
  exportXlsx: open('/api/search.xlsx'),
  exportGeojson: open('/api/search.geojson'),
  getCalendar: open('/calendar.ics'),
  readThingsFeed: open('/api/feeds/things'),
  listBuckets: open('/api/feeds/things/buckets'),
  listLeaves: open('/api/feeds/things/buckets/00'),
  listLeafItems: open('/api/feeds/things/buckets/00/00'),
  searchIds: open('/api/search/ids'),
  suggest: open('/api/suggest'),
  understand: open('/api/understand'),
};

/** One of each kind is enough. */
const delegationsOfOthers = ({ account }: Actor, { actors }: World): string[] =>
  (['delegated', 'undelegated'] as const).flatMap(
    (variant) => actors.find((one) => one.variant === variant && one.account !== account)?.delegation ?? [],
  );

const sees = (model: Model, actor: Actor, { institution }: Target) => model.may(actor, 'accounts.read', institution);

/** A branch that is not theirs is not there; a role that holds everywhere takes none. */
function statusOfGiving(model: Model, actor: Actor, role: Role, institution: number | null): number {
  if (role === 'security_admin' && institution !== null) return 400;
  if (institution !== null && !model.may(actor, 'grants.change', institution)) return 404;
  return model.mayGive(actor, role, institution) ? 200 : 403;
}
