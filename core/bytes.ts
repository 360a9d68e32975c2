/** The bytes of 0x-hex of any case, or undefined if it is not that, or not of `size` bytes where one is asked for. */
export function parseHex(text: string, size?: number): Uint8Array<ArrayBuffer> | undefined {
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(text)) return undefined
  const bytes = new Uint8Array((text.length - 2) / 2)
  if (size !== undefined && bytes.length !== size) return undefined
  for (let index = 0; index < bytes.length; index++) {
    const at = 2 + 2 * index
    bytes[index] = (digitOf(text.charCodeAt(at)) << 4) | digitOf(text.charCodeAt(at + 1))
  }
  return bytes
}

/** The value of a hexadecimal digit's character code. */
function digitOf(code: number): number {
  return code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57
}

/** True if both hold the same bytes. Not in constant time: for public values only. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
