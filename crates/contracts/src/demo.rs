//! Demonstration data: plain records that each module writes to its own tables in bulk, without events.

use chrono::{DateTime, Utc};
use kernel::{Amount, BasisPoints, Quantity, SiteId};
use uuid::Uuid;

use crate::billing::{InvoiceId, PaymentId};
use crate::customers::{CustomerCard, CustomerId};
use crate::identity::{Role, SiteCard, UserId};
use crate::inventory::ProductId;
use crate::scheduling::{AppointmentId, AppointmentState, ResourceId, ServiceId, Translated};
use crate::vehicles::VehicleId;
use crate::workshop::{JobId, LeadSource, LineId, LineKind, WorkOrderId};

#[derive(Clone, Debug)]
pub struct DemoUser {
    pub id: UserId,
    pub name: String,
    /// Who has none signs in with the user name.
    pub email: Option<String>,
    pub user_name: Option<String>,
    pub password: String,
    pub language: String,
    pub roles: Vec<(SiteId, Role)>,
}

/// Signs in, and is a contact of the first firm.
pub const FLEET_MANAGER: &str = "omar@fleet.example";

#[derive(Clone, Debug)]
pub struct DemoCustomer {
    pub card: CustomerCard,
    pub is_business: bool,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug)]
pub struct DemoVehicle {
    pub id: VehicleId,
    pub owner_id: CustomerId,
    pub owner_name: String,
    /// Canonical Tunisian plate: `215 TU 4821`.
    pub plate: String,
    pub vin: String,
    pub make: String,
    pub model: String,
    pub year: i32,
    /// `petrol`, `diesel`, `hybrid`, `electric`.
    pub fuel: String,
    pub colour: String,
    pub odometer_km: i64,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug)]
pub struct DemoProduct {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    pub category: String,
    pub brand: String,
    pub unit: String,
    pub price: Amount,
    pub cost: Amount,
    pub vat_rate: BasisPoints,
    pub minimum: Quantity,
    /// Of its old part.
    pub core_charge: Option<Amount>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoState {
    Estimate,
    Approved,
    InProgress,
    OnHoldForParts,
    /// Completed, its invoice a draft.
    Ready,
    /// Invoiced, perhaps part paid.
    Invoiced,
    /// Paid and handed over.
    Closed,
    Cancelled,
}

#[derive(Clone, Debug)]
pub struct DemoLine {
    pub id: LineId,
    pub kind: LineKind,
    pub product_id: Option<ProductId>,
    pub code: Option<String>,
    pub description: String,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Amount,
    pub vat_rate: BasisPoints,
    /// What a unit of a part cost.
    pub unit_cost: Option<Amount>,
    pub core_charge: Option<Amount>,
}

#[derive(Clone, Debug)]
pub struct DemoJob {
    pub id: JobId,
    pub title: String,
    pub approved: bool,
    pub lines: Vec<DemoLine>,
}

#[derive(Clone, Debug)]
pub struct DemoPayment {
    pub id: PaymentId,
    /// `cash`, `card`, `transfer`, `cheque`.
    pub tender: String,
    pub amount: Amount,
    pub at: DateTime<Utc>,
    /// Why the money went back; none for what came in.
    pub refund_reason: Option<String>,
}

#[derive(Clone, Debug)]
pub struct DemoInvoice {
    pub id: InvoiceId,
    /// None for a draft.
    pub number: Option<String>,
    pub issued_at: Option<DateTime<Utc>>,
    pub payments: Vec<DemoPayment>,
}

impl DemoInvoice {
    /// What came in less what went back.
    pub fn paid(&self) -> Amount {
        let signed = |payment: &DemoPayment| if payment.refund_reason.is_some() { -payment.amount } else { payment.amount };
        self.payments.iter().map(signed).sum()
    }
}

/// One work order with all that came of it. Visits come in order of opening.
#[derive(Clone, Debug)]
pub struct DemoVisit {
    pub id: WorkOrderId,
    pub number: String,
    pub site: SiteCard,
    pub customer: CustomerCard,
    pub vehicle_id: VehicleId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub technician: Option<(UserId, String)>,
    pub concern: String,
    pub state: DemoState,
    pub odometer_km: i64,
    pub key_tag: Option<String>,
    pub opened_at: DateTime<Utc>,
    pub promised_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub jobs: Vec<DemoJob>,
    pub invoice: Option<DemoInvoice>,
    /// Distinguishes this run's history rows.
    pub history_id: Uuid,
}

impl DemoVisit {
    /// The order number that some firms give.
    pub fn po_number(&self) -> Option<String> {
        self.customer.invoices_together.then(|| format!("BC-{:04}", self.odometer_km % 10_000))
    }

    /// How it came about: not everybody was asked.
    pub fn lead_source(&self) -> Option<LeadSource> {
        const SOURCES: [LeadSource; 7] = [
            LeadSource::WordOfMouth,
            LeadSource::WebSearch,
            LeadSource::PassingBy,
            LeadSource::Returning,
            LeadSource::Returning,
            LeadSource::OnlineBooking,
            LeadSource::Advert,
        ];
        let place = usize::try_from(self.odometer_km).unwrap_or_default();
        let is_fleet = self.customer.tax_id.is_some() && !place.is_multiple_of(4);
        match place % 11 {
            _ if is_fleet => Some(LeadSource::Fleet),
            rest => SOURCES.get(rest).copied(),
        }
    }
}

/// A bay, a piece of equipment, or a technician where there is a user.
#[derive(Clone, Debug)]
pub struct DemoResource {
    pub id: ResourceId,
    pub site_id: SiteId,
    /// `bay`, `equipment`, `technician`.
    pub kind: String,
    pub name: String,
    pub user_id: Option<UserId>,
    pub codes: Vec<String>,
    pub efficiency: BasisPoints,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug)]
pub struct DemoService {
    pub id: ServiceId,
    pub site_id: SiteId,
    pub names: Translated,
    pub minutes: i32,
    pub skill: Option<String>,
    pub capability: Option<String>,
    pub online: bool,
    pub deposit: Option<Amount>,
    pub created_at: DateTime<Utc>,
}

/// An appointment with the time it takes. They come in order of being made.
#[derive(Clone, Debug)]
pub struct DemoAppointment {
    pub id: AppointmentId,
    pub number: String,
    pub site_id: SiteId,
    pub state: AppointmentState,
    pub customer: CustomerCard,
    pub vehicle_id: VehicleId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub service: DemoService,
    pub concern: String,
    pub is_waiter: bool,
    /// `desk`, `phone`, `online`.
    pub source: String,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub technician_id: Option<UserId>,
    /// Whose time it takes from start to end; nobody's when it was given up.
    pub resources: Vec<ResourceId>,
    /// The visit that it became.
    pub work_order: Option<(WorkOrderId, String)>,
    pub history_id: Uuid,
    pub created_at: DateTime<Utc>,
}
