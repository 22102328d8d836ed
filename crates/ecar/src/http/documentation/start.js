// `/docs/?of=clients` shows the endpoints that clients of other systems know.
const url = new URLSearchParams(location.search).get('of') === 'clients' ? '/openapi-compat.json' : '/openapi.json'
SwaggerUIBundle({ url, dom_id: '#document', deepLinking: true })
