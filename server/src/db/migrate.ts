/** Forward only; applied in one transaction, once. */
export interface Migration {
  /** `<timestamp>_<module>_<what>` */
  name: string;
  up(client: { query(sql: string): Promise<unknown> }): Promise<void>;
}
