// Names for the shapes of openapi.json (schema.ts is made from it by `npm run types`).
// Amounts are minor units of the currency, quantities thousandths, rates basis points, instants RFC 3339 in UTC.
import type { components } from './schema'

type S = components['schemas']

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
export type Me = S['Me']
/** `refresh_token` is only there when it was asked for. */
export type Session = S['Session']
export type Site = S['Site']
export type SiteChanges = S['SiteChanges']
export type NewSite = S['NewSite']
export type OpeningHours = S['OpeningHours']
export type HoursException = S['HoursException']
export type Span = S['Span']
export type MyChanges = S['MyChanges']
export type Staff = S['Staff']
export type UserState = S['UserState']
export type User = S['User']
export type UserChanges = S['UserChanges']
/** A person's role at a site. */
export type Place = S['Place']
export type Invitation = S['Invitation']
export type Invited = S['Invited']
export type Role = S['Role']
export type PermissionGroup = S['PermissionGroup']
export type MySite = Me['sites'][number]
export type OpenSession = S['OpenSession']
export type SignIn = S['SignIn']
export type SecondFactor = S['SecondFactor']
export type NewSecondFactor = S['NewSecondFactor']
export type RecoveryCodes = S['RecoveryCodes']
export type SignInOptions = S['SignInOptions']
export type Passkey = S['Passkey']
export type PasskeyChallenge = S['PasskeyChallenge']
export type OidcLink = S['OidcLink']
export type ApiKeyState = S['ApiKeyState']
export type ApiKey = S['ApiKey']
export type NewApiKey = S['NewApiKey']
export type MadeApiKey = S['NewApiKeyView']
export type Device = S['Device']
export type SharedDevice = S['SharedDevice']
export type PinPerson = S['PinPerson']
export type LinkAnswer = S['LinkAnswer']

// customers and vehicles
export type Customer = S['Customer']
export type CustomerInput = S['CustomerInput']
export type CustomerChanges = S['CustomerPatch']
export type Fuel = S['Fuel']
export type Vehicle = S['Vehicle']
export type VehicleInput = S['VehicleInput']
export type VehicleChanges = S['VehiclePatch']
export type RollbackReason = S['OdometerReason']
export type VehicleVisit = S['VehicleVisit']

// workshop
export type WorkOrderState = S['WorkOrderState']
export type HoldReason = S['HoldReason']
export type LineKind = S['LineKind']
export type AuthorisationMethod = S['AuthorisationMethod']
export type AuthorisationState = S['AuthorisationState']
export type Totals = S['Totals']
export type Line = S['Line']
export type Job = S['Job']
export type WorkOrder = S['WorkOrder']
export type WorkOrderInvoice = S['WorkOrderInvoice']
export type WorkOrderRow = S['WorkOrderRow']
export type HistoryDetail = S['Detail']
export type HistoryEntry = S['HistoryEntry']
export type LineInput = S['LineInput']
export type LineChanges = S['UpdateLine']
export type JobInput = S['JobInput']
export type JobChanges = S['UpdateJob']
export type OpenWorkOrder = S['OpenWorkOrder']
export type OrderChanges = S['UpdateWorkOrder']
export type Authorise = S['Authorise']

// inventory
export type StockLevel = S['StockLevel']
export type Product = S['Product']
export type ProductRow = S['ProductRow']
export type ProductInput = S['ProductInput']
export type ProductChanges = S['ProductChange']
export type Receipt = S['ReceiptInput']
export type Adjustment = S['AdjustmentInput']
export type Movement = S['Movement']

// billing
export type InvoiceState = S['InvoiceState']
export type Tender = S['Tender']
export type InvoiceRow = S['InvoiceRow']
export type Payment = S['Payment']
export type Invoice = S['Invoice']
export type PaymentInput = S['TakePayment']
export type RefundInput = S['RefundPayment']

// scheduling
export type Appointment = S['Appointment']
export type AppointmentRow = S['AppointmentRow']
export type ScheduleSettings = S['ScheduleSettings']
export type TranslatedName = S['TranslatedName']
export type PublicSite = S['PublicSite']
export type BookingSite = S['BookingSite']
export type OpenTimes = S['OpenTimes']
export type CalendarFeed = S['CalendarFeed']
export type MadeCalendarFeed = S['MadeCalendarFeed']
export type BookedOnline = S['BookedOnline']
export type Visit = S['Visit']

// notifications
export type Message = S['Message']

// search, live, imports
export type SearchHit = S['SearchHit']
export type SearchResults = S['SearchResults']
export type LiveEvent = S['LiveEvent']
export type ImportPreview = S['ImportPreview']
export type Import = S['Import']
