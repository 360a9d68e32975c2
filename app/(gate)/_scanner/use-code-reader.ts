'use client'

import { useEffect, useState } from 'react'
import { keepPages } from '#ui/offline/keeper.ts'
import { type CodeReader, openCodeReader } from './code-reader.ts'

/** The reader of this device, opened once; undefined until it is ready. */
export function useCodeReader(): CodeReader | undefined {
  const [reader, setReader] = useState<CodeReader>()
  useEffect(() => {
    const opening = openCodeReader()
    void opening.then((opened) => {
      setReader(opened)
      // a gate that loses its network goes on reading, also after a reload
      keepPages([location.pathname], opened.files)
    })
    return () => void opening.then((opened) => opened.close())
  }, [])
  return reader
}
