/** The server never ran here, so there is nothing to write to. */
export class NotPrepared extends Error {
  override message = 'the database has no tables yet: start the server once (npm start), it makes them';
}
