import type { Generated } from 'kysely';

// A type, not an interface: Kysely wants one that can be indexed.
export type AccountsTables = {
  persons: {
    id: string;
    data_key: Buffer | null;
    name: Buffer | null;
    id_number: Buffer | null;
    minor_until: string | null;
    guardian: string | null;
    verified_at: Date | null;
    made_at: Generated<Date>;
  };
  accounts: {
    id: string;
    person_id: string;
    state: 'active' | 'suspended' | 'erasing' | 'erased' | 'merged';
    display_name: string | null;
    lang: string;
    is_demo: Generated<boolean>;
    erase_at: Date | null;
    made_at: Generated<Date>;
  };
  contacts: {
    id: Generated<string>;
    account_id: string;
    kind: 'phone' | 'email';
    value: Buffer;
    value_index: Buffer;
    verified_at: Generated<Date>;
  };
  notices: {
    id: Generated<string>;
    account_id: string;
    kind: string;
    device: string;
    made_at: Generated<Date>;
    put_away_at: Date | null;
  };
  recoveries: {
    account_id: string;
    begun_at: Date;
    ready_at: Date;
  };
  sessions: {
    id: Generated<string>;
    account_id: string;
    on_behalf_of: string | null;
    device: string;
    way: string;
    stepped_up_at: Date;
    made_at: Date;
    touched_at: Date;
    expires_at: Date;
  };
};
