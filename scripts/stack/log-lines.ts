const LEVELS: Readonly<Record<number, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
}

/** Fields that every record has and a person at the terminal does not need. */
const UNTOLD = new Set(['level', 'time', 'pid', 'hostname', 'name', 'msg'])

/** A line of a part's log for the terminal, its name in front; records of our logger as words, others as they are. */
export function formatLogLine(part: string, line: string): string {
  return `${part.padEnd(8)} ${toRecord(line) ?? line}`
}

function toRecord(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const record: Record<string, unknown> = JSON.parse(line)
    const level = LEVELS[Number(record.level)]
    if (!level) return undefined
    const fields = Object.entries(record)
      .filter(([key]) => !UNTOLD.has(key))
      .map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    return `${level.padEnd(5)} ${record.msg ?? ''}${fields.join('')}`
  } catch {
    return undefined
  }
}
