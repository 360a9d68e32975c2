/** A cell of a list that somebody pasted. */
export type Cell = {
  /** as an editor or a spreadsheet counts: from 1, empty rows and comments included */
  readonly row: number
  readonly text: string
}

/**
 * The first column of a list or a CSV (comma, semicolon or tab). Empty rows, rows that begin with `#`, and a heading
 * before the first entry are passed over.
 *
 * @param heading in lower case
 */
export function readFirstColumn(text: string, heading: string): readonly Cell[] {
  const cells: Cell[] = []
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  for (const [index, line] of rows.entries()) {
    const cell = readFirstCell(line)
    const isHeading = cells.length === 0 && cell.toLowerCase() === heading
    if (cell !== '' && !cell.startsWith('#') && !isHeading) cells.push({ row: index + 1, text: cell })
  }
  return cells
}

function readFirstCell(line: string): string {
  const [cell = ''] = line.split(/[,;\t]/)
  return cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
}
