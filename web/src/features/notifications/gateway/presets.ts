import type { SmsRequest } from '@/api/types'

interface Preset {
  name: string
  request: Partial<SmsRequest>
}

/** Gateways as they say they are called; a trial shows whether they still are. */
export const PRESETS: Preset[] = [
  {
    name: 'WinSMS',
    request: {
      method: 'get',
      address:
        'https://www.winsmspro.com/sms/sms/api?action=send-sms&api_key={key}&to={number}&from={sender}&sms={text}&response=json',
    },
  },
  {
    name: 'TunisieSMS',
    request: {
      method: 'get',
      address: 'https://api.l2t.io/tn/v0/api/api.aspx?fct=sms&key={key}&mobile={number}&sms={text}&sender={sender}',
    },
  },
  {
    name: 'Orange',
    request: {
      method: 'post',
      address: 'https://api.orange.com/smsmessaging/v1/outbound/tel%3A{sender}/requests',
      body: '{"outboundSMSMessageRequest": {"address": "tel:{to}", "senderAddress": "tel:{sender}", "outboundSMSTextMessage": {"message": "{text}"}}}',
      authorization: 'Bearer {token}',
      token: {
        address: 'https://api.orange.com/oauth/v3/token',
        authorization: 'Basic {key}',
        body: 'grant_type=client_credentials',
      },
    },
  },
  {
    name: 'JSON',
    request: {
      method: 'post',
      address: 'https://',
      body: '{"to": "{to}", "from": "{sender}", "text": "{text}", "id": "{id}"}',
      authorization: 'Bearer {key}',
    },
  },
]
