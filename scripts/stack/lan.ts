import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hex } from 'viem'
import { keepLanCertificate, type LanCertificate } from './lan-certificate.ts'

/** What a start for phones on the same network does otherwise. */
export type Lan = Pick<LanCertificate, 'fingerprint'> & {
  /** Variables in place of the environment's. */
  readonly env: Readonly<Record<'HOST' | 'PUBLIC_URL' | 'TLS_CERT_FILE' | 'TLS_KEY_FILE', string>>
  /** What the local chain's accounts are made from. */
  readonly demoSeed: Hex
}

/**
 * Makes ready to serve phones on the same network: HTTPS on this one address, and accounts for the local chain that only
 * those have who were shown the link. Certificate and accounts are kept in `folder`, so that a phone that was set up once
 * is at every later start too.
 */
export async function openLan(folder: string, address: string, port: number, now: Date): Promise<Lan> {
  const { certFile, keyFile, fingerprint } = await keepLanCertificate(folder, address, now)
  return {
    env: {
      HOST: address,
      PUBLIC_URL: `https://${address}:${port}`,
      TLS_CERT_FILE: certFile,
      TLS_KEY_FILE: keyFile,
    },
    demoSeed: keepSeed(join(folder, 'demo-seed')),
    fingerprint,
  }
}

function keepSeed(file: string): Hex {
  if (!existsSync(file)) writeFileSync(file, `0x${randomBytes(16).toString('hex')}`, { mode: 0o600 })
  return readFileSync(file, 'utf8') as Hex
}
