// Names for the shapes of openapi.json (schema.ts is made from it by `npm run types`).
// Amounts are minor units of the currency, quantities thousandths, rates basis points, instants RFC 3339 in UTC.
import type { components } from './schema'

type S = components['schemas']

/**
 * What the API answers. The document only calls a field required when it is never null;
 * yet an answer carries every field, null when empty.
 */
type Answer<T> = T extends readonly (infer E)[]
  ? Answer<E>[]
  : T extends object
    ? { [K in keyof T]-?: Answer<T[K]> }
    : T

/** The document says `string` where the API keeps to a list of words. */
type Worded<T, W> = Omit<T, keyof W> & W

export type Id = string
export type Amount = S['Amount']
export type Quantity = S['Quantity']
export type BasisPoints = S['BasisPoints']
export type Instant = string
export type Day = string
export type Language = S['Language']

/** One page of any list; the document repeats it for each kind of row. */
export interface Page<T> {
  items: T[]
  next: string | null
}

export type Problem = S['Problem']

// identity
export type Me = Worded<Answer<S['Me']>, { language: Language }>
/** `refresh_token` is only there when it was asked for. */
export type Session = Worded<S['Session'], { me: Me }>
export type Site = Answer<S['Site']>
export type SiteChanges = S['SiteChanges']
export type NewSite = S['NewSite']
export type OpeningHours = S['OpeningHours']
export type HoursException = S['HoursException']
export type Span = S['Span']
export type MyChanges = S['MyChanges']
export type Staff = Answer<S['Staff']>
export type UserState = S['UserState']
export type User = Worded<Answer<S['User']>, { language: Language }>
export type UserChanges = S['UserChanges']
/** A person's role at a site. */
export type Place = S['Place']
export type Invitation = S['Invitation']
export type Invited = Worded<S['Invited'], { user: User }>
export type Role = Answer<S['Role']>
export type PermissionGroup = Answer<S['PermissionGroup']>
export type MySite = Me['sites'][number]
export type OpenSession = Worded<Answer<S['OpenSession']>, { kind: 'password' | 'passkey' | 'oidc' | 'pin' }>
export type SignIn = Answer<S['SignIn']>
export type SecondFactor = Answer<S['SecondFactor']>
export type NewSecondFactor = S['NewSecondFactor']
export type RecoveryCodes = S['RecoveryCodes']
export type SignInOptions = Answer<S['SignInOptions']>
export type Passkey = Answer<S['Passkey']>
export type PasskeyChallenge = S['PasskeyChallenge']
export type OidcLink = Answer<S['OidcLink']>
export type ApiKeyState = S['ApiKeyState']
export type ApiKey = Answer<S['ApiKey']>
export type NewApiKey = S['NewApiKey']
export type MadeApiKey = Worded<S['NewApiKeyView'], { api_key: ApiKey }>
export type Device = Answer<S['Device']>
export type SharedDevice = S['SharedDevice']
export type PinPerson = S['PinPerson']
export type LinkAnswer = Worded<
  S['LinkAnswer'],
  { purpose: 'reset' | 'invitation' | 'registration'; language: Language }
>

// customers and vehicles
export type Customer = Answer<S['Customer']>
export type CustomerInput = S['CustomerInput']
export type CustomerChanges = S['CustomerPatch']
export type Fuel = S['Fuel']
export type Vehicle = Answer<S['Vehicle']>
export type VehicleInput = S['VehicleInput']
export type VehicleChanges = S['VehiclePatch']
export type RollbackReason = S['OdometerReason']
export type VehicleVisit = Answer<S['VehicleVisit']>

// workshop
export type WorkOrderState = S['WorkOrderState']
export type HoldReason = S['HoldReason']
export type LineKind = S['LineKind']
export type AuthorisationMethod = S['AuthorisationMethod']
export type AuthorisationState = S['AuthorisationState']
export type Totals = Answer<S['Totals']>
export type Line = Answer<S['Line']>
export type Job = Answer<S['Job']>
export type WorkOrder = Worded<Answer<S['WorkOrder']>, { invoices: WorkOrderInvoice[] }>
export type WorkOrderInvoice = Worded<Answer<S['WorkOrderInvoice']>, { state: InvoiceState }>
export type WorkOrderRow = Answer<S['WorkOrderRow']>
/** Not in the document yet, which knows a sentence only: what is absent is left out. */
export interface HistoryDetail {
  text?: string
  quantity?: Quantity
  amount?: Amount
  /** What the amount was when it was approved. */
  before?: Amount
  currency?: string
  method?: AuthorisationMethod
  hold?: HoldReason
  note?: string
  /** Names of the fields that changed. */
  fields?: string[]
}
export type HistoryEntry = Worded<Answer<S['HistoryEntry']>, { detail: HistoryDetail | string | null }>
export type LineInput = S['LineInput']
export type LineChanges = S['UpdateLine']
export type JobInput = S['JobInput']
export type JobChanges = S['UpdateJob']
export type OpenWorkOrder = S['OpenWorkOrder']
export type OrderChanges = S['UpdateWorkOrder']
export type Authorise = S['Authorise']

// inventory
export type StockLevel = Answer<S['StockLevel']>
export type Product = Answer<S['Product']>
export type ProductRow = Answer<S['ProductRow']>
export type ProductInput = S['ProductInput']
export type ProductChanges = S['ProductChange']
export type Receipt = S['ReceiptInput']
export type Adjustment = S['AdjustmentInput']
export type Movement = Answer<S['Movement']>

// billing
export type InvoiceState = S['InvoiceState']
export type Tender = S['Tender']
export type InvoiceRow = Answer<S['InvoiceRow']>
export type Payment = Answer<S['Payment']>
export type Invoice = Worded<Answer<S['Invoice']>, { language: Language }>
export type PaymentInput = S['TakePayment']

// notifications
export type Message = Worded<Answer<S['Message']>, { language: Language }>

// search, live, imports
/** State and total are not in the document yet; only orders and invoices have them. */
export type SearchHit = S['SearchHit'] & { state?: string | null; total?: Amount | null; currency?: string | null }
export type SearchResults = { [K in keyof S['SearchResults']]: SearchHit[] }
export type LiveEvent = Answer<S['LiveEvent']>
export type ImportPreview = Answer<S['ImportPreview']>
export type Import = Worded<Answer<S['Import']>, { state: 'running' | 'done' | 'failed' }>
