import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** An answer of the API as it was, for times without network. */
export type KeptAnswer = {
  /** The query's key as JSON. */
  readonly id: string
  readonly data: unknown
  /** When it was had, Unix milliseconds. */
  readonly at: number
  /** Whose it is, lower case: goes when they sign out. Undefined: anybody may know it. */
  readonly owner: string | undefined
}

interface Schema extends DBSchema {
  answers: { key: string; value: KeptAnswer }
}

/** An answer of so long ago helps nobody. */
const FORGET_AFTER_MS = 60 * 86_400_000

let opened: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('usher-answers', 1, {
    upgrade: (db) => void db.createObjectStore('answers', { keyPath: 'id' }),
  })
  return opened
}

/** Keeps an answer in place of the one there was. */
export async function putAnswer(answer: KeptAnswer): Promise<void> {
  await (await database()).put('answers', answer)
}

/** Every kept answer that is not too old. */
export async function allAnswers(now: number): Promise<readonly KeptAnswer[]> {
  const db = await database()
  const all = await db.getAll('answers')
  const isFresh = ({ at }: KeptAnswer) => now - at < FORGET_AFTER_MS
  await Promise.all(all.filter((answer) => !isFresh(answer)).map(({ id }) => db.delete('answers', id)))
  return all.filter(isFresh)
}

/** Drops what belongs to this account. */
export async function forgetAnswersOf(owner: string): Promise<void> {
  const db = await database()
  const all = await db.getAll('answers')
  const theirs = all.filter((answer) => answer.owner === owner.toLowerCase())
  await Promise.all(theirs.map(({ id }) => db.delete('answers', id)))
}
