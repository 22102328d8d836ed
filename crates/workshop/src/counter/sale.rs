//! What a sale at the counter is. Pure.

use chrono::{DateTime, Utc};
use contracts::customers::{CustomerCard, Exemption};
use contracts::documents::Language;
use contracts::workshop::WorkOrderId;
use kernel::SiteId;

use crate::deposits::Deposit;
use crate::error::Error;
use crate::work_orders::estimate::{Decision, Word};
use crate::work_orders::fact::Fact;
use crate::work_orders::job::{AuthorisationMethod, Job};
use crate::work_orders::line::Line;
use crate::work_orders::state::State;
use crate::work_orders::work_order::{Customer, Terms, Vehicle, WorkOrder};

/// Who sells what to whom, where and when.
pub struct Sale {
    pub site_id: SiteId,
    pub customer: CustomerCard,
    pub terms: Terms,
    pub exemption: Option<Exemption>,
    pub lines: Vec<Line>,
    pub notes: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// The order of a sale: one job in the customer's language that they approve by buying, with what they said.
pub fn order_of(sale: Sale) -> Result<(WorkOrder, Word, Vec<Fact>), Error> {
    let job = Job { lines: sale.lines, ..Job::new(title(&sale.customer.language).into(), None) };
    let language = Language::from_code(&sale.customer.language);
    let word = Word {
        method: AuthorisationMethod::InPerson,
        by_name: sale.customer.name.clone(),
        at: sale.at,
        recorded_by: sale.by,
        decisions: vec![Decision { job_id: job.id, approve: true, reason: None }],
    };
    let mut order = WorkOrder {
        id: WorkOrderId::new(),
        // Given by the store, last.
        number: String::new(),
        site_id: sale.site_id,
        state: State::Estimate,
        concern: String::new(),
        customer: Customer { id: sale.customer.id, name: sale.customer.name, phone: sale.customer.phone },
        vehicle: Vehicle::none(),
        technician: None,
        odometer_in: None,
        odometer_out: None,
        key_tag: None,
        promised_at: None,
        notes: sale.notes,
        terms: Terms { language, ..sale.terms },
        jobs: vec![job],
        invoices: vec![],
        parts: vec![],
        opened_at: sale.at,
        completed_at: None,
        closed_at: None,
        version: 1,
        appointment_id: None,
        lead_source: None,
        labour_rate_id: None,
        deposit: Deposit::default(),
        credit_allowed: None,
        quote: None,
        discount: None,
        po_number: None,
        exemption: sale.exemption,
    };
    order.follow_cores();
    order.follow_exemption();
    let mut facts = order.authorise_offer(&word, None)?;
    facts.extend(order.start()?);
    Ok((order, word, facts))
}

/// As the invoice heads its lines.
pub fn title(language: &str) -> &'static str {
    match language {
        "ar" => "بيع مباشر",
        "en" => "Counter sale",
        _ => "Vente au comptoir",
    }
}

#[cfg(test)]
mod tests {
    use contracts::customers::CustomerId;
    use contracts::workshop::LineKind;
    use kernel::{Amount, Quantity};

    use super::*;
    use crate::work_orders::fixture::{estimate, line, now};
    use crate::work_orders::state::WorkOrderState;

    fn sale() -> Sale {
        let customer = CustomerCard::named(CustomerId::new(), "Passager");
        let lines = vec![line(LineKind::Part, "Oil filter", 2000, 22_550)];
        Sale {
            site_id: SiteId::new(),
            customer,
            terms: estimate().terms,
            exemption: None,
            lines,
            notes: None,
            by: "Nadia".into(),
            at: now(),
        }
    }

    #[test]
    fn what_is_bought_is_approved_at_its_price_and_wanted_from_the_shelf() {
        let (order, _, _) = order_of(sale()).unwrap();
        let evidence = order.jobs[0].authorisation.evidence().unwrap();
        // 2 × 22.550 with 19 % VAT.
        assert_eq!((evidence.method, evidence.amount), (AuthorisationMethod::InPerson, Amount(53_669)));
        assert_eq!((order.title().as_str(), order.parts_needed().len()), ("Vente au comptoir", 1));
        assert_eq!(order.stock_needed()[0].1, Quantity(2000));
    }

    #[test]
    fn it_is_completed_without_what_only_work_has() {
        let (mut order, _, _) = order_of(sale()).unwrap();
        assert!(order.is_counter_sale());
        order.complete(None, now()).unwrap();
        assert_eq!(order.state.name(), WorkOrderState::Ready);
    }

    #[test]
    fn a_sale_of_nothing_is_none() {
        let (mut order, _, _) = order_of(Sale { lines: vec![], ..sale() }).unwrap();
        assert_eq!(order.complete(None, now()), Err(Error::NothingToInvoice));
    }
}
