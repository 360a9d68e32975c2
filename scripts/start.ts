/** `npm start`: the whole product on this machine, as in production. */
import { runStack } from './stack/cli.ts'

await runStack('production')
