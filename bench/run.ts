import { availableParallelism, cpus } from 'node:os'
import { readArguments, refuse } from '#scripts/arguments.ts'
import type { Result } from './result.ts'

/** Answers its results; `only` is a word in the names of the parts to measure, where a suite has parts. */
type Measure = (only: string) => Promise<readonly Result[]>

/** Loaded only when asked for. */
const SUITES: Readonly<Record<string, () => Promise<{ measure: Measure }>>> = {
  gas: () => import('./gas.ts'),
  pass: () => import('./pass.ts'),
  admission: () => import('./admission.ts'),
  mirror: () => import('./mirror.ts'),
  camera: () => import('./camera.ts'),
  pages: () => import('./pages.ts'),
}

const USAGE = `Usage: npm run bench -- ${Object.keys(SUITES).join('|')} [--json]
  --only WORD   camera, pages: only the parts with this word in their names (clean-1x, ticket)`

const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})
const suite = SUITES[positionals[0] ?? '']
if (!suite || positionals.length > 1) refuse('Name one suite.', USAGE)
const { measure } = await suite()
const report = {
  machine: describeMachine(),
  date: new Date().toISOString(),
  results: await measure(values.only),
}
console.log(values.json ? JSON.stringify(report) : formatReport(report))

function describeMachine(): string {
  return `${cpus()[0]?.model.trim() ?? process.arch}, ${availableParallelism()} cores, Node ${process.versions.node}`
}

function formatReport(report: { machine: string; date: string; results: readonly Result[] }): string {
  const header = ['', 'ours', 'peer', 'ratio', 'goal', 'peer is']
  const rows = report.results.map(({ name, ours, peer, peerName, unit, ratio, goal }) => [
    name,
    `${formatNumber(ours)} ${unit}`,
    peer === null ? '' : `${formatNumber(peer)} ${unit}`,
    ratio === null ? '' : ratio.toFixed(2),
    goal,
    peerName ?? '',
  ])
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const lines = [header, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [`${report.date}, ${report.machine}`, '', ...lines].join('\n')
}

function formatNumber(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 })
}
