import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'

/** What a chain needs once: the two halves of every event, the renderer of their metadata, and the factory. */
export default buildModule('Usher', (module) => {
  const office = module.contract('UsherOffice')
  const implementation = module.contract('UsherEvent', [office])
  const renderer = module.contract('UsherRenderer')
  const factory = module.contract('UsherFactory', [implementation, renderer])
  return { office, implementation, renderer, factory }
})
