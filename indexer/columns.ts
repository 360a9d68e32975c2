import type { Row } from './rows.ts'

/** Rows turned by 90 degrees: of each column the text of an array that Postgres reads. */
export type Columns = Readonly<Record<string, string>>

/** @param rows at least one, all with the same columns; no text among them that people have written */
export function toColumns(rows: readonly Row[]): Columns {
  const columns: Record<string, string> = {}
  for (const name of Object.keys(rows[0] ?? {})) {
    let values = ''
    for (const row of rows) values += `,${toElement(row[name])}`
    columns[name] = `{${values.slice(1)}}`
  }
  return columns
}

/** In the text of an array a backslash takes the next character as it is: bytes begin with one. */
function toElement(value: Row[string]): string {
  if (value === undefined || value === null) return 'NULL'
  return typeof value === 'string' && value.startsWith('\\') ? `\\${value}` : String(value)
}
