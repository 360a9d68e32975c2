import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** A relay of WalletConnect's on the loopback interface. */
export type Relay = {
  readonly url: string
  readonly close: () => Promise<void>
}

type Client = { readonly id: string; readonly socket: WebSocket }
/** `from`: the sender's id. */
type Letter = { readonly from: string; readonly message: string }
type Call = { readonly id: number; readonly method?: string; readonly params: Params }
type Params = {
  readonly topic: string
  readonly topics: readonly string[]
  readonly message: string
  readonly pairingTopic: string
  readonly sessionTopic: string
  readonly sessionProposal: string
  readonly sessionProposalResponse: string
  readonly sessionSettlementRequest: string
}

/**
 * Starts a relay that brings sealed messages from one side to the other by topic, as WalletConnect's own does: what was
 * published before the other side came waits for it. Nothing expires, and everybody is let in.
 */
export async function startRelay(): Promise<Relay> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  const post = createPostOffice()
  server.on('connection', (socket, { url = '' }) => {
    const client = toClient(socket, url)
    socket.on('message', (raw) => {
      const { id, method, params } = JSON.parse(String(raw)) as Call
      // what has no method acknowledges a letter
      if (method) socket.send(JSON.stringify({ id, jsonrpc: '2.0', result: answer(client, method, params) }))
    })
    socket.on('close', () => post.leave(client))
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  function answer(from: Client, method: string, params: Params): unknown {
    switch (method) {
      case 'irn_subscribe':
        post.subscribe(from, params.topic)
        return params.topic
      case 'irn_batchSubscribe':
        for (const topic of params.topics) post.subscribe(from, topic)
        return params.topics
      case 'irn_unsubscribe':
        post.unsubscribe(from, params.topic)
        return true
      case 'irn_publish':
        post.publish(from, params.topic, params.message)
        return true
      case 'wc_proposeSession':
        post.subscribe(from, params.pairingTopic)
        post.publish(from, params.pairingTopic, params.sessionProposal)
        return true
      case 'wc_approveSession':
        post.subscribe(from, params.sessionTopic)
        post.publish(from, params.pairingTopic, params.sessionProposalResponse)
        post.publish(from, params.sessionTopic, params.sessionSettlementRequest)
        return true
      default:
        throw new Error(`the test's relay does not know ${method}`)
    }
  }
}

/** Who listens on which topic, and the letters that wait there for somebody else than their sender. */
function createPostOffice() {
  const listeners = new Map<string, Set<Client>>()
  const waiting = new Map<string, Letter[]>()
  let delivered = 0
  const deliver = ({ socket }: Client, topic: string, message: string) => {
    delivered += 1
    const data = { topic, message, publishedAt: Date.now() }
    const params = { id: topic, data }
    socket.send(JSON.stringify({ id: delivered, jsonrpc: '2.0', method: 'irn_subscription', params }))
  }
  const listenersOf = (topic: string) => {
    const known = listeners.get(topic) ?? new Set()
    listeners.set(topic, known)
    return known
  }
  return {
    subscribe: (client: Client, topic: string) => {
      listenersOf(topic).add(client)
      const letters = waiting.get(topic) ?? []
      waiting.set(
        topic,
        letters.filter(({ from }) => from === client.id),
      )
      for (const { from, message } of letters) if (from !== client.id) deliver(client, topic, message)
    },
    unsubscribe: (client: Client, topic: string) => {
      listenersOf(topic).delete(client)
    },
    publish: (from: Client, topic: string, message: string) => {
      const others = [...listenersOf(topic)].filter(({ id }) => id !== from.id)
      for (const other of others) deliver(other, topic, message)
      if (others.length === 0) waiting.set(topic, [...(waiting.get(topic) ?? []), { from: from.id, message }])
    },
    leave: (client: Client) => {
      for (const known of listeners.values()) known.delete(client)
    },
  }
}

/** Whom a connection speaks for, by the key with which it has signed in. */
function toClient(socket: WebSocket, address: string): Client {
  const auth = new URL(address, 'ws://relay').searchParams.get('auth') ?? ''
  const claims = JSON.parse(Buffer.from(auth.split('.')[1] ?? '', 'base64url').toString()) as { iss: string }
  return { id: claims.iss, socket }
}
