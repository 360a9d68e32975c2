import { expect } from 'chai'
import { createStatementPool, type StatementPool } from '#prisma/statement-pool.ts'
import { claimStatement } from '#server/scans/write-claims.ts'
import { refusalStatement } from '#server/scans/write-refusals.ts'
import { openRoles, type Roles } from '#test/prisma/roles.ts'

/** The mirror's position and the log's: a row each, not looked up but had. */
const READ_WHOLE = ['chain', 'scan_scan_id_seq']

type Plan = {
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Node Type': string
  readonly Plans?: readonly Plan[]
}

describe('the plan of a statement that writes scans', () => {
  let roles: Roles
  let statements: StatementPool

  before(async () => {
    roles = await openRoles()
    // as a deployment is left by who migrates it: known to be empty, however many come before that is looked at again
    await roles.owner.query('ANALYZE')
    statements = createStatementPool(roles.database.ownerUrl, {
      name: 'plans',
      connections: 1,
      timeoutMs: 60_000,
    })
  })
  after(async () => {
    await statements.close()
    await roles.close()
  })

  for (const { name, text } of [claimStatement, refusalStatement]) {
    it(`reads no table whole that was empty when it was made: ${name}`, async () => {
      const [row] = await statements.run<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        { name: `plan of ${name}`, text: `EXPLAIN (FORMAT JSON) ${text}` },
        ['[]'],
      )
      const reads = readsOf((row as NonNullable<typeof row>)['QUERY PLAN'][0].Plan)
      expect(reads).to.include.members(['scan_nonce', 'session'])
      expect(reads.filter((read) => read.endsWith(' whole'))).to.deep.equal([])
      if (text === claimStatement.text) expect(reads).to.include('presence')
    })
  }
})

function readsOf(plan: Plan): readonly string[] {
  const table = plan['Relation Name']
  const isRead = table !== undefined && plan['Node Type'].includes('Scan') && !READ_WHOLE.includes(table)
  const below = (plan.Plans ?? []).flatMap(readsOf)
  const condition = plan['Index Cond'] ?? ''
  const isByKey = table === 'presence' ? /event_id.*list_id.*token_id/.test(condition) : condition !== ''
  return isRead ? [isByKey ? table : `${table} whole`, ...below] : below
}
