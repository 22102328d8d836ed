// Writes src/api/schema.ts from the API's document; with --check only says whether it is up to date.
// Of the document only the schemas are read: addresses and parameters are typed where they are called.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const file = new URL('../src/api/schema.ts', import.meta.url)
const { openapi, info, components } = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'))
const document = { openapi, info, paths: {}, components: { schemas: components.schemas } }
// A field with a default may be left out of what is sent.
const nodes = await openapiTS(document, { defaultNonNullable: false })
const text = `// Made from openapi.json by \`npm run types\`; not edited by hand.\n${astToString(nodes)}`

if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  console.error('src/api/schema.ts is not what openapi.json says: run `npm run types`')
  process.exit(1)
}
