interface Props {
  text: string
  /** Room for a second line before the words are cut. */
  twoLines?: boolean
  className?: string
}

/** What someone wrote, in its own direction whatever the page's: short of room it is cut at its own end. */
export function Words({ text, twoLines = false, className }: Props) {
  const classes = ['words', twoLines && 'two-lines', className].filter(Boolean).join(' ')
  return (
    <bdi dir="auto" className={classes} title={text}>
      {text}
    </bdi>
  )
}
