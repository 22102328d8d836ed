import { type PointerEvent, useRef, useState } from 'react'
import './signature.css'

const WIDTH = 640
const HEIGHT = 220

interface Props {
  label: string
  /** What empties it. */
  clear: string
  /** A PNG in base64; null while nothing is drawn. */
  onChange: (drawing: string | null) => void
}

/** A place to sign in with a finger, a pen or the mouse: dark on white, whatever the page looks like. */
export function SignaturePad({ label, clear, onChange }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  const [empty, setEmpty] = useState(true)
  const pen = () => canvas.current?.getContext('2d')
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return [
      ((event.clientX - box.left) * WIDTH) / box.width,
      ((event.clientY - box.top) * HEIGHT) / box.height,
    ] as const
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = pen()
    if (!context) return
    if (empty) paper(context)
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = true
    const [x, y] = at(event)
    context.beginPath()
    context.moveTo(x, y)
    // A dot is a stroke too.
    context.lineTo(x + 0.1, y)
    context.stroke()
    setEmpty(false)
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!drawing.current) return
    const context = pen()
    context?.lineTo(...at(event))
    context?.stroke()
  }
  const end = () => {
    if (!drawing.current) return
    drawing.current = false
    onChange(canvas.current?.toDataURL('image/png').split(',')[1] ?? null)
  }
  const wipe = () => {
    pen()?.clearRect(0, 0, WIDTH, HEIGHT)
    setEmpty(true)
    onChange(null)
  }
  return (
    <div className="signature-pad">
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={label}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <button type="button" disabled={empty} onClick={wipe}>
        {clear}
      </button>
    </div>
  )
}

function paper(context: CanvasRenderingContext2D) {
  context.fillStyle = '#fff'
  context.fillRect(0, 0, WIDTH, HEIGHT)
  context.strokeStyle = '#111'
  context.lineWidth = 3
  context.lineCap = 'round'
  context.lineJoin = 'round'
}
