import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The secrets of a deployment, by the names of their variables. */
export type Secrets = { readonly ACCESS_TOKEN_SECRET: string; readonly REFRESH_TOKEN_SECRET: string }

/** Random secrets for the local chain, kept in `file` so that nobody is signed out by a restart. */
export function keepLocalSecrets(file: string): Secrets {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, JSON.stringify(makeSecrets()), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** New random secrets. */
export function makeSecrets(): Secrets {
  const secret = () => randomBytes(48).toString('base64url')
  return { ACCESS_TOKEN_SECRET: secret(), REFRESH_TOKEN_SECRET: secret() }
}
