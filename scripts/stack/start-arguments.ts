import { parseArgs } from 'node:util'
import type { Mode } from './processes.ts'

/** What a start was told on its command line. */
export type StartArguments = {
  /** Serve phones on the same network, on this address where one was named; undefined: this machine alone. */
  readonly lan: { readonly address: string | undefined } | undefined
}

/** The command line says what a start does not know; the message says what it knows. */
export class StartArgumentsWrong extends Error {
  override readonly name = 'StartArgumentsWrong'

  constructor(sentence: string) {
    super(
      `${sentence}\n  npm start                     for this machine alone\n  npm start -- --lan [ADDRESS]  for phones on the same network, too`,
    )
  }
}

/**
 * Reads `--lan [ADDRESS]`.
 *
 * @throws StartArgumentsWrong
 */
export function parseStartArguments(args: readonly string[], mode: Mode): StartArguments {
  const { values, positionals } = parse(args)
  const [address, ...more] = positionals
  const stray = values.lan ? more[0] : address
  if (stray !== undefined) throw new StartArgumentsWrong(`A start does not know “${stray}”.`)
  if (!values.lan) return { lan: undefined }
  if (mode === 'development')
    throw new StartArgumentsWrong('Phones are served what is built, not what is being written.')
  return { lan: { address } }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { lan: { type: 'boolean' } }, allowPositionals: true })
  } catch (cause) {
    throw new StartArgumentsWrong(cause instanceof Error ? cause.message : String(cause))
  }
}
