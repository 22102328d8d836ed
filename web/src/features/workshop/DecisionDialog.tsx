import { type ComponentProps, lazy, Suspense } from 'react'

const AuthoriseDialog = lazy(async () => ({ default: (await import('./AuthoriseDialog')).AuthoriseDialog }))

/** The dialog that writes down what the customer decided, fetched when it is asked for. */
export function DecisionDialog(props: ComponentProps<typeof AuthoriseDialog>) {
  return (
    <Suspense fallback={null}>
      <AuthoriseDialog {...props} />
    </Suspense>
  )
}
