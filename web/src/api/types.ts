// Shapes of the API under /api/v1.
// Amount: integer minor units of the document's currency (TND has 3 decimals: 553100 = 553.100).
// Quantity: integer thousandths (4500 = 4.5). BasisPoints: 1900 = 19 %. Instant: RFC 3339, UTC. Day: YYYY-MM-DD.
export type Id = string
export type Amount = number
export type Quantity = number
export type BasisPoints = number
export type Instant = string
export type Day = string
export type Language = 'fr' | 'ar' | 'en'

/** Lists: pass ?after=<next>&limit=1..100 (default 25). */
export interface Page<T> { items: T[]; next: string | null }

/** RFC 9457. `code` is stable and translated by the app; `errors` point at fields of the body. */
export interface Problem {
  type: string // "/problems/<code>"
  code: string
  title: string
  status: number
  detail?: string
  errors?: { pointer: string; code: string; detail: string }[] // pointer: "/jobs/0/lines/1/quantity"
}

// ---- identity ----
export type Role = 'owner' | 'advisor' | 'technician'
export interface Me {
  id: Id; name: string; email: string; language: Language
  sites: { id: Id; code: string; name: string; role: Role; permissions: string[] }[]
}
/** POST /auth/login {email,password} (refresh token comes as HttpOnly cookie; with refresh:"body" it is in refresh_token)
 *  POST /auth/refresh {} ; POST /auth/logout -> 204 ; GET /me ; PATCH /me {language} */
export interface Session { access_token: string; expires_at: Instant; refresh_token?: string; me: Me }
/** GET /sites ; GET /sites/{id} ; PATCH /sites/{id} (If-Match) */
export interface Site {
  id: Id; code: string; name: string; legal_name: string; address: string; phone: string; email: string; tax_id: string
  country: string; currency: string; currency_decimals: number; vat_rate: BasisPoints; stamp_duty: Amount
  labour_rate: Amount; time_zone: string; payment_terms_days: number; bank_account: string
  version: number; actions: string[] // update
}
/** GET /staff?site=&role=technician */
export interface Staff { id: Id; name: string; email: string; role: Role; site_id: Id }

// ---- customers ----
/** GET /customers?q=&kind=&archived=&sort=name|-created_at&after=&limit= ; POST /customers ; GET,PATCH /customers/{id} ;
 *  POST /customers/{id}/archive|restore ; imports: see Import */
export interface Customer {
  id: Id; kind: 'person' | 'business'; name: string; phone: string | null; phone_display: string | null; email: string | null
  language: Language; tax_id: string | null; address: string | null; notes: string | null; external_ref: string | null
  archived: boolean; created_at: Instant; version: number; actions: string[] // update, archive, restore
}
export interface CustomerInput {
  kind: 'person' | 'business'; name: string; phone?: string | null; email?: string | null; language?: Language
  tax_id?: string | null; address?: string | null; notes?: string | null; external_ref?: string | null
}

// ---- vehicles ----
/** GET /vehicles?q=&owner=&sort=-created_at|plate&after= ; POST /vehicles ; GET,PATCH /vehicles/{id} ;
 *  POST /vehicles/{id}/odometer {km, reason?: 'typo'|'cluster_replaced'} ; POST /vehicles/{id}/transfer {customer_id} ;
 *  GET /vehicles/{id}/history -> Page<VehicleVisit> */
export type Fuel = 'petrol' | 'diesel' | 'lpg' | 'hybrid' | 'electric' | 'other'
export interface Vehicle {
  id: Id; owner: { id: Id; name: string } | null
  plate: { country: string; kind: string; text: string } // canonical: "215 TU 4821"
  vin: string | null; vin_warning: string | null; make: string; model: string; year: number | null; fuel: Fuel | null
  colour: string | null; odometer_km: number | null; odometer_at: Instant | null; notes: string | null
  created_at: Instant; version: number; actions: string[] // update, record_odometer, transfer
}
export interface VehicleInput {
  owner_id: Id; plate: string; country?: string; vin?: string | null; make: string; model: string; year?: number | null
  fuel?: Fuel | null; colour?: string | null; odometer_km?: number | null; notes?: string | null
}
export interface VehicleVisit { work_order_id: Id; number: string; site_id: Id; completed_at: Instant; odometer_km: number | null; summary: string }

// ---- workshop ----
export type WorkOrderState = 'estimate' | 'approved' | 'in_progress' | 'on_hold' | 'ready' | 'invoiced' | 'closed' | 'cancelled'
export type HoldReason = 'approval' | 'parts' | 'sublet' | 'customer' | 'technician'
export type LineKind = 'labour' | 'part' | 'fee' | 'sublet'
export type AuthorisationState = 'proposed' | 'approved' | 'declined' | 'reapproval_needed'
export type AuthorisationMethod = 'in_person' | 'phone' | 'signature' | 'message'
export interface VatGroup { rate: BasisPoints; base: Amount; vat: Amount }
export interface Totals { currency: string; net: Amount; vat_groups: VatGroup[]; vat: Amount; gross: Amount; stamp_duty: Amount; total: Amount }
export interface Line {
  id: Id; kind: LineKind; product_id: Id | null; code: string | null; description: string; unit: string
  quantity: Quantity; unit_price: Amount; discount: BasisPoints; vat_rate: BasisPoints; net: Amount; locked: boolean
}
export interface Job {
  id: Id; title: string; concern: string | null; cause: string | null; correction: string | null
  authorisation: { state: AuthorisationState; method: AuthorisationMethod | null; by_name: string | null; at: Instant | null; amount: Amount | null; reason: string | null }
  lines: Line[]; totals: Totals; actions: string[] // update, remove, add_line, approve, decline
}
/** GET /work-orders/{id}; every command below returns it whole.
 *  POST /work-orders OpenWorkOrder ; PATCH /work-orders/{id} {concern?,promised_at?,key_tag?,notes?,odometer_in?} (If-Match)
 *  POST /work-orders/{id}/jobs JobInput ; PATCH,DELETE /work-orders/{id}/jobs/{job_id} {title?,concern?,cause?,correction?}
 *  POST /work-orders/{id}/jobs/{job_id}/lines LineInput ; PATCH,DELETE /work-orders/{id}/lines/{line_id} {description?,quantity?,unit_price?,discount?,vat_rate?}
 *  POST /work-orders/{id}/authorise Authorise ; /assign {technician_id: Id|null} ; /start {} ; /hold {reason,note?} ; /resume {}
 *  /complete {odometer_out?, allow_negative_stock?: boolean} ; /reopen {reason} ; /cancel {reason} ; /restore {} (a cancelled one) ; /hand-over {}
 *  Money and stock commands take an Idempotency-Key header. */
export interface WorkOrder {
  id: Id; number: string; site_id: Id; state: WorkOrderState; hold: { reason: HoldReason; note: string | null; since: Instant } | null
  concern: string; customer: { id: Id; name: string; phone: string | null }; vehicle: { id: Id; plate: string; label: string }
  technician: { id: Id; name: string } | null; odometer_in: number | null; odometer_out: number | null; key_tag: string | null
  promised_at: Instant | null; notes: string | null; cancel_reason: string | null
  jobs: Job[]; totals: Totals // declined jobs left out
  invoices: { id: Id; number: string | null; state: InvoiceState; due: Amount }[]
  opened_at: Instant; completed_at: Instant | null; closed_at: Instant | null
  version: number
  actions: string[] // update, add_job, authorise, assign, start, hold, resume, complete, reopen, cancel, restore, hand_over
}
export interface LineInput { kind: LineKind; product_id?: Id; description?: string; quantity: Quantity; unit_price?: Amount; discount?: BasisPoints; vat_rate?: BasisPoints }
export interface JobInput { title: string; concern?: string | null; lines?: LineInput[] }
export interface OpenWorkOrder {
  site_id: Id; customer_id: Id; vehicle_id: Id; concern: string; odometer_in?: number | null; key_tag?: string | null
  promised_at?: Instant | null; notes?: string | null; jobs?: JobInput[]
}
export interface Authorise { decisions: { job_id: Id; decision: 'approve' | 'decline'; reason?: string }[]; method: AuthorisationMethod; by_name: string }
/** GET /work-orders?site=&state=a,b&customer=&vehicle=&technician=&q=&sort=-opened_at|promised_at&after= -> Page<WorkOrderRow>
 *  GET /work-orders/board?site= -> { items: WorkOrderRow[] } every order not closed or cancelled (closed ones leave the board) */
export interface WorkOrderRow {
  id: Id; number: string; site_id: Id; state: WorkOrderState; hold_reason: HoldReason | null; held_since: Instant | null
  customer: { id: Id; name: string }; vehicle: { id: Id; plate: string; label: string }; technician: { id: Id; name: string } | null
  title: string // first job's title or the concern
  key_tag: string | null; promised_at: Instant | null; opened_at: Instant; total: Amount; currency: string; jobs_waiting: number; version: number
  actions: string[]
}
/** GET /work-orders/{id}/history -> Page<HistoryEntry>, newest first */
export interface HistoryEntry { id: Id; at: Instant; by: string; event: string; detail: string | null }

// ---- inventory ----
/** GET /products?q=&site=&category=&stock=low|out|negative&sort=sku|name&after= -> Page<ProductRow> ; POST /products ; GET,PATCH /products/{id} ;
 *  GET /products/{id}/movements?site=&after= -> Page<Movement> newest first ; PUT /products/{id}/minimum {site_id, minimum}
 *  POST /stock/receipts {site_id, reference?, lines:[{product_id, quantity, unit_cost}]} -> 201 {movements: Movement[]}
 *  POST /stock/adjustments {site_id, product_id, quantity (signed), reason} -> 201 Movement */
export interface StockLevel { site_id: Id; on_hand: Quantity; minimum: Quantity; average_cost: Amount | null }
export interface Product {
  id: Id; sku: string; barcode: string | null; name: string; category: string | null; unit: string // each, litre, kg, metre, set, pair
  price: Amount; vat_rate: BasisPoints; tracked: boolean; archived: boolean
  stock: StockLevel[]; version: number; actions: string[] // update, receive, adjust, set_minimum
}
export interface ProductRow { id: Id; sku: string; name: string; category: string | null; unit: string; price: Amount; vat_rate: BasisPoints; tracked: boolean; on_hand: Quantity; minimum: Quantity }
export interface ProductInput { sku: string; name: string; barcode?: string | null; category?: string | null; unit?: string; price: Amount; vat_rate: BasisPoints; tracked?: boolean }
export interface Movement {
  id: Id; at: Instant; site_id: Id; kind: 'opening' | 'receipt' | 'consumption' | 'return' | 'adjustment'
  quantity: Quantity; on_hand: Quantity // after it
  unit_cost: Amount | null; reference: { kind: string; id: Id | null; label: string } | null; reason: string | null; by: string
}

// ---- billing ----
export type InvoiceState = 'draft' | 'issued' | 'part_paid' | 'paid'
export type Tender = 'cash' | 'card' | 'transfer' | 'cheque'
/** GET /invoices?site=&state=draft,issued&overdue=true&customer=&work_order=&q=&after= -> Page<InvoiceRow> newest first */
export interface InvoiceRow {
  id: Id; number: string | null; state: InvoiceState; overdue: boolean; site_id: Id; customer: { id: Id; name: string }
  work_order: { id: Id; number: string }; plate: string; issued_on: Day | null; due_on: Day | null; total: Amount; due: Amount; currency: string; created_at: Instant
}
export interface Payment { id: Id; tender: Tender; amount: Amount; reference: string | null; at: Instant; by: string }
/** GET /invoices/{id} ; POST /invoices/{id}/issue {} ; POST /invoices/{id}/payments {tender, amount, reference?} (Idempotency-Key required)
 *  both return the Invoice ; GET /invoices/{id}/pdf?lang=fr|ar|en -> application/pdf (inline) */
export interface Invoice {
  id: Id; number: string | null; state: InvoiceState; overdue: boolean; site_id: Id
  customer: { id: Id; name: string; address: string | null; tax_id: string | null; phone: string | null; email: string | null }
  vehicle: { id: Id; plate: string; label: string; odometer_km: number | null }
  work_order: { id: Id; number: string }
  lines: { id: Id; job_title: string; kind: LineKind; code: string | null; description: string; unit: string; quantity: Quantity; unit_price: Amount; discount: BasisPoints; vat_rate: BasisPoints; net: Amount }[]
  totals: Totals; language: Language; issued_on: Day | null; due_on: Day | null; issued_at: Instant | null; created_at: Instant
  payments: Payment[]; paid: Amount; due: Amount; version: number; actions: string[] // issue, pay, download
}

// ---- notifications ----
/** GET /messages?state=&event=&work_order=&invoice=&after= ; POST /messages/{id}/resend */
export interface Message {
  id: Id; event: 'technician_assigned' | 'ready_for_pickup' | 'invoice_issued'; channel: 'email' | 'console'
  recipient: string; language: Language; subject: string; body: string; attachments: string[]
  state: 'queued' | 'sent' | 'failed' | 'skipped'; attempts: number; error: string | null
  work_order_id: Id | null; invoice_id: Id | null; created_at: Instant; sent_at: Instant | null; actions: string[] // resend
}

// ---- search, live, import ----
/** GET /search?q=&limit=5 */
export interface SearchHit { id: Id; title: string; subtitle: string }
export interface SearchResults { customers: SearchHit[]; vehicles: (SearchHit & { owner_id: Id | null })[]; work_orders: SearchHit[]; invoices: SearchHit[]; products: SearchHit[] }
/** GET /live (SSE, Authorization header; read with fetch): event data of all the caller's sites */
export interface LiveEvent { type: string; id: Id; site_id: Id | null } // e.g. type "work_order.started", id of the order
/** kind: customers | vehicles | products.
 *  POST /imports/{kind}/preview multipart file -> ImportPreview
 *  POST /imports/{kind} multipart file, mapping (JSON object column -> field), dry_run ("true"|"false"), site_id (products) -> 202 Import
 *  GET /imports/{kind}/{id} -> Import (poll) ; GET /imports/{kind}/{id}/errors -> text/csv */
export interface ImportPreview { columns: string[]; sample: string[][]; fields: { name: string; required: boolean }[]; mapping: Record<string, string> }
export interface Import { id: Id; kind: string; state: 'running' | 'done' | 'failed'; dry_run: boolean; total: number | null; processed: number; created: number; updated: number; unchanged: number; failed: number; error: string | null }
