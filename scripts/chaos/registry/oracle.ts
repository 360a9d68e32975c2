import type pg from 'pg'
import type { Checks } from './checks.ts'
import type { Attempt, Change, History } from './history.ts'

type Logged = {
  readonly scanId: string
  readonly deviceId: string
  readonly nonce: string
  readonly verdict: string
  readonly reason: string | null
  readonly message: string
  readonly direction: string
  readonly tokenId: string | null
  readonly madeAt: string | null
}

/** What was promised, compared with what is there. Shares no code with the registry. */
export async function compare(
  owner: pg.Pool,
  eventKey: Buffer,
  history: History,
  checks: Checks,
): Promise<void> {
  const logged = await readLog(owner, eventKey)
  compareAnswers(history.attempts, logged, checks)
  compareLog(history, logged, checks)
  await compareNonces(owner, eventKey, logged, checks)
  await comparePresence(owner, eventKey, history.attempts, logged, checks)
  compareCodes(logged, checks)
  compareAuthority(history, checks)
}

/** No acknowledged verdict lost, and the same nonce always the same answer. */
function compareAnswers(attempts: readonly Attempt[], logged: readonly Logged[], { check }: Checks): void {
  const rows = byNonce(logged)
  for (const attempt of attempts) {
    const problem = attempt.problem ?? ''
    check(['', 'forbidden', 'unauthenticated'].includes(problem), 'every scan is answered', () => problem)
    for (const { answer } of attempt.answers) {
      const row = rows.get(`${attempt.deviceId} ${attempt.nonce}`)
      const isKept =
        row !== undefined &&
        row.verdict === answer.verdict &&
        row.reason === (answer.reason ?? null) &&
        row.message === answer.message &&
        row.direction === attempt.direction
      check(isKept, 'an acknowledged verdict is in the log as it was given', () => ({ answer, row }))
    }
    const said = attempt.answers.map(({ answer }) => JSON.stringify({ ...answer, repeated: false }))
    check(new Set(said).size <= 1, 'the same nonce has the same answer', () => said)
    const fresh = attempt.answers.filter(({ answer }) => !answer.repeated)
    check(fresh.length <= 1, 'a nonce is decided once', () => attempt.answers)
  }
}

/** Nothing in the log that nobody sent, nothing twice, and whoever follows the log misses nothing. */
function compareLog({ attempts, followed }: History, logged: readonly Logged[], { check }: Checks): void {
  const sent = new Set(attempts.map(({ deviceId, nonce }) => `${deviceId} ${nonce}`))
  for (const { deviceId, nonce } of logged) {
    check(sent.has(`${deviceId} ${nonce}`), 'a row of the log was sent by a client', () => nonce)
  }
  check(byNonce(logged).size === logged.length, 'a nonce is in the log once')
  const seen = new Set(followed)
  check(seen.size === followed.length, 'the log’s pages tell nothing twice')
  const missed = logged.filter(({ scanId }) => !seen.has(scanId))
  check(missed.length === 0, 'the log’s pages miss nothing', () => missed.map(({ scanId }) => scanId))
}

async function compareNonces(owner: pg.Pool, eventKey: Buffer, logged: readonly Logged[], { check }: Checks) {
  const { rows } = await owner.query(
    `SELECT count(*)::int AS nonces FROM registry.scan_nonce WHERE event_id = $1`,
    [eventKey],
  )
  check(rows[0].nonces === logged.length, 'there is a nonce for each row of the log', () => rows[0])
}

/** No ticket is twice inside, in any order in which its passages can have happened. */
async function comparePresence(
  owner: pg.Pool,
  eventKey: Buffer,
  attempts: readonly Attempt[],
  logged: readonly Logged[],
  { check }: Checks,
): Promise<void> {
  const { rows } = await owner.query<{ token: string; isInside: boolean; entries: number }>(
    `SELECT token_id AS token, is_inside AS "isInside", entries FROM registry.presence WHERE event_id = $1`,
    [eventKey],
  )
  const presence = new Map(rows.map((row) => [row.token, row]))
  const sent = new Map(attempts.map((attempt) => [`${attempt.deviceId} ${attempt.nonce}`, attempt]))
  const admitted = Map.groupBy(
    logged.filter(({ verdict }) => verdict === 'admit'),
    ({ tokenId }) => tokenId,
  )
  check(
    presence.size === admitted.size,
    'who has entered has a presence, and nobody else',
    () => presence.size,
  )
  for (const [token, rowsOfToken] of admitted) {
    const passages = rowsOfToken.map((row) => {
      const attempt = sent.get(`${row.deviceId} ${row.nonce}`)
      const heard = attempt?.answers.map(({ at }) => at) ?? []
      return {
        direction: row.direction,
        from: attempt?.sentAt ?? 0,
        until: Math.min(Number.POSITIVE_INFINITY, ...heard),
      }
    })
    check(canAlternate(passages), 'a ticket is inside at most once at a time', () => ({ token, passages }))
    const entries = passages.filter(({ direction }) => direction === 'entry').length
    const row = presence.get(token ?? '')
    check(row?.entries === entries, 'entries are counted', () => ({ token, entries, row }))
    check(row?.isInside === 2 * entries > passages.length, 'presence is what the passages come to', () => row)
  }
}

type Passage = { readonly direction: string; readonly from: number; readonly until: number }

/**
 * Whether passages can have happened as entry, exit, entry, …, each between being sent and being answered. Of those that
 * may come next the one that was answered first is taken: it has the least time left.
 */
function canAlternate(passages: readonly Passage[]): boolean {
  const left = [...passages]
  for (let direction = 'entry'; left.length > 0; direction = direction === 'entry' ? 'exit' : 'entry') {
    const firstEnd = Math.min(...left.map(({ until }) => until))
    const next = left
      .filter((passage) => passage.direction === direction && passage.from <= firstEnd)
      .toSorted((one, other) => one.until - other.until)[0]
    if (!next) return false
    left.splice(left.indexOf(next), 1)
  }
  return true
}

/** No code has let anybody pass twice. */
function compareCodes(logged: readonly Logged[], { check }: Checks): void {
  const used = new Set<string>()
  for (const { verdict, tokenId, madeAt } of logged) {
    if (verdict !== 'admit') continue
    const code = `${tokenId} ${madeAt}`
    check(!used.has(code), 'a code is good once', () => code)
    used.add(code)
  }
}

/** Who had lost his right before a scan was sent was not let in, and who was no staff any more let nobody in. */
function compareAuthority({ attempts, changes }: History, { check }: Checks): void {
  const changesOf = Map.groupBy(changes, ({ what, of }) => `${what} ${of}`)
  const doneBefore = (what: Change['what'], of: string, at: number) =>
    (changesOf.get(`${what} ${of}`) ?? []).filter(({ doneAt }) => doneAt < at)
  for (const attempt of attempts) {
    const fresh = attempt.answers.find(({ answer }) => !answer.repeated && answer.verdict === 'admit')
    if (!fresh || attempt.publicKey === undefined) continue
    // what was answered anew was decided after it was first sent
    const { sentAt, publicKey } = attempt
    check(
      doneBefore('revoked', publicKey, sentAt).length === 0,
      'a revoked phone admits nobody',
      () => attempt.nonce,
    )

    const moves = changesOf.get(`transferred ${attempt.tokenId}`) ?? []
    const settled = moves.filter(({ doneAt }) => doneAt < sentAt)
    const holders = [settled.at(-1)?.to, ...moves.slice(settled.length).map(({ to }) => to)]
    const isHolder = settled.length === 0 || holders.includes(publicKey)
    check(isHolder, 'only the holder’s phone admits', () => ({ nonce: attempt.nonce, holders }))

    const removals = changesOf.get(`removed ${attempt.staff}`) ?? []
    const grants = changesOf.get(`granted ${attempt.staff}`) ?? []
    const wasRemoved = removals.some(
      ({ doneAt }, index) =>
        doneAt < sentAt && (grants[index]?.begunAt ?? Number.POSITIVE_INFINITY) > fresh.at,
    )
    check(!wasRemoved, 'who is no staff any more scans nothing', () => attempt.nonce)
  }
}

async function readLog(owner: pg.Pool, eventKey: Buffer): Promise<readonly Logged[]> {
  const { rows } = await owner.query<Logged>(
    `SELECT scan_id AS "scanId", encode(device_id, 'hex') AS "deviceId", encode(nonce, 'hex') AS nonce, verdict, reason,
       message, direction, token_id AS "tokenId", made_at AS "madeAt"
     FROM registry.scan WHERE event_id = $1 ORDER BY scan_id`,
    [eventKey],
  )
  return rows
}

/** The number of the last row of the log. */
export async function findLastNumber(owner: pg.Pool, eventKey: Buffer): Promise<string> {
  const { rows } = await owner.query<{ last: string }>(
    'SELECT coalesce(max(scan_id), 0)::text AS last FROM registry.scan WHERE event_id = $1',
    [eventKey],
  )
  return rows[0]?.last ?? '0'
}

function byNonce(logged: readonly Logged[]): ReadonlyMap<string, Logged> {
  return new Map(logged.map((row) => [`${row.deviceId} ${row.nonce}`, row]))
}
