import { type Logger, pino } from 'pino'

export type { Logger }

/** What no log may show, wherever in a record it stands. */
const SECRETS = [
  'authorization',
  'cookie',
  '"set-cookie"',
  'password',
  'secret',
  'accessToken',
  'refreshToken',
  'privateKey',
]

/** Paths of a secret in a record: at its top and one and two levels down, as in `{ req: { headers: { cookie } } }`. */
const REDACTED = SECRETS.flatMap((name) => {
  const key = name.startsWith('"') ? `[${name}]` : `.${name}`
  return [key.replace(/^\./, ''), `*${key}`, `*.*${key}`]
})

/**
 * A process's log: one JSON object per line on stdout, or readable lines when a person watches the terminal.
 * Authorization, cookies, tokens, passwords and keys are never in it.
 *
 * @param name which process speaks
 */
export function createLogger({ name, level }: { readonly name: string; readonly level: string }): Logger {
  const options = { name, level, redact: { paths: REDACTED, censor: '[hidden]' } }
  if (!process.stdout.isTTY) return pino(options)
  const target = { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss.l' } }
  return pino({ ...options, transport: target })
}
