/** What the server knew when it made a page, so that the page can show it before any of its scripts runs. */
export type Known<T> = {
  readonly data: T
  /** Unix milliseconds, by the server's clock. */
  readonly at: number
}
