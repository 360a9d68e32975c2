import { expect } from 'chai'
import { networkOf } from '#server/http/network.ts'

describe('the network of an address', () => {
  const cases: readonly (readonly [what: string, address: string, network: string])[] = [
    ['an IPv4 address', '203.0.113.7', '203.0.113.7'],
    ['an IPv4 address that comes as IPv6', '::ffff:203.0.113.7', '203.0.113.7'],
    ['the same in hexadecimal digits', '::FFFF:cb00:7107', '203.0.113.7'],
    ['the same written out', '0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['an IPv6 address', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['another spelling of its network', '2001:0DB8:0001:0002::6', '2001:db8:1:2::/64'],
    ['zeros among the first 64 bits', '2001:db8::6', '2001:db8:0:0::/64'],
    ['zeros between', '2001:0:0:2:3::', '2001:0:0:2::/64'],
    ['an address of one link', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['an address that carries IPv4 at its end', '64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
    ['this machine', '::1', '0:0:0:0::/64'],
    ['what is no address', 'unknown', 'unknown'],
  ]
  for (const [what, address, network] of cases) {
    it(`of ${what}: ${address} is ${network}`, () => {
      expect(networkOf(address)).to.equal(network)
    })
  }

  it('differs where the first 64 bits do', () => {
    expect(networkOf('2001:db8:0:1::1')).to.not.equal(networkOf('2001:db8:0:2::1'))
  })
})
