import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types, once for everything
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.next.json' },
  // its button would lie over the scanner's own
  devIndicators: false,
}

export default config
