import { DomainError } from '#core/error.ts'

/**
 * What was wrong with a node's answer.
 *
 * - `malformed`: not of the shape the JSON-RPC specification gives it.
 * - `missing`: null where the node itself has just named the thing.
 * - `other_block`: a header or receipt of another block than the one asked for.
 * - `not_linked`: blocks of which one should be the other's parent, and is not.
 * - `header_hash`: the header does not hash to the hash it carries.
 * - `receipts_root`: the receipts do not make the header's receipts root, so logs are missing, invented or changed.
 * - `nodes_disagree`: two nodes were asked and do not tell of the same chain.
 */
export type ChainAnswerFault =
  | 'malformed'
  | 'missing'
  | 'other_block'
  | 'not_linked'
  | 'header_hash'
  | 'receipts_root'
  | 'nodes_disagree'

/** A node answered, and the answer cannot be true. Asking again, or another node, may help; using it never does. */
export class ChainAnswerError extends DomainError {
  readonly code = 'chain_answer_wrong'
  readonly fault: ChainAnswerFault

  constructor(fault: ChainAnswerFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.fault = fault
  }
}
