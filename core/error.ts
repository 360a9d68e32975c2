/**
 * A broken promise between parts of Usher, as opposed to an outcome that has to be expected, which is a value.
 *
 * Callers decide by `code`, never by the message.
 */
export abstract class DomainError extends Error {
  /** Stable across releases, snake_case. */
  abstract readonly code: string

  override get name(): string {
    return this.constructor.name
  }
}

/** A value that our own code passed lies outside of what the format can hold. */
export class OutOfRangeError extends DomainError {
  readonly code = 'out_of_range'
  readonly field: string

  constructor(field: string, requirement: string) {
    super(`${field} must be ${requirement}`)
    this.field = field
  }
}
