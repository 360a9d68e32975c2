import { type ParseArgsConfig, parseArgs } from 'node:util'

/**
 * Reads what a command was told. What it does not know ends it: standard error names that, and how it is called.
 *
 * @param usage how it is called, beginning with `Usage:`
 */
export function readArguments<T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error), usage)
  }
}

/** Ends a command that was told something wrong: one sentence, how it is called, and exit code 2. */
export function refuse(sentence: string, usage: string): never {
  console.error(`${sentence}\n${usage}`)
  process.exit(2)
}
