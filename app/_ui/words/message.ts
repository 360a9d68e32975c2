/**
 * What a catalogue is made of. A message is a sentence with `{placeholders}`, or one sentence per plural category of
 * `{count}` (Unicode CLDR). Plain data, so that the server can hand one language to a page and no other.
 */
export type Message = string | Plural

export type Plural = { readonly one: string; readonly other: string }

/** One language of one room: groups of messages, a group per component or idea. */
export type Words = { readonly [group: string]: { readonly [name: string]: Message } }

/** The same messages in another language. A missing or surplus one does not compile. */
export type Translation<W extends Words> = {
  readonly [G in keyof W]: {
    readonly [N in keyof W[G]]: W[G][N] extends string ? string : Plural
  }
}

/** `group.name` of every message. */
export type MessageKey<W extends Words> = {
  [G in keyof W & string]: `${G}.${keyof W[G] & string}`
}[keyof W & string]

type MessageAt<W extends Words, K extends string> = K extends `${infer G}.${infer N}` ? W[G][N] : never

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

type NamesOf<M> = M extends string ? NamesIn<M> : M extends Plural ? 'count' | NamesIn<M['other']> : never

/** What has to be filled in, by name; nothing where a message has no placeholder. */
export type Fillings<W extends Words, K extends string, V> = [NamesOf<MessageAt<W, K>>] extends [never]
  ? []
  : [{ readonly [Name in NamesOf<MessageAt<W, K>>]: V }]
