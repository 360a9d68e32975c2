import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'

/** A certificate that this machine vouches for itself, and where it is kept. */
export type LanCertificate = {
  readonly certFile: string
  readonly keyFile: string
  /** SHA-256, as browsers show it. */
  readonly fingerprint: string
}

const DAY_MS = 86_400_000
/** Browsers take none that is good for more than 398 days. */
const GOOD_FOR_DAYS = 397
/** Rather made anew than ending on the day of the event. */
const LEAST_LEFT_DAYS = 30

/**
 * A certificate for this address, kept in `folder` so that a phone that has accepted it need not do so at every start;
 * made anew for another address and before it ends. The key is readable by us alone.
 */
export async function keepLanCertificate(
  folder: string,
  address: string,
  now: Date,
): Promise<LanCertificate> {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  if (!isGood(certFile, keyFile, address, now)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { cert, private: key } = await makeCertificate(address, now)
    writeFileSync(keyFile, key, { mode: 0o600 })
    writeFileSync(certFile, cert)
  }
  return { certFile, keyFile, fingerprint: read(certFile).fingerprint256 }
}

function isGood(certFile: string, keyFile: string, address: string, now: Date): boolean {
  if (!existsSync(certFile) || !existsSync(keyFile)) return false
  const kept = read(certFile)
  const daysLeft = (kept.validToDate.getTime() - now.getTime()) / DAY_MS
  return kept.checkIP(address) !== undefined && daysLeft >= LEAST_LEFT_DAYS
}

function read(certFile: string): X509Certificate {
  return new X509Certificate(readFileSync(certFile))
}

/** P-256, for this address and for nothing else: it can vouch for no other certificate. */
function makeCertificate(address: string, now: Date) {
  return generate([{ name: 'commonName', value: `Usher on ${address}` }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // a phone's clock may be behind
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + (GOOD_FOR_DAYS - 1) * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: address }] },
    ],
  })
}
