import { matches, type Part } from './matches'

interface Props {
  text: string
  /** What was looked for: its words are marked. */
  query?: string
  /** Room for a second line before the words are cut. */
  twoLines?: boolean
  className?: string
}

/** What someone wrote, in its own direction whatever the page's: short of room it is cut at its own end. */
export function Words({ text, query, twoLines = false, className }: Props) {
  const classes = ['words', twoLines && 'two-lines', className].filter(Boolean).join(' ')
  return (
    <bdi dir="auto" className={classes} title={text}>
      {query ? <Marked parts={matches(text, query)} /> : text}
    </bdi>
  )
}

function Marked({ parts }: { parts: Part[] }) {
  return parts.map(({ text, hit, at }) => (hit ? <mark key={at}>{text}</mark> : text))
}
