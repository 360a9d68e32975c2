/**
 * `npm run -s sizes`: how long the code of each contract is that a chain needs, and how much room it has left. Exit
 * code 1 if one does not fit: 24,576 bytes on the chain (EIP-170), 49,152 in the transaction that makes it (EIP-3860).
 */
import { buildContracts, readArtifact } from './artifacts.ts'

const ON_CHAIN = 24_576
const IN_CREATION = 49_152
const contracts = ['UsherEvent', 'UsherOffice', 'UsherFactory', 'UsherRenderer'] as const

await buildContracts()
for (const contract of contracts) {
  const { bytecode, deployedBytecode } = await readArtifact(contract)
  const [onChain, inCreation] = [bytesOf(deployedBytecode), bytesOf(bytecode)]
  const fits = onChain <= ON_CHAIN && inCreation <= IN_CREATION
  console.log(
    `${contract.padEnd(14)} ${format(onChain)} bytes, ${format(ON_CHAIN - onChain)} left; ` +
      `${format(inCreation)} to create it, ${format(IN_CREATION - inCreation)} left${fits ? '' : ': TOO LONG'}`,
  )
  if (!fits) process.exitCode = 1
}

function bytesOf(code: string): number {
  return (code.length - 2) / 2
}

function format(bytes: number): string {
  return bytes.toLocaleString('en').padStart(6)
}
