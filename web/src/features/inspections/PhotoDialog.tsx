import { ArrowRightOutlined, DeleteOutlined, EditOutlined, StopOutlined, UndoOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal, Popconfirm } from 'antd'
import { type PointerEvent, type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Inspection, InspectionPhoto, Mark } from '@/api/types'
import { useFileAddress } from '@/features/vehicles/files'
import { MarkShapes, WHOLE } from '@/ui/MarkShapes'
import { markPhoto, removePhoto } from './commands'
import { inspectionKey } from './queries'

type Kind = Mark['kind']

const TOOLS: { kind: Kind; icon: typeof EditOutlined }[] = [
  { kind: 'arrow', icon: ArrowRightOutlined },
  { kind: 'circle', icon: StopOutlined },
  { kind: 'line', icon: EditOutlined },
]
const MOST_MARKS = 50
const MOST_POINTS = 200

interface Props {
  inspection: Inspection
  photo: InspectionPhoto
  onClose: () => void
}

/** A photo as large as the screen, to look at and to draw on with a finger. */
export function PhotoDialog({ inspection, photo, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const src = useFileAddress(`/inspections/${inspection.id}/photos/${photo.id}`, { thumbnail: false })
  const [marks, setMarks] = useState<Mark[]>(photo.marks)
  const [kind, setKind] = useState<Kind>('arrow')
  const [busy, setBusy] = useState(false)
  const may = inspection.actions.includes('answer')
  const run = async (command: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await command()
      await client.invalidateQueries({ queryKey: inspectionKey(inspection.id) })
      onClose()
    } catch (error) {
      message.error(errorText(error))
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      width="min(960px, 100vw)"
      className="photo-dialog"
      title={t('inspections.photo')}
      onCancel={onClose}
      footer={
        may && (
          <div className="row wrap photo-tools">
            {TOOLS.map(({ kind: tool, icon: Icon }) => (
              <Button
                key={tool}
                className="touch"
                type={tool === kind ? 'primary' : 'default'}
                icon={<Icon />}
                aria-pressed={tool === kind}
                aria-label={t(`inspections.mark.${tool}`)}
                onClick={() => setKind(tool)}
              />
            ))}
            <Button
              className="touch"
              icon={<UndoOutlined />}
              aria-label={t('inspections.takeBackMark')}
              disabled={marks.length === 0}
              onClick={() => setMarks(marks.slice(0, -1))}
            />
            <span className="grow" />
            <Popconfirm
              title={t('inspections.removePhoto')}
              okText={t('common.yes')}
              cancelText={t('common.no')}
              onConfirm={() => run(() => removePhoto(inspection.id, photo.id))}
            >
              <Button className="touch" danger icon={<DeleteOutlined />} aria-label={t('inspections.removePhoto')} />
            </Popconfirm>
            <Button
              className="touch"
              type="primary"
              loading={busy}
              onClick={() => run(() => markPhoto(inspection.id, photo, marks))}
            >
              {t('common.save')}
            </Button>
          </div>
        )
      }
    >
      {src && (
        <Drawing
          src={src}
          marks={marks}
          kind={kind}
          onDraw={may && marks.length < MOST_MARKS ? (mark) => setMarks([...marks, mark]) : undefined}
        />
      )}
    </Modal>
  )
}

interface DrawingProps {
  src: string
  marks: Mark[]
  kind: Kind
  onDraw?: (mark: Mark) => void
}

function Drawing({ src, marks, kind, onDraw }: DrawingProps) {
  const { t } = useTranslation()
  const [shape, setShape] = useState(1)
  const [drawn, setDrawn] = useState<Mark | null>(null)
  const seen = ({ currentTarget: { naturalHeight, naturalWidth } }: SyntheticEvent<HTMLImageElement>) =>
    setShape(naturalWidth > 0 ? naturalHeight / naturalWidth : 1)
  const down = (event: PointerEvent<HTMLSpanElement>) => {
    if (!onDraw) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const point = placeOf(event)
    setDrawn({ kind, points: [point, point] })
  }
  const move = (event: PointerEvent<HTMLSpanElement>) => {
    if (!drawn) return
    const point = placeOf(event)
    const points = drawn.kind === 'line' ? [...drawn.points, point].slice(0, MOST_POINTS) : drawn.points.slice(0, 1)
    setDrawn({ ...drawn, points: drawn.kind === 'line' ? points : [...points, point] })
  }
  const up = () => {
    if (drawn && isSeen(drawn)) onDraw?.(drawn)
    setDrawn(null)
  }
  return (
    <span
      className={`marked drawing ${onDraw ? 'open' : ''}`}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => setDrawn(null)}
    >
      <img src={src} alt={t('inspections.photo')} onLoad={seen} draggable={false} />
      <MarkShapes marks={drawn ? [...marks, drawn] : marks} shape={shape} />
    </span>
  )
}

/** Where on the picture, in ten-thousandths. */
function placeOf(event: PointerEvent<HTMLSpanElement>) {
  const box = event.currentTarget.getBoundingClientRect()
  const within = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * WHOLE)
  return { x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) }
}

/** A tap draws nothing. */
function isSeen({ points }: Mark): boolean {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return false
  return points.length > 2 || Math.hypot(last.x - first.x, last.y - first.y) > WHOLE / 100
}
