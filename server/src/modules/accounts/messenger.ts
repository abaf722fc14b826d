import type { Config } from '../../config.ts';
import type { ContactKind } from '../../contract/contact.ts';
import { mask } from '../../contract/contact.ts';
import type { Tx } from '../../db/index.ts';
import { showStandInMessage, showStandInText } from './queries.ts';

/** Brings a code to a phone or address; inside the transaction that makes it. */
export interface Messenger {
  kinds: readonly ContactKind[];
  /** Page that shows what a stand-in sent. */
  page: string | null;
  sendCode(tx: Tx, message: { kind: ContactKind; to: string; code: string }): Promise<void>;
  /** Brings what is no secret; links stand in it as they are. */
  sendText(tx: Tx, message: { kind: ContactKind; to: string; text: string }): Promise<void>;
}

/** Stands in for the gateways of SMS and mail in a demonstration: codes are shown on a page, to everybody. */
const standIn: Messenger = {
  kinds: ['phone', 'email'],
  page: '/stand-in/messages',
  sendCode: (tx, { kind, to, code }) => showStandInMessage(tx, { kind, to: mask(kind, to), code }),
  sendText: (tx, { kind, to, text }) => showStandInText(tx, { kind, to: mask(kind, to), text }),
};

/** Where no gateway is set up nothing can be sent. */
const noMessenger: Messenger = {
  kinds: [],
  page: null,
  sendCode: () => Promise.resolve(),
  sendText: () => Promise.resolve(),
};

export const chooseMessenger = ({ demoAccounts }: Pick<Config, 'demoAccounts'>): Messenger =>
  demoAccounts ? standIn : noMessenger;
