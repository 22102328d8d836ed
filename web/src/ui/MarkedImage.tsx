import { type SyntheticEvent, useState } from 'react'
import type { Mark } from '@/api/types'
import { MarkShapes } from './MarkShapes'

interface Props {
  src: string
  alt: string
  marks: Mark[]
  className?: string
}

/** A photo with what is drawn over it; the picture stays as it was taken. */
export function MarkedImage({ src, alt, marks, className }: Props) {
  const [shape, setShape] = useState(1)
  const seen = ({ currentTarget: { naturalHeight, naturalWidth } }: SyntheticEvent<HTMLImageElement>) =>
    setShape(naturalWidth > 0 ? naturalHeight / naturalWidth : 1)
  return (
    <span className={`marked ${className ?? ''}`}>
      <img src={src} alt={alt} onLoad={seen} draggable={false} />
      {marks.length > 0 && <MarkShapes marks={marks} shape={shape} />}
    </span>
  )
}
