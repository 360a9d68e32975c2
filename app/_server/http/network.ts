import { isIPv6, SocketAddress } from 'node:net'

/**
 * What of a network address requests are counted by. Of IPv6 the first 64 bits: whoever has one such address has all that
 * begin like it. Of IPv4 all of it, also where it comes as IPv6 (RFC 4291, 2.5.5.2). What is no address stands for itself.
 *
 * @example networkOf('2001:db8:0:1::2') // '2001:db8:0:1::/64'
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%')
  if (!isIPv6(bare)) return address
  // in one spelling: lower case, no leading zeros, `::` where zeros are
  const plain = new SocketAddress({ address: bare, family: 'ipv6' }).address
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/.exec(plain)?.[1]
  if (mapped !== undefined) return mapped
  const [left = [], right = []] = plain.split('::').map(groupsOf)
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`
}

/** The groups of 16 bits on one side of `::`; an IPv4 address at the end stands for two. */
function groupsOf(side: string): string[] {
  if (side === '') return []
  return side.split(':').flatMap((group) => (group.includes('.') ? ['ipv4', 'ipv4'] : [group]))
}
