/** The last `limit` values that were asked for, by key: a memory that cannot grow. */
export class Recent<Value> {
  readonly #values = new Map<string, Value>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The value remembered under this key, which thereby becomes the last to be forgotten. */
  find(key: string): Value | undefined {
    const value = this.#values.get(key)
    if (value === undefined) return undefined
    this.#values.delete(key)
    this.#values.set(key, value)
    return value
  }

  /** Remembers a value and forgets the one asked for longest ago, if there are more than `limit`. */
  remember(key: string, value: Value): void {
    this.#values.delete(key)
    this.#values.set(key, value)
    if (this.#values.size <= this.#limit) return
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest)
      return
    }
  }
  /** Forgets what was remembered under this key, if anything was. */
  forget(key: string): void {
    this.#values.delete(key)
  }
}
