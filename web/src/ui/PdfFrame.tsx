import { Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { api } from '@/api/client'
import { ProblemAlert } from './ProblemAlert'

/** A PDF of the API, read with the session's rights and shown in the page. */
export function PdfFrame({ path, query, title }: { path: string; query?: Record<string, string>; title: string }) {
  const [source, setSource] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const search = JSON.stringify(query ?? {})
  useEffect(() => {
    const stop = new AbortController()
    let made: string | null = null
    setError(null)
    api
      .blob(path, { query: JSON.parse(search) as Record<string, string>, signal: stop.signal })
      .then((blob) => {
        made = URL.createObjectURL(blob)
        setSource(made)
      })
      .catch((reason: unknown) => !stop.signal.aborted && setError(reason))
    return () => {
      stop.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [path, search])
  if (error) return <ProblemAlert error={error} />
  if (!source) return <Skeleton active paragraph={{ rows: 10 }} />
  return <iframe className="pdf-frame" src={`${source}#view=FitH&navpanes=0`} title={title} />
}
