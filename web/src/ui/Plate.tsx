export function Plate({ text, large = false }: { text: string; large?: boolean }) {
  return (
    <bdi dir="ltr" className={large ? 'plate large' : 'plate'}>
      {text}
    </bdi>
  )
}
