// An OpenID Connect provider for the browser tests: oidc-provider with its own pages of signing in and consent.
// usage: node openid-provider.mjs <redirect address> <client secret>; says its issuer on stdout
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const [, , redirectUri, clientSecret] = process.argv
const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'ecar', client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['only for tests'] },
    // Whoever signs in there as somebody is somebody.
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: 'hela@garage.example', email_verified: true }),
    }),
  })
  server.on('request', provider.callback())
  console.log(issuer)
})
