import { z } from 'zod'

/** The methods that the pages' RPC proxy lets through. */
export const rpcMethods = [
  'eth_blockNumber',
  'eth_call',
  'eth_chainId',
  'eth_estimateGas',
  'eth_feeHistory',
  'eth_gasPrice',
  'eth_getBalance',
  'eth_getBlockByNumber',
  'eth_getCode',
  'eth_getTransactionByHash',
  'eth_getTransactionCount',
  'eth_getTransactionReceipt',
  'eth_maxPriorityFeePerGas',
  'eth_sendRawTransaction',
  'net_version',
] as const

/** POST /api/rpc: one JSON-RPC 2.0 call, no batch. */
export const rpcRequest = z
  .object({
    jsonrpc: z.literal('2.0'),
    id: z.union([z.string().max(64), z.number(), z.null()]).optional(),
    method: z.enum(rpcMethods),
    params: z.array(z.unknown()).max(3).default([]),
  })
  .meta({ id: 'RpcRequest' })
export type RpcRequest = z.infer<typeof rpcRequest>

export const rpcResponse = z
  .object({
    jsonrpc: z.literal('2.0'),
    id: z.union([z.string(), z.number(), z.null()]),
    result: z.unknown().optional(),
    error: z.object({ code: z.int(), message: z.string(), data: z.unknown().optional() }).optional(),
  })
  .meta({ id: 'RpcResponse' })
export type RpcResponse = z.infer<typeof rpcResponse>
