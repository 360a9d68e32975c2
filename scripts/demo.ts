/**
 * The path in the terminal: a ticket from its sale to the gate, and every way of cheating.
 *
 *     npm run -s demo               on servers of its own, which it starts and stops
 *     npm run -s demo -- --json     prints one document { steps: [{ name, expected, actual, ms }], ok }
 *     BASE_URL=http://localhost:3000 npm run -s demo      on a deployment that runs
 *
 * On another than a local chain DEMO_PRIVATE_KEY names a wallet that pays for gas and tickets. Exit code 1 if anything
 * differs from what is expected.
 */
import { createApi } from './client/api.ts'
import { findFunderKey } from './demo/funder.ts'
import { walk } from './demo/path.ts'
import { formatStep, toDocument } from './demo/report.ts'
import { createRun, firstLine } from './demo/run.ts'
import { createParts } from './stack/parts.ts'
import { startThrowAwayStack } from './stack/throw-away-stack.ts'

const isJson = process.argv.includes('--json')
const say = isJson ? console.error : console.log

const parts = createParts()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void parts.stopAll().then(() => process.exit(130)))
}
const run = createRun((result) => say(formatStep(result)))
try {
  const baseUrl =
    process.env.BASE_URL || (await startThrowAwayStack(parts, { say, log: console.error })).origin
  const api = createApi(baseUrl)
  await walk(api, run, findFunderKey(await api.chain()))
} catch (error) {
  say(`The path ends here: ${firstLine(error)}`)
} finally {
  run.close()
  await parts.stopAll()
}

const document = toDocument(run.results)
if (isJson) console.log(JSON.stringify(document, undefined, 2))
else say(document.ok ? 'Everything came out as expected.' : 'Something differs from what is expected.')
process.exit(document.ok ? 0 : 1)
