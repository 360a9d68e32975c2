'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { restoreAnswers } from './kept-answers.ts'

/** Gives back the kept answers, once for each page, and says whether that is done. */
export function useIsRestored(): boolean {
  const client = useQueryClient()
  const { isPending } = useQuery({
    queryKey: ['restored'],
    queryFn: async () => {
      await restoreAnswers(client)
      return true
    },
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return !isPending
}
