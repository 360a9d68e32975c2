import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types, once for everything
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.next.json' },
  // its button would lie over the scanner's own
  devIndicators: false,
  // its entry for servers pays and subscribes by an SDK of its own, which nobody here asks for
  turbopack: { resolveAlias: { '@base-org/account': '@base-org/account/browser' } },
}

export default config
