import type { NetworkInterfaceInfo } from 'node:os'
import { expect } from 'chai'
import { chooseLanAddress, type Networks, NoLanAddress } from '#scripts/stack/lan-address.ts'

const at = (address: string, change: Partial<NetworkInterfaceInfo> = {}): NetworkInterfaceInfo =>
  ({ address, family: 'IPv4', internal: false, ...change }) as NetworkInterfaceInfo

const loopback: Networks = { lo: [at('127.0.0.1', { internal: true })] }
const wifi: Networks = {
  ...loopback,
  wlan0: [at('192.168.1.20'), at('fe80::1', { family: 'IPv6' } as Partial<NetworkInterfaceInfo>)],
}

/** What it says when it cannot tell. */
function refusal(networks: Networks, wanted?: string): string {
  try {
    return `took ${chooseLanAddress(networks, wanted)}`
  } catch (error) {
    if (error instanceof NoLanAddress) return error.message
    throw error
  }
}

describe('the address for phones on the same network', () => {
  it('is the one IPv4 address that others can reach', () => {
    expect(chooseLanAddress(wifi, undefined)).to.equal('192.168.1.20')
  })

  it('is never one of a network that only exists inside of this machine', () => {
    const networks = { ...wifi, docker0: [at('172.17.0.1')], 'br-0f': [at('172.18.0.1')] }
    expect(chooseLanAddress(networks, undefined)).to.equal('192.168.1.20')
  })

  describe('when there are several', () => {
    const both = { ...wifi, eth0: [at('10.0.0.7')] }

    it('is the one that was named', () => {
      expect(chooseLanAddress(both, '10.0.0.7')).to.equal('10.0.0.7')
    })

    it('must be named, and each is offered as a command', () => {
      expect(refusal(both))
        .to.include('several networks')
        .and.match(/npm start -- --lan 192\.168\.1\.20 +\(wlan0\)/)
        .and.match(/npm start -- --lan 10\.0\.0\.7 +\(eth0\)/)
    })
  })

  describe('when there is none', () => {
    for (const [what, networks] of [
      ['loopback alone', loopback],
      ['an address that the machine gave itself', { eth0: [at('169.254.3.4')] }],
    ] as const) {
      it(`says so: ${what}`, () =>
        expect(refusal(networks)).to.include('no network that a phone could reach'))
    }
  })

  it('is none that this machine does not have', () => {
    expect(refusal(wifi, '10.9.9.9')).to.include('no address 10.9.9.9').and.include('--lan 192.168.1.20')
  })
})
