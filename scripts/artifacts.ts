import hre from 'hardhat'
import type { Abi, Hex } from 'viem'

/** A compiled contract. */
export type Artifact = {
  readonly abi: Abi
  /** what a deploying transaction carries before the constructor's arguments */
  readonly bytecode: Hex
  /** what then stands on the chain */
  readonly deployedBytecode: Hex
}

let build: Promise<unknown> | undefined

/**
 * Compiles the contracts, once per process; quick when nothing has changed since the last time. Their tests in Solidity
 * are compiled only to run them.
 */
export async function buildContracts(): Promise<void> {
  build ??= hre.tasks.getTask('build').run({ quiet: true, noTests: true })
  await build
}

/** Reads the compiled contract of that name; {@link buildContracts} must have run. */
export async function readArtifact(contract: string): Promise<Artifact> {
  const { abi, bytecode, deployedBytecode } = await hre.artifacts.readArtifact<string>(contract)
  return { abi, bytecode: bytecode as Hex, deployedBytecode: deployedBytecode as Hex }
}

/**
 * What an event answers to, as one ABI: that of both contracts that it is made of, `UsherEvent` and the `UsherOffice`
 * that answers for the rest, each item once.
 */
export async function readEventAbi(): Promise<Abi> {
  const halves = await Promise.all(['UsherEvent', 'UsherOffice'].map(readArtifact))
  const items = halves
    .flatMap(({ abi }) => abi)
    .filter(({ type }) => type !== 'constructor' && type !== 'fallback' && type !== 'receive')
  return [...new Map(items.map((item) => [JSON.stringify(item), item] as const)).values()]
}
