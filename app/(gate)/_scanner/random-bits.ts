/** 128 random bits as 32 hexadecimal digits: a nonce, or a scanner's name. */
export function randomBits(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

const KEY = 'usher.device'

/** This scanner's name: made at first use, then kept. */
export function deviceId(): string {
  const known = localStorage.getItem(KEY)
  if (known !== null && /^[0-9a-f]{32}$/.test(known)) return known
  const made = randomBits()
  localStorage.setItem(KEY, made)
  return made
}
