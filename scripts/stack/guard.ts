import { type ChildProcess, spawn } from 'node:child_process'

/**
 * What outlives us if we are killed by force: a shell in a session of its own that reads from a pipe which only we
 * hold. When the pipe closes, however we ended, it stops the process groups that are still on its list (first asking,
 * after five seconds by force) and removes the throw-away folders.
 */
const SCRIPT = `
groups= folders=
while read -r verb value signal; do
  case $verb in
    watch) groups="$groups $value:$signal" ;;
    forget) kept=; for entry in $groups; do [ "\${entry%:*}" = "$value" ] || kept="$kept $entry"; done; groups=$kept ;;
    remove) folders="$folders $value" ;;
  esac
done
for entry in $groups; do kill "-\${entry#*:}" "-\${entry%:*}" 2>/dev/null; done
for entry in $groups; do
  turns=0
  while [ $turns -lt 50 ] && kill -0 "-\${entry%:*}" 2>/dev/null; do sleep 0.1; turns=$((turns + 1)); done
  kill -KILL "-\${entry%:*}" 2>/dev/null
done
for folder in $folders; do rm -rf -- "$folder"; done
`

let guard: ChildProcess | undefined

/** From now on the process group `group` gets `signal`, and five seconds later SIGKILL, should we vanish. */
export function watch(group: number, signal: 'TERM' | 'INT'): void {
  tell(`watch ${group} ${signal}`)
}

/** The group has ended; its number may soon be somebody else's. */
export function forget(group: number): void {
  tell(`forget ${group}`)
}

/** `folder`, whose path must be free of white space, is removed when this process ends. */
export function removeAtEnd(folder: string): void {
  if (/[\s*?[]/.test(folder)) throw new Error(`The guard cannot remove ${folder}: its path needs quoting`)
  tell(`remove ${folder}`)
}

function tell(line: string): void {
  guard ??= start()
  guard.stdin?.write(`${line}\n`)
}

function start(): ChildProcess {
  const child = spawn('/bin/sh', ['-c', SCRIPT], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  })
  // Neither the shell nor its pipe keeps us from ending; a shell that is gone already is no reason to fall.
  child.unref()
  child.stdin?.on('error', () => {})
  const pipe = child.stdin as unknown as { unref?: () => void } | null
  pipe?.unref?.()
  return child
}
