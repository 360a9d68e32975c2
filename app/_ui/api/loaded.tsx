'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import { createContext, type ReactNode, use } from 'react'
import { Button } from '../button.tsx'
import { ErrorNotice } from '../error-notice.tsx'
import { useIsRestored } from '../offline/use-is-restored.ts'
import { Tag } from '../tag.tsx'
import { useFormat } from '../words/use-format.ts'
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

/** True below what has said already that there is no connection: once is enough. */
const IsTold = createContext(false)

/** What was loaded; or that it is being loaded, does not exist, or could not be had. Keeps the last answer in view. */
export function Loaded<T>({ query, loading, missing, children }: LoadedProps<T>) {
  const t = useUiWords()
  const format = useFormat()
  const isRestored = useIsRestored()
  const isTold = use(IsTold)
  const { data, error } = query
  // a browser that believes itself offline does not even ask
  const isPaused = query.fetchStatus === 'paused'
  if (data !== undefined) {
    const isOld = error !== null || isPaused
    return (
      <IsTold value={isTold || isOld}>
        {isOld && !isTold && (
          <p className="mb-4" role="status">
            <Tag tone="warn" Icon={WifiOff}>
              {t('state.noConnection', { moment: format.here(query.dataUpdatedAt) })}
            </Tag>
          </p>
        )}
        {children(data)}
      </IsTold>
    )
  }
  if (!isRestored || (!error && !isPaused)) return loading
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
