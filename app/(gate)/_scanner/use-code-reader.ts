'use client'

import { useEffect, useState } from 'react'
import { type CodeReader, openCodeReader } from './code-reader.ts'

/** The reader of this device, opened once; undefined until it is ready. */
export function useCodeReader(): CodeReader | undefined {
  const [reader, setReader] = useState<CodeReader>()
  useEffect(() => {
    const opening = openCodeReader()
    void opening.then(setReader)
    return () => void opening.then((opened) => opened.close())
  }, [])
  return reader
}
