import { expect } from 'chai'
import { openRoles, type Roles } from './roles.ts'

/** What the server's role may do, table by table; everything that is not here is denied. */
const SERVER: Readonly<Record<string, string>> = {
  'mirror.account': 'SELECT',
  'mirror.block': 'SELECT',
  'mirror.canceled_listing': 'SELECT',
  'mirror.chain': 'SELECT',
  'mirror.contract_role': 'SELECT',
  'mirror.event': 'SELECT',
  'mirror.journal': 'SELECT',
  'mirror.reissue': 'SELECT',
  'mirror.ticket': 'SELECT',
  'mirror.ticket_log': 'SELECT',
  'mirror.tier': 'SELECT',
  'mirror.transfer': 'SELECT',
  'mirror.voucher': 'SELECT',
  'registry.detached_month': 'SELECT',
  'registry.device': 'SELECT INSERT UPDATE',
  'registry.event_description': 'SELECT INSERT UPDATE',
  'registry.event_setting': 'SELECT INSERT UPDATE',
  'registry.gate': 'SELECT INSERT UPDATE',
  'registry.gate_code': 'SELECT INSERT UPDATE',
  'registry.incident': 'SELECT INSERT UPDATE',
  'registry.left_block': 'SELECT',
  'registry.list': 'SELECT INSERT UPDATE',
  'registry.listing': 'SELECT INSERT UPDATE DELETE',
  'registry.pass_key': 'SELECT INSERT UPDATE',
  'registry.pass_key_floor': 'SELECT INSERT UPDATE',
  'registry.pass_key_revocation': 'SELECT INSERT',
  'registry.presence': 'SELECT INSERT UPDATE',
  'registry.refresh_token': 'SELECT INSERT UPDATE DELETE',
  'registry.relay_budget': 'SELECT INSERT UPDATE',
  'registry.scan': 'SELECT INSERT',
  'registry.scan_nonce': 'SELECT INSERT',
  'registry.session': 'SELECT INSERT UPDATE DELETE',
  'registry.signin_nonce': 'SELECT INSERT UPDATE DELETE',
  'registry.signed_voucher': 'SELECT INSERT',
  'registry.staff': 'SELECT INSERT UPDATE',
  'registry.ticket_block': 'SELECT INSERT UPDATE DELETE',
  'registry.ticket_replay': 'SELECT INSERT UPDATE',
  'registry.voucher_claim': 'SELECT INSERT UPDATE DELETE',
}

const PRIVILEGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']

describe('the roles', () => {
  let roles: Roles

  before(async () => {
    roles = await openRoles()
  })
  after(() => roles.close())

  it('give the server what each table needs and nothing more', async () => {
    expect(await grantsOf('usher_server')).to.deep.equal(SERVER)
  })

  it('let the indexer write the whole mirror and nothing else', async () => {
    const mirror = Object.keys(SERVER).filter((table) => table.startsWith('mirror.'))
    const writes = mirror.map((table) => [table, 'SELECT INSERT UPDATE DELETE'])
    expect(await grantsOf('usher_indexer')).to.deep.equal(Object.fromEntries(writes))
  })

  for (const role of ['usher_server', 'usher_indexer']) {
    describe(role, () => {
      it('cannot sign in and is above no rule', async () => {
        const { rows } = await roles.owner.query(
          `SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication
           FROM pg_roles WHERE rolname = $1`,
          [role],
        )
        expect(Object.values(rows[0])).to.deep.equal([false, false, false, false, false, false])
      })

      it('owns nothing and may create nothing in our schemas', async () => {
        const { rows } = await roles.owner.query(
          `SELECT (SELECT count(*) FROM pg_shdepend WHERE refobjid = $1::regrole AND deptype = 'o') AS owned,
                  has_schema_privilege($1, 'mirror', 'CREATE') AS mirror,
                  has_schema_privilege($1, 'registry', 'CREATE') AS registry`,
          [role],
        )
        expect(rows[0]).to.deep.equal({ owned: '0', mirror: false, registry: false })
      })
    })
  }

  it('let the server call only what makes partitions, and the indexer only what writes the mirror', async () => {
    const { rows } = await roles.owner.query(
      `SELECT oid::regproc::text AS name,
              has_function_privilege('usher_server', oid, 'EXECUTE') AS server,
              has_function_privilege('usher_indexer', oid, 'EXECUTE') AS indexer
       FROM pg_proc WHERE pronamespace IN ('mirror'::regnamespace, 'registry'::regnamespace)`,
    )
    const ofIndexer = rows.filter(({ indexer }) => indexer).map(({ name }) => name)
    expect(ofIndexer.sort()).to.deep.equal(WRITES_THE_MIRROR)
    expect(rows.filter(({ server }) => server).map(({ name }) => name)).to.deep.equal([
      'registry.add_scan_partitions',
    ])
  })

  async function grantsOf(role: string): Promise<Record<string, string>> {
    const { rows } = await roles.owner.query(
      `SELECT relation.oid::regclass::text AS name,
              array_to_string(ARRAY(
                SELECT privilege FROM unnest($2::text[]) WITH ORDINALITY AS wanted (privilege, position)
                WHERE has_schema_privilege($1, relnamespace, 'USAGE')
                  AND has_table_privilege($1, relation.oid, privilege)
                ORDER BY position
              ), ' ') AS granted
       FROM pg_class AS relation
       WHERE relnamespace IN ('mirror'::regnamespace, 'registry'::regnamespace) AND relkind IN ('r', 'p', 'v')`,
      [role, PRIVILEGES],
    )
    const granted = rows.filter(({ granted }) => granted !== '').map((row) => [row.name, row.granted])
    return Object.fromEntries(granted.sort())
  }
})

/** Run with the rights of whoever calls them. */
const WRITES_THE_MIRROR = [
  'mirror.advance',
  'mirror.apply_changes',
  'mirror.apply_events',
  'mirror.apply_market',
  'mirror.apply_reissues',
  'mirror.apply_roles',
  'mirror.apply_ticket_logs',
  'mirror.apply_tickets',
  'mirror.apply_tiers',
  'mirror.begin',
  'mirror.expect_rows',
  'mirror.forget',
  'mirror.hold',
  'mirror.roll_back',
]
