import type { NetworkInterfaceInfo } from 'node:os'

/** This machine's network interfaces by name, as `os.networkInterfaces()` gives them. */
export type Networks = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** There is no one address under which phones find this machine; the message says what to do. */
export class NoLanAddress extends Error {
  override readonly name = 'NoLanAddress'
}

/** Networks between this machine and what runs inside of it: no phone is on them. */
const INSIDE = /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|podman)/

/**
 * The IPv4 address under which phones on the same network find this machine.
 *
 * @param wanted the one to take where there are several
 * @throws NoLanAddress where there is none, several and no word which, or not the one that is wanted
 */
export function chooseLanAddress(networks: Networks, wanted: string | undefined): string {
  const found = listAddresses(networks)
  if (wanted !== undefined) {
    if (found.some(({ address }) => address === wanted)) return wanted
    throw new NoLanAddress(`This machine has no address ${wanted} on a network.${say(found)}`)
  }
  const likely = found.filter(({ name }) => !INSIDE.test(name))
  const [first, ...others] = likely
  if (first && others.length === 0) return first.address
  if (first) {
    throw new NoLanAddress(
      `This machine is on several networks. Name the one that the phones are on.${say(likely)}`,
    )
  }
  throw new NoLanAddress(
    `This machine is on no network that a phone could reach. Connect it to the phones’ Wi-Fi and start again.${say(found)}`,
  )
}

type Found = { readonly name: string; readonly address: string }

/** Those of IPv4 that other machines can reach; 169.254 is what a machine gives itself when nobody else does. */
function listAddresses(networks: Networks): readonly Found[] {
  return Object.entries(networks).flatMap(([name, addresses = []]) =>
    addresses
      .filter(
        ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
      )
      .map(({ address }) => ({ name, address })),
  )
}

function say(found: readonly Found[]): string {
  return found.map(({ name, address }) => `\n  npm start -- --lan ${address.padEnd(15)}  (${name})`).join('')
}
