import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { keepLanCertificate } from '#scripts/stack/lan-certificate.ts'

const ADDRESS = '192.168.1.20'
const NOW = new Date('2027-06-12T18:00:00Z')
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000)

describe('the certificate for phones on the same network', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'usher-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is for this address, as a server, and for no longer than browsers take', async () => {
    const { certFile, keyFile, fingerprint } = await keepLanCertificate(join(folder, 'lan'), ADDRESS, NOW)
    const made = new X509Certificate(readFileSync(certFile))
    expect(made.subjectAltName).to.equal(`IP Address:${ADDRESS}`)
    expect(made.ca).to.equal(false)
    expect(made.checkPrivateKey(createPrivateKey(readFileSync(keyFile)))).to.equal(true)
    expect(made.verify(made.publicKey)).to.equal(true)
    expect(made.fingerprint256).to.equal(fingerprint)
    const days = (made.validToDate.getTime() - made.validFromDate.getTime()) / 86_400_000
    expect(days).to.be.at.most(398)
    expect(made.validFromDate.getTime()).to.be.below(NOW.getTime())
  })

  it('has a key that only its owner can read', async () => {
    const { keyFile } = await keepLanCertificate(join(folder, 'lan'), ADDRESS, NOW)
    expect(statSync(keyFile).mode & 0o077).to.equal(0)
    expect(statSync(join(folder, 'lan')).mode & 0o077).to.equal(0)
  })

  describe('at the next start', () => {
    const again = async (address: string, at: Date) => {
      const first = await keepLanCertificate(folder, ADDRESS, NOW)
      return (await keepLanCertificate(folder, address, at)).fingerprint === first.fingerprint
    }

    it('is the same, so that a phone need not accept it again', async () => {
      expect(await again(ADDRESS, inDays(300))).to.equal(true)
    })

    it('is another one for another address', async () => expect(await again('10.0.0.7', NOW)).to.equal(false))

    it('is another one before the old one ends', async () => {
      expect(await again(ADDRESS, inDays(380))).to.equal(false)
    })
  })
})
