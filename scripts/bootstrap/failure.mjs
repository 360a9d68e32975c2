/** Something the person at the terminal can mend; its message says what happened and what to do. */
export class Failure extends Error {}

/** What npm's words come to, most telling first. Each answers a sentence, given the project's folder. */
const CAUSES = [
  [
    /\bENOSPC\b|no space left/i,
    (project) => `The disk is full. Usher needs about 2 GB in ${project}; make room and start again.`,
  ],
  [
    /\b(EACCES|EPERM|EROFS)\b/,
    (project) =>
      `npm may not write to a folder it needs: ${project}, or its own cache (npm config get cache). ` +
      'Make it yours (chown), or work in a folder that is.',
  ],
  [
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|CERT_\w+|SELF_SIGNED\w*|UNABLE_TO_\w+)\b/,
    () =>
      'The npm registry cannot be reached. Check the network, the proxy (npm config get proxy) and the registry ' +
      '(npm config get registry), then start again.',
  ],
  [
    /\b(E401|E403|ENEEDAUTH)\b/,
    () =>
      'The npm registry refuses us. Check its address and your sign-in (npm config get registry, npm login).',
  ],
  [
    /\b(E404|ETARGET|ENOVERSIONS)\b/,
    () => 'The npm registry lacks a package that Usher needs. Check its address (npm config get registry).',
  ],
  [
    /\b(EINTEGRITY|Z_BUF_ERROR|TAR_BAD_ARCHIVE)\b/,
    () => 'A package arrived damaged. Clear npm’s cache (npm cache clean --force) and start again.',
  ],
]

/** A disk that is full or refuses us, wherever we meet it, as a failure; undefined for what is a mistake of ours. */
export function toFailure(error, project) {
  if (error instanceof Failure) return error
  if (error?.code === 'ENOSPC')
    return new Failure(`The disk is full. Make room in ${project} and start again.`)
  if (!['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) return undefined
  const what = error.path ?? project
  return new Failure(
    `Usher may not write here (${error.code}: ${what}). Make ${project} yours (chown -R), or copy it.`,
  )
}

/** How much of npm's own report stands below our sentence. */
const QUOTED_LINES = 12

/** @param {string} said all that npm printed */
export function explainInstallFailure(said, project) {
  const [, sentence] = CAUSES.find(([pattern]) => pattern.test(said)) ?? []
  const report = said
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line))
    .slice(0, QUOTED_LINES)
  const first = sentence ? sentence(project) : 'The packages could not be installed.'
  return new Failure([first, ...report.map((line) => `  ${line}`)].join('\n'))
}
