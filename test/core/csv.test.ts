import { expect } from 'chai'
import { formatCsvRow } from '#core/csv.ts'

describe('formatCsvRow', () => {
  it('joins cells by commas and ends the line', () => {
    expect(formatCsvRow(['1-000001', 7, null, 'valid'])).to.equal('1-000001,7,,valid\r\n')
  })

  it('quotes what would end a cell or a line, and doubles quotes', () => {
    expect(formatCsvRow(['a,b', 'say "no"', 'two\nlines', 'cr\r'])).to.equal(
      '"a,b","say ""no""","two\nlines","cr\r"\r\n',
    )
  })

  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '=HYPERLINK("http://x","y")']) {
    it(`lets no spreadsheet run ${JSON.stringify(text)}`, () => {
      const row = formatCsvRow([text])
      expect(row.replace(/^"/, '').startsWith("'")).to.equal(true)
    })
  }

  it('leaves numbers as they are, negative ones too', () => {
    expect(formatCsvRow([-1, 2])).to.equal('-1,2\r\n')
  })
})
