import {
  changeMe,
  endDevice,
  getMe,
  getWaysIn,
  listDevices,
  putAwayNotice,
  sendSignInCode,
  signInWithCode,
  signOut,
} from './modules/accounts/schema.ts';
import {
  acceptInvitation,
  actFor,
  actForMyself,
  addDependent,
  endByContact,
  endDelegation,
  inviteDelegate,
  listDelegations,
  readInvitation,
  renamePrincipal,
  sendDependentCode,
} from './modules/delegations/schema.ts';
import {
  beginErasure,
  exportOwnData,
  exportOwnDataCsv,
  getOwnData,
  giveConsent,
  listConsentTexts,
  listOwnConsents,
  undoErasure,
  withdrawConsent,
} from './modules/privacy/schema.ts';
import { addContact, removeContact, sendContactCode } from './modules/contacts/schema.ts';
import {
  acceptSeat,
  cancelEnrolment,
  declineSeat,
  enrol,
  exportEnrolled,
  getEnrolmentOffer,
  listEnrolled,
  listEnrolments,
} from './modules/enrolments/schema.ts';
import { mergeAccounts, planMerge, sendMergeCode } from './modules/merging/schema.ts';
import {
  findDuplicateThings,
  findPlacing,
  noteNotSame,
  proposeDivision,
  readSeries,
} from './modules/placing/schema.ts';
import {
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  listPasskeys,
  removePasskey,
  renamePasskey,
  signInWithPasskey,
} from './modules/passkeys/schema.ts';
import { removePassword, setPassword, signInWithPassword } from './modules/passwords/schema.ts';
import { confirmRealName } from './modules/real-names/schema.ts';
import {
  beginAuthenticator,
  beginRecovery,
  confirmAuthenticator,
  finishRecovery,
  getCredentials,
  makeRecoveryCodes,
  removeAuthenticator,
  signInWithSecondFactor,
  stopRecovery,
} from './modules/second-factors/schema.ts';
import {
  beginLink,
  beginSignOn,
  finishSignOn,
  listIdentities,
  listSignOnProviders,
  registerBySignOn,
  removeIdentity,
} from './modules/sign-on/schema.ts';
import { beginPasskeyStepUp, sendStepUpCode, stepUp } from './modules/step-up/schema.ts';
import { getActivity, getActivityCalendar } from './modules/activities/schema.ts';
import {
  exportAudit,
  exportAuditCsv,
  getAuditEntry,
  getAuditCheck,
  getAuditKey,
  getMyLog,
  listAudit,
} from './modules/audit/schema.ts';
import {
  answerConsent,
  disconnectApplication,
  getConsent,
  listConnectedApplications,
} from './modules/applications/schema.ts';
import { confirmGrant, endGrant, giveGrant, listGrants } from './modules/authority/schema.ts';
import { chooseBasemap, getBasemap } from './modules/basemap/schema.ts';
import { followChanges } from './modules/changes/schema.ts';
import { getCourse } from './modules/courses/schema.ts';
import { getCreditPoint } from './modules/credit-points/schema.ts';
import { listDemoAccounts, signInAsDemo } from './modules/demo-accounts/schema.ts';
import { listDivisions } from './modules/divisions/schema.ts';
import { getInstitution } from './modules/institutions/schema.ts';
import {
  doTreeAct,
  findAlike,
  findInTree,
  getTreeBranch,
  getTreeSkeleton,
  getTreeTop,
  listDuplicates,
  listTreeActs,
  planTreeAct,
  reviewDuplicate,
  undoTreeAct,
} from './modules/institution-tree/schema.ts';
import { listJobs, retryJob } from './modules/jobs/schema.ts';
import { confirmThing, getFreshness, listFreshness, undoConfirmation } from './modules/freshness/schema.ts';
import {
  closeReport,
  decideMany,
  decideRevision,
  getQueue,
  getQueuedReport,
  getQueuedRevision,
  getQueueMap,
  undoDecision,
} from './modules/moderation/schema.ts';
import { exportCsv, exportGeojson, exportXlsx, getCalendar } from './modules/open-data/schema.ts';
import {
  acceptImport,
  beginImport,
  discardImport,
  getImport,
  getImportMap,
  getImportTemplate,
  getImportWorkbook,
  getMendFile,
  listImportedRows,
  listImports,
  mapImport,
  undoImport,
} from './modules/imports/schema.ts';
import {
  addSource,
  changeSource,
  decideHalt,
  decideRecords,
  getSource,
  getSourceMap,
  listSourceRecords,
  listSourceRuns,
  listSources,
  pauseSource,
  previewSource,
  removeSource,
  runSource,
  startSource,
  trustSource,
  yieldToSource,
} from './modules/sources/schema.ts';
import {
  addWebhook,
  changeWebhook,
  getWebhook,
  listWebhookMessages,
  listWebhooks,
  pauseWebhook,
  readWebhookSecret,
  removeWebhook,
  rotateWebhook,
  startWebhook,
  testWebhook,
} from './modules/webhooks/schema.ts';
import { listMessages, readMessages } from './modules/messages/schema.ts';
import { listBuckets, listLeafItems, listLeaves, readThingsFeed } from './modules/feeds/schema.ts';
import { getFile, uploadFile } from './modules/media/schema.ts';
import { getTileJson } from './modules/map/schema.ts';
import { getIsochrone } from './modules/isochrones/schema.ts';
import {
  archivePin,
  askSecondOpinion,
  beginPin,
  discardRevision,
  getPin,
  getRevision,
  listPinForms,
  listPins,
  previewRevision,
  rescheduleRevision,
  saveRevision,
  setPinStatus,
  submitRevision,
  takeBackRevision,
  withdrawPin,
} from './modules/pins/schema.ts';
import { reportMistake } from './modules/reports/schema.ts';
import { getResource } from './modules/resources/schema.ts';
import { search, searchIds, suggest } from './modules/search/schema.ts';
import { getCoverage, getCoverageCsv } from './modules/coverage/schema.ts';
import {
  findAccount,
  getAccount,
  listAccounts,
  resumeAccount,
  suspendAccount,
  unmaskAccount,
} from './modules/staff-accounts/schema.ts';
import { getTimetable } from './modules/timetable/schema.ts';
import { understand } from './modules/understanding/schema.ts';
import { listVocabularies } from './modules/vocabularies/schema.ts';

/** Every endpoint of the API, one line each; OpenAPI and the access matrix are made from it. */
export const endpoints = {
  changeMe,
  endDevice,
  getMe,
  getWaysIn,
  listDevices,
  putAwayNotice,
  sendSignInCode,
  signInWithCode,
  signOut,
  acceptInvitation,
  actFor,
  actForMyself,
  addDependent,
  endByContact,
  endDelegation,
  inviteDelegate,
  listDelegations,
  readInvitation,
  renamePrincipal,
  sendDependentCode,
  beginErasure,
  exportOwnData,
  exportOwnDataCsv,
  getOwnData,
  giveConsent,
  listConsentTexts,
  listOwnConsents,
  undoErasure,
  withdrawConsent,
  addContact,
  removeContact,
  sendContactCode,
  acceptSeat,
  cancelEnrolment,
  declineSeat,
  enrol,
  exportEnrolled,
  getEnrolmentOffer,
  listEnrolled,
  listEnrolments,
  mergeAccounts,
  planMerge,
  sendMergeCode,
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  listPasskeys,
  removePasskey,
  renamePasskey,
  signInWithPasskey,
  removePassword,
  setPassword,
  signInWithPassword,
  confirmRealName,
  beginAuthenticator,
  beginRecovery,
  confirmAuthenticator,
  finishRecovery,
  getCredentials,
  makeRecoveryCodes,
  removeAuthenticator,
  signInWithSecondFactor,
  stopRecovery,
  beginPasskeyStepUp,
  sendStepUpCode,
  stepUp,
  beginLink,
  beginSignOn,
  finishSignOn,
  listIdentities,
  listSignOnProviders,
  registerBySignOn,
  answerConsent,
  disconnectApplication,
  getConsent,
  listConnectedApplications,
  removeIdentity,
  exportAudit,
  exportAuditCsv,
  getAuditEntry,
  getAuditCheck,
  getAuditKey,
  getMyLog,
  listAudit,
  confirmGrant,
  endGrant,
  giveGrant,
  listGrants,
  findAccount,
  getAccount,
  listAccounts,
  resumeAccount,
  suspendAccount,
  unmaskAccount,
  listDemoAccounts,
  signInAsDemo,
  chooseBasemap,
  doTreeAct,
  findAlike,
  findInTree,
  followChanges,
  getActivity,
  getActivityCalendar,
  getBasemap,
  getCourse,
  getCreditPoint,
  getInstitution,
  getIsochrone,
  getResource,
  getCoverage,
  getCoverageCsv,
  listJobs,
  retryJob,
  getFile,
  getTileJson,
  getTimetable,
  getTreeBranch,
  getTreeSkeleton,
  getTreeTop,
  listDuplicates,
  listTreeActs,
  planTreeAct,
  reviewDuplicate,
  undoTreeAct,
  listDivisions,
  listVocabularies,
  archivePin,
  askSecondOpinion,
  beginPin,
  discardRevision,
  getPin,
  getRevision,
  listPinForms,
  listPins,
  previewRevision,
  rescheduleRevision,
  saveRevision,
  setPinStatus,
  submitRevision,
  takeBackRevision,
  withdrawPin,
  confirmThing,
  getFreshness,
  listFreshness,
  undoConfirmation,
  acceptImport,
  beginImport,
  discardImport,
  getImport,
  getImportMap,
  getImportTemplate,
  getImportWorkbook,
  getMendFile,
  listImportedRows,
  listImports,
  mapImport,
  undoImport,
  addSource,
  changeSource,
  decideHalt,
  decideRecords,
  getSource,
  getSourceMap,
  listSourceRecords,
  listSourceRuns,
  listSources,
  pauseSource,
  previewSource,
  removeSource,
  runSource,
  startSource,
  trustSource,
  yieldToSource,
  addWebhook,
  changeWebhook,
  getWebhook,
  listWebhookMessages,
  listWebhooks,
  pauseWebhook,
  readWebhookSecret,
  removeWebhook,
  rotateWebhook,
  startWebhook,
  testWebhook,
  listMessages,
  readMessages,
  decideMany,
  closeReport,
  decideRevision,
  getQueue,
  getQueuedReport,
  getQueuedRevision,
  getQueueMap,
  undoDecision,
  reportMistake,
  exportCsv,
  exportGeojson,
  exportXlsx,
  getCalendar,
  readThingsFeed,
  listBuckets,
  listLeaves,
  listLeafItems,
  search,
  searchIds,
  suggest,
  understand,
  uploadFile,
  findDuplicateThings,
  findPlacing,
  noteNotSame,
  proposeDivision,
  readSeries,
};
export type Endpoints = typeof endpoints;

export type { Answer, Call, Endpoint, Received } from './contract/endpoint.ts';
export * from './contract/common.ts';
export * from './contract/filters.ts';
export * from './contract/lists.ts';
export * from './contract/picture.ts';
export * from './contract/picture-sizes.ts';
export type { Problem, FieldError } from './contract/errors.ts';
export type { Delegation, Delegations } from './modules/delegations/schema.ts';
export type { ConsentText, FactTable, OwnConsents, OwnData } from './modules/privacy/schema.ts';
export type { Challenge, Me, Notice, SignedIn } from './contract/account.ts';
export type { Enrolled, Enrolment, SeatPool } from './modules/enrolments/schema.ts';
export type { MergePlan } from './modules/merging/schema.ts';
export type { Passkey } from './modules/passkeys/schema.ts';
export type { AuditCheck, AuditEntry, LogEntry } from './modules/audit/schema.ts';
export type { Job } from './modules/jobs/schema.ts';
export type { Grant } from './modules/authority/schema.ts';
export type { Activity } from './modules/activities/schema.ts';
export type { BaseMap } from './modules/basemap/schema.ts';
export type { Course } from './modules/courses/schema.ts';
export type { CreditPoint } from './modules/credit-points/schema.ts';
export type { DemoAccount } from './modules/demo-accounts/schema.ts';
export type { Division } from './modules/divisions/schema.ts';
export type { Institution } from './modules/institutions/schema.ts';
export type {
  DoneTreeAct,
  DuplicatePair,
  ScopeChange,
  TreeAct,
  TreeBranch,
  TreeFinds,
  TreePlan,
  TreeRow,
  TreeTop,
} from './modules/institution-tree/schema.ts';
export type { Confirmation, FreshnessRow, FreshnessThing } from './modules/freshness/schema.ts';
export type { Isochrone } from './modules/isochrones/schema.ts';
export type { Import, ImportedRow, ImportRow } from './modules/imports/schema.ts';
export type { Source, SourceRecord, SourceRow, SourceRun } from './modules/sources/schema.ts';
export type { Message } from './modules/messages/schema.ts';
export type { Webhook, WebhookMessage } from './modules/webhooks/schema.ts';
export type { Decided, QueuedReport, QueuedRevision, QueueRow } from './modules/moderation/schema.ts';
export type {
  FormBody,
  FormField,
  FormPhoto,
  FormPlace,
  FormPosition,
  FormSeries,
  PinForm,
  PinKind,
  RowField,
} from './contract/form.ts';
export type { Pin, PinRow, Revision } from './modules/pins/schema.ts';
export type { DivisionProposal, Duplicates, Placing, SeriesReading } from './modules/placing/schema.ts';
export type { FiledReport, NewReport } from './modules/reports/schema.ts';
export type { Upload } from './modules/media/schema.ts';
export type { Resource } from './modules/resources/schema.ts';
export type { SearchAnswer } from './modules/search/schema.ts';
export type { Coverage, CoverageRow } from './modules/coverage/schema.ts';
export type { StaffAccount } from './modules/staff-accounts/schema.ts';
export type { Timetable, TimetableSession } from './modules/timetable/schema.ts';
export type { Understanding } from './modules/understanding/schema.ts';
export type { Term } from './modules/vocabularies/schema.ts';
