// Runs before `npm start`, `npm test` and their like, under whatever Node the machine has, with nothing installed yet.
// It installs what is missing and generates what the code imports. When nothing has changed it only reads two files.
// It speaks on stderr alone: stdout belongs to the command that follows.
import { fileURLToPath } from 'node:url'
import { toFailure } from './bootstrap/failure.mjs'
import { generate } from './bootstrap/generate.mjs'
import { install } from './bootstrap/install.mjs'

const project = fileURLToPath(new URL('..', import.meta.url))

try {
  await install(project)
  generate(project)
} catch (error) {
  const failure = toFailure(error, project)
  if (!failure) throw error
  process.stderr.write(`\nUsher cannot start.\n${failure.message}\n`)
  process.exitCode = 1
}
