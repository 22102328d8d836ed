import { render, screen } from '@testing-library/react'
import { Form, type FormInstance, Input } from 'antd'
import { expect, test } from 'vitest'
import { ProblemError, pointerPath } from '@/api/problem'
import { startLocale } from '@/app/locale'
import { applyProblem } from './applyProblem'

type Fields = { customer: { name: string; phone: string } }

test('a pointer becomes a path', () => {
  expect(pointerPath('/jobs/0/lines/1/quantity')).toEqual(['jobs', 0, 'lines', 1, 'quantity'])
  expect(pointerPath('/a~1b')).toEqual(['a/b'])
})

const made: { form?: FormInstance<Fields> } = {}
function Page() {
  const [form] = Form.useForm<Fields>()
  made.form = form
  return (
    <Form form={form}>
      <Form.Item name={['customer', 'phone']}>
        <Input />
      </Form.Item>
    </Form>
  )
}

test('an error stands beside its field; one without a field is given back', async () => {
  await startLocale()
  render(<Page />)
  const errors = [
    { pointer: '/phone', code: 'invalid-phone', detail: 'not a phone' },
    { pointer: '/elsewhere', code: 'strange', detail: 'strange' },
  ]
  const problem = { type: '/problems/invalid', code: 'invalid', title: 'invalid', status: 422, errors }
  if (!made.form) throw new Error('no form')
  const rest = applyProblem(made.form, new ProblemError(problem), ['customer'])
  expect(rest?.errors).toEqual([errors[1]])
  expect(await screen.findByText('Ce numéro de téléphone n’est pas valide')).toBeInTheDocument()
})
