/** The next block of which a node tells whoever listens. */
export type Heads = {
  next(): Promise<void>
  close(): void
}

/** Listens for new heads through a node's WebSocket, as both indexers do, and does nothing with them. */
export async function openHeads(wsUrl: string): Promise<Heads> {
  const socket = new WebSocket(wsUrl)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error(`${wsUrl} cannot be reached`)), { once: true })
  })
  let tell = () => {}
  socket.addEventListener('message', ({ data }) => {
    if (JSON.parse(String(data)).method === 'eth_subscription') tell()
  })
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] }))
  return {
    next: () =>
      new Promise((resolve) => {
        tell = resolve
      }),
    close: () => socket.close(),
  }
}
