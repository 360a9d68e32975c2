/** What tells whether an answer is as it should be, and answers it so: every schema of zod does. */
export type Schema<T> = {
  readonly safeParse: (
    value: unknown,
  ) => { readonly success: true; readonly data: T } | { readonly success: false; readonly error: unknown }
}

/**
 * A schema, or what loads it while the answer is on its way: building the shapes of all answers takes a phone longer than
 * showing a page.
 */
export type Shape<T> = Schema<T> | (() => Promise<Schema<T>>)

/** The shape of an answer without a body. */
export const nothing: Schema<undefined> = { safeParse: () => ({ success: true, data: undefined }) }

/** The schema itself. */
export async function schemaOf<T>(shape: Shape<T>): Promise<Schema<T>> {
  return typeof shape === 'function' ? shape() : shape
}
