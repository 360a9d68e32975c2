import { fileURLToPath } from 'node:url'
import { findFreePort } from '../stack/ports.ts'
import { type Part, startProcess } from '../stack/process.ts'
import type { ProcessUrls } from '../stack/roles.ts'
import type { Secrets } from '../stack/secrets.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

/** A web process and where it answers. */
export type Web = Part & {
  readonly url: string
  readonly port: number
  /** where the same process answers scans and writes none */
  readonly unwrittenUrl: string
}

type Plan = {
  readonly serverUrl: ProcessUrls['serverUrl']
  /** the same for all processes of one deployment: a token of one is a token of all */
  readonly secrets: Secrets
  readonly redisUrl?: string | undefined
  /** the one to be started again at; a free one unless given */
  readonly port?: number | undefined
  readonly onLine?: ((line: string) => void) | undefined
}

/** What no limit may come in the way of: who is measured is not limited. */
const UNLIMITED = {
  SCANS_PER_MINUTE: '1000000',
  SCANS_AT_ONCE: '100000',
  SIGN_IN_NONCES_PER_MINUTE: '1000000',
}

/** Starts a web process without pages, on the loopback interface. Its chain is nowhere: the mirror speaks for it. */
export async function startWeb({ serverUrl, secrets, redisUrl, port: wanted, onLine }: Plan): Promise<Web> {
  const port = wanted ?? (await findFreePort())
  const unwrittenPort = await findFreePort()
  const part = await startProcess({
    name: 'web',
    command: process.execPath,
    args: [fileURLToPath(new URL('./web.ts', import.meta.url)), '--unwritten-port', String(unwrittenPort)],
    cwd: PROJECT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: 'http://localhost',
      SERVER_DATABASE_URL: serverUrl,
      REDIS_URL: redisUrl ?? '',
      RPC_URL: 'http://127.0.0.1:9',
      CHAIN_ID: '31337',
      FACTORY_ADDRESS: `0x${'fa'.repeat(20)}`,
      FACTORY_START_BLOCK: '1',
      LOCAL_CHAIN: '1',
      LOG_LEVEL: 'warn',
      ...secrets,
      ...UNLIMITED,
    } as unknown as NodeJS.ProcessEnv,
    onLine,
    ready: { line: /^serving$/, withinSeconds: 60 },
  })
  const at = (each: number) => `http://127.0.0.1:${each}`
  return { ...part, port, url: at(port), unwrittenUrl: at(unwrittenPort) }
}
