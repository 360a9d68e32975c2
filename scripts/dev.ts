/** `npm run dev`: as `npm start`, with hot reload of the pages and of our own processes. */
import { runStack } from './stack/cli.ts'

await runStack('development')
