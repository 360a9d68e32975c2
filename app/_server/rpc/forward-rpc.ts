import { type Address, type Hex, numberToHex, parseTransaction } from 'viem'
import { z } from 'zod'
import { address } from '#core/api/primitives.ts'
import { type RpcRequest, type RpcResponse, rpcResponse } from '#core/api/rpc.ts'
import { ProblemError, unavailable } from '../http/problem.ts'
import { findCurrencyCall } from './currency-call.ts'

/**
 * Forwards one allowed JSON-RPC call of a page to a node and answers what that says.
 * @throws ProblemError `bad_request` (parameters), `forbidden` (a contract that is none of ours), `unavailable`
 */
export type ForwardRpc = (request: RpcRequest) => Promise<RpcResponse>

type Ports = {
  readonly url: string
  /** whether calls to this contract are let through: the factory and its events */
  readonly isOurs: (contract: Address) => Promise<boolean>
  /** whether an event sells in this ERC-20, of which a few calls are let through too */
  readonly isCurrency: (contract: Address) => Promise<boolean>
}

const timeoutMs = 10_000
/** No honest answer to an allowed call is larger. */
const mostAnswerBytes = 2 * 1024 * 1024
/** What one call may cost the node. */
const gasLimit = 10_000_000n
/** What one transaction can use at most (EIP-7825): nothing that needs more is worth estimating. */
const transactionGasLimit = 2n ** 24n

const quantity = z.string().regex(/^0x(0|[1-9a-f][0-9a-f]{0,63})$/i)
const bytes = z.string().regex(/^0x([0-9a-fA-F]{2}){0,32768}$/)
const block = z.union([z.enum(['latest', 'pending', 'safe', 'finalized']), quantity])
const hash = z.string().regex(/^0x[0-9a-fA-F]{64}$/)

/** Other fields, state overrides among them, are refused rather than dropped. */
const transaction = z.strictObject({
  from: address.optional(),
  to: address,
  data: bytes.optional(),
  input: bytes.optional(),
  value: quantity.optional(),
  gas: quantity.refine((gas) => BigInt(gas) <= gasLimit, `must be at most ${gasLimit}`).optional(),
  gasPrice: quantity.optional(),
  maxFeePerGas: quantity.optional(),
  maxPriorityFeePerGas: quantity.optional(),
  nonce: quantity.optional(),
  type: quantity.optional(),
  chainId: quantity.optional(),
})

const none = z.tuple([])
const accountAt = z.union([z.tuple([address]), z.tuple([address, block])])
const callAt = z.union([z.tuple([transaction]), z.tuple([transaction, block])])

const params: Record<RpcRequest['method'], z.ZodType<readonly unknown[]>> = {
  eth_blockNumber: none,
  eth_call: callAt,
  eth_chainId: none,
  eth_estimateGas: callAt,
  eth_feeHistory: z.tuple([quantity, block, z.array(z.number()).max(10)]),
  eth_gasPrice: none,
  eth_getBalance: accountAt,
  // with its transactions by number only, to find what took the place of one; heads are asked for all the time
  eth_getBlockByNumber: z.union([z.tuple([block, z.literal(false)]), z.tuple([quantity, z.literal(true)])]),
  eth_getCode: accountAt,
  eth_getTransactionByHash: z.tuple([hash]),
  eth_getTransactionCount: accountAt,
  eth_getTransactionReceipt: z.tuple([hash]),
  eth_maxPriorityFeePerGas: none,
  eth_sendRawTransaction: z.tuple([z.string().regex(/^0x([0-9a-fA-F]{2}){1,131072}$/)]),
  net_version: none,
}

export function createForwardRpc({ url, isOurs, isCurrency }: Ports): ForwardRpc {
  /** An event may be let take its price in a token; nobody else may be, and no token moves through here. */
  const mayCall = async ({ to, data }: Called): Promise<boolean> => {
    if (await isOurs(to)) return true
    const call = findCurrencyCall(data)
    if (!call || !(await isCurrency(to))) return false
    return call.kind === 'read' || (await isOurs(call.spender))
  }
  return async ({ id = null, method, params: given }) => {
    const parsed = params[method].safeParse(given)
    if (!parsed.success) {
      throw new ProblemError('bad_request', `These are no parameters that ${method} is let through with.`, {
        errors: parsed.error.issues.map(({ path, message }) => ({
          path: ['body', 'params', ...path].join('.'),
          message,
        })),
      })
    }
    const call = transaction.safeParse(parsed.data[0]).data
    const called = method === 'eth_sendRawTransaction' ? findCalled(parsed.data[0] as Hex) : toCalled(call)
    if (called && !(await mayCall(called))) throw notOurs()
    return send(url, {
      jsonrpc: '2.0',
      id,
      method,
      params: call ? withGas(method, parsed.data) : parsed.data,
    })
  }
}

type Called = { readonly to: Address; readonly data: Hex }

/** Where a node is given both, `input` is what it runs. */
function toCalled(call: z.infer<typeof transaction> | undefined): Called | undefined {
  return call && { to: call.to, data: (call.input ?? call.data ?? '0x') as Hex }
}

/** The contract that a signed transaction calls; undefined: it calls none, but moves coin, as any wallet's node would. */
function findCalled(raw: Hex): Called | undefined {
  const { to, data = '0x' } = parseRawTransaction(raw)
  if (!to) throw notOurs()
  return data === '0x' ? undefined : { to: to.toLowerCase() as Address, data }
}

function parseRawTransaction(raw: Hex) {
  try {
    return parseTransaction(raw)
  } catch (cause) {
    throw new ProblemError('bad_request', 'These bytes are no transaction.', { cause })
  }
}

function withGas(method: string, [call, ...rest]: readonly unknown[]): readonly unknown[] {
  const gas = numberToHex(method === 'eth_call' ? gasLimit : transactionGasLimit)
  return [{ gas, ...(call as object) }, ...rest]
}

function notOurs(): ProblemError {
  return new ProblemError(
    'forbidden',
    'Calls go to the factory and its events only, and to their currencies to look and to let an event take its price.',
  )
}

async function send(url: string, request: object): Promise<RpcResponse> {
  let text: string
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = await response.text()
  } catch (cause) {
    throw unavailable('The chain does not answer.', cause)
  }
  const parsed = text.length <= mostAnswerBytes ? rpcResponse.safeParse(parseJson(text)) : undefined
  if (!parsed?.success) throw unavailable('The chain’s answer is not one of JSON-RPC.')
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
