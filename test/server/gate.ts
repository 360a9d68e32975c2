import { randomBytes } from 'node:crypto'
import { type ScanAnswer, scanAnswer } from '#core/api/scan.ts'
import { type Answer, call, newAccount, signIn } from './client.ts'
import type { Stage } from './stage.ts'
import type { World } from './world.ts'

export type ScanBody = {
  readonly nonce?: string
  readonly code: string
  readonly listId?: string
  readonly gateId?: string
  readonly direction?: 'entry' | 'exit'
  readonly seenAt?: string
  readonly gateCode?: number
  readonly decision?: 'allow' | 'deny'
}

/** A steward's signed-in device at the door of one event. */
export type Gate = {
  readonly token: string
  readonly deviceId: string
  readonly address: string
  readonly send: (scan: ScanBody) => Promise<Answer>
  /** as `send`, and the answer must be a verdict */
  readonly scan: (scan: ScanBody) => Promise<ScanAnswer>
}

export const newNonce = () => randomBytes(16).toString('hex')

/** Signs a new account in as staff of an event. */
export async function openGate(
  world: World,
  stage: Pick<Stage, 'key' | 'path'>,
  role: 'steward' | 'supervisor' | 'manager' = 'steward',
): Promise<Gate> {
  const account = newAccount()
  const deviceId = newNonce()
  await world.owner.query(
    `INSERT INTO registry.staff (event_id, address, role, granted_by) VALUES ($1, $2, $3, $2)`,
    [stage.key, Buffer.from(account.address.slice(2), 'hex'), role],
  )
  const { accessToken: token, address } = await signIn(world.url, account, deviceId)
  const send = (scan: ScanBody) =>
    call(world.url, `${stage.path}/scans`, {
      token,
      body: { nonce: newNonce(), listId: 'main', direction: 'entry', ...scan },
    })
  return {
    token,
    deviceId,
    address,
    send,
    scan: async (scan) => {
      const answer = await send(scan)
      if (answer.status !== 200) throw new Error(`A scan answered ${JSON.stringify(answer.body)}`)
      return scanAnswer.parse(answer.body)
    },
  }
}
