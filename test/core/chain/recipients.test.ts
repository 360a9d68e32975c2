import { expect } from 'chai'
import { parseRecipients } from '#core/chain/recipients.ts'

// The four addresses of ERC-55's own examples
const ADA = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
const BEN = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'
const CLEO = '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB'

describe('parseRecipients', () => {
  it('reads one address per row, in their order, in any one case', () => {
    const upper = `0x${CLEO.slice(2).toUpperCase()}`
    expect(parseRecipients(`${ADA}\n${BEN.toLowerCase()}\n${upper}`)).to.deep.equal({
      recipients: [ADA, BEN, CLEO],
      problems: [],
    })
  })

  const forms: [string, string][] = [
    ['a file from Windows, with a byte order mark', `\uFEFF${ADA}\r\n${BEN}\r\n`],
    [
      'a spreadsheet with a heading and more columns',
      `Address,Name\n${ADA},Ada\n${BEN},"Ben, of the band"\n`,
    ],
    ['quoted cells, semicolons and tabs', `"${ADA}";Ada\n ${BEN}\tBen`],
    ['empty rows and comments', `# press\n\n${ADA}\n\n# crew\n${BEN}\n\n`],
  ]
  for (const [form, text] of forms) {
    it(`reads ${form}`, () => {
      expect(parseRecipients(text)).to.deep.equal({ recipients: [ADA, BEN], problems: [] })
    })
  }

  describe('when a row names nobody', () => {
    const faults: [string, string][] = [
      ['not_an_address', 'ada.eth'],
      ['not_an_address', ADA.slice(0, -1)],
      ['not_an_address', `${ADA}0`],
      ['not_an_address', ADA.slice(2)],
      ['checksum_wrong', ADA.replace('5aA', '5aa')],
      ['zero_address', `0x${'0'.repeat(40)}`],
    ]
    for (const [fault, text] of faults) {
      it(`calls ${text} ${fault} and names its row`, () => {
        expect(parseRecipients(`# press\n${BEN}\n${text}\n${CLEO}`)).to.deep.equal({
          recipients: [BEN, CLEO],
          problems: [{ row: 3, text, fault }],
        })
      })
    }
  })

  it('names every repetition and where the address stood first', () => {
    expect(parseRecipients(`${ADA}\n${BEN}\n${ADA.toLowerCase()}\n${ADA}`)).to.deep.equal({
      recipients: [ADA, BEN],
      problems: [
        { row: 3, text: ADA.toLowerCase(), fault: 'listed_before', firstRow: 1 },
        { row: 4, text: ADA, fault: 'listed_before', firstRow: 1 },
      ],
    })
  })

  it('finds a heading at the top only', () => {
    expect(parseRecipients(`${ADA}\naddress`).problems).to.deep.equal([
      { row: 2, text: 'address', fault: 'not_an_address' },
    ])
  })

  it('finds nobody in an empty list', () => {
    expect(parseRecipients('')).to.deep.equal({ recipients: [], problems: [] })
  })
})
