import { expect } from 'chai'
import { parseTicketNumbers } from '#core/ticket-numbers.ts'

describe('parseTicketNumbers', () => {
  it('reads tickets in both writings, in order, each once', () => {
    const { tokenIds, problems } = parseTicketNumbers('2-000137\n1000001\r\n2-137\n')
    expect(tokenIds).to.deep.equal([2_000_137n, 1_000_001n])
    expect(problems).to.deep.equal([])
  })

  it('reads the CSV that the desk exports', () => {
    expect(parseTicketNumbers('ticket,token_id\r\n1-000001,1000001\r\n').tokenIds).to.deep.equal([1_000_001n])
  })

  it('names each row that is no ticket, as an editor counts', () => {
    const { tokenIds, problems } = parseTicketNumbers('# at the side door\n1-000001\n\n137\nAda\n0-5')
    expect(tokenIds).to.deep.equal([1_000_001n])
    expect(problems).to.deep.equal([
      { row: 4, text: '137' },
      { row: 5, text: 'Ada' },
      { row: 6, text: '0-5' },
    ])
  })

  it('finds nothing in nothing', () => {
    expect(parseTicketNumbers(' \n')).to.deep.equal({ tokenIds: [], problems: [] })
  })
})
