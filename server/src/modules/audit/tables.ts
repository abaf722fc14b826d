// A type, not an interface: Kysely wants one that can be indexed.
export type AuditTables = {
  audit: {
    seq: number;
    payload: string;
    prev_hash: Buffer;
    hash: Buffer;
    at_ms: number;
    actor: string;
    on_behalf_of: string | null;
    action: string;
    subject: string;
  };
};
