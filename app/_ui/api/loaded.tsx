'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../button.tsx'
import { ErrorNotice } from '../error-notice.tsx'
import { Tag } from '../tag.tsx'
import { useUiWords } from '../words/use-ui-words.ts'
import { ApiProblem, ApiUnreachable } from './client.ts'

type LoadedProps<T> = {
  readonly query: UseQueryResult<T>
  /** Shown until the first answer. */
  readonly loading: ReactNode
  /** Shown if there is no such thing. */
  readonly missing: ReactNode
  readonly children: (data: T) => ReactNode
}

/** What was loaded; or that it is being loaded, does not exist, or could not be had. Keeps the last answer in view. */
export function Loaded<T>({ query, loading, missing, children }: LoadedProps<T>) {
  const t = useUiWords()
  const { data, error } = query
  // a browser that believes itself offline does not even ask
  const isPaused = query.fetchStatus === 'paused'
  if (data !== undefined) {
    return (
      <>
        {(error || isPaused) && (
          <p className="mb-4" role="status">
            <Tag tone="warn" Icon={WifiOff}>
              {t('state.noConnection')}
            </Tag>
          </p>
        )}
        {children(data)}
      </>
    )
  }
  if (!error && !isPaused) return loading
  if (error instanceof ApiProblem && (error.code === 'not_found' || error.code === 'bad_request'))
    return missing
  return (
    <ErrorNotice
      error={error ?? new ApiUnreachable()}
      actions={
        <Button look="secondary" size="small" isBusy={query.isFetching} onClick={() => void query.refetch()}>
          {t('action.tryAgain')}
        </Button>
      }
    />
  )
}
