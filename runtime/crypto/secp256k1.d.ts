declare module 'secp256k1' {
  const secp256k1: {
    /**
     * The 65 bytes of the public key that made `signature` (r ‖ s, 64 bytes) over `digest` (32 bytes).
     *
     * @throws if r or s is out of range, or no key can have made it.
     */
    ecdsaRecover(signature: Uint8Array, recovery: number, digest: Uint8Array, compressed: false): Uint8Array
  }
  export default secp256k1
}

/** The native binding alone: importing it throws where it is missing. */
declare module 'secp256k1/bindings.js' {}
