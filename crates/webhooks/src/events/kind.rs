//! What may have happened. A name that was given out is never given another meaning.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! kinds {
    ($($(#[$meta:meta])* $kind:ident = $name:tt,)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        pub enum EventType {
            $($(#[$meta])* #[serde(rename = $name)] $kind,)*
        }

        impl EventType {
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

kinds! {
    /// Created, changed, archived or restored: an id that was not seen before is new.
    CustomerSaved = "customer.saved",
    /// `from_id` is part of `id` from now on.
    CustomerMerged = "customer.merged",
    CustomerUnmerged = "customer.unmerged",
    VehicleSaved = "vehicle.saved",
    AppointmentRequested = "appointment.requested",
    AppointmentConfirmed = "appointment.confirmed",
    AppointmentRescheduled = "appointment.rescheduled",
    AppointmentCancelled = "appointment.cancelled",
    AppointmentNoShow = "appointment.no_show",
    AppointmentArrived = "appointment.arrived",
    AppointmentChanged = "appointment.changed",
    WorkOrderOpened = "work_order.opened",
    /// Anything that has no name of its own here; `change` says what.
    WorkOrderChanged = "work_order.changed",
    WorkOrderCompleted = "work_order.completed",
    WorkOrderReopened = "work_order.reopened",
    WorkOrderCancelled = "work_order.cancelled",
    WorkOrderHandedOver = "work_order.handed_over",
    EstimateSent = "estimate.sent",
    /// The customer approved or declined jobs, on the page of their link.
    EstimateDecided = "estimate.decided",
    InvoiceIssued = "invoice.issued",
    CreditNoteIssued = "credit_note.issued",
    PaymentRecorded = "payment.recorded",
    PaymentRefunded = "payment.refunded",
    /// Taken, used for an invoice, or handed back.
    DepositChanged = "deposit.changed",
    ProductSaved = "product.saved",
    StockMoved = "stock.moved",
    PurchaseOrderChanged = "purchase_order.changed",
    MessageSent = "message.sent",
    MessageFailed = "message.failed",
    /// Of a trial alone: never in the feed.
    WebhookTest = "webhook.test",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_what_json_says() {
        for kind in EventType::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
