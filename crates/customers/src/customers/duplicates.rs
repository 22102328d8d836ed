//! Who may be there already: asked while a customer is typed.

use axum::extract::State;
use contracts::customers::{CUSTOMER_READ, CustomerId};
use kernel::http::{Caller, Json, Query};
use kernel::{Context, Problem, search};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::customer::{Customer, normalise_tax_id};
use super::similar;
use super::store::{self, Alike};
use super::view::CustomerView;
use crate::Phone;

const MOST: usize = 5;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DuplicatesQuery {
    name: Option<String>,
    /// Any spelling; half a number is nobody's.
    phone: Option<String>,
    email: Option<String>,
    tax_id: Option<String>,
    /// The customer who is being changed.
    except: Option<CustomerId>,
}

/// In what somebody is alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DuplicateReason)]
pub enum Reason {
    Phone,
    Email,
    TaxId,
    Name,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Duplicate {
    pub customer: CustomerView,
    pub reasons: Vec<Reason>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Duplicates {
    /// The likeliest first, five at most.
    pub items: Vec<Duplicate>,
}

/// Customers with the same number, e-mail address or tax id (their contacts' too), or nearly the same name. Who is archived is told
/// too. It warns: nothing is refused. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers/duplicates", tag = "customers", operation_id = "find_duplicates",
    params(DuplicatesQuery),
    responses((status = 200, body = Duplicates)), security(("bearer" = [])))]
pub async fn find_duplicates(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<DuplicatesQuery>,
) -> Result<Json<Duplicates>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let asked = Asked::read(&query);
    let found = store::alike(context.db.reader(), &asked.alike()).await?;
    let mut items: Vec<_> = found.into_iter().filter(|one| Some(one.0.id) != query.except).filter_map(|one| asked.judge(one)).collect();
    items.sort_by_key(|(customer, reasons)| (std::cmp::Reverse(weight(reasons)), customer.sort_name.clone()));
    items.truncate(MOST);
    let show = |(customer, reasons)| Duplicate { customer: CustomerView::new(customer, &actor), reasons };
    Ok(Json(Duplicates { items: items.into_iter().map(show).collect() }))
}

/// A number says more than a name.
fn weight(reasons: &[Reason]) -> usize {
    reasons.iter().map(|reason| if *reason == Reason::Name { 2 } else { 3 }).sum()
}

/// What was typed, as it is stored.
struct Asked {
    phone: Option<String>,
    email: Option<String>,
    tax_id: Option<String>,
    words: Vec<String>,
}

impl Asked {
    fn read(query: &DuplicatesQuery) -> Self {
        let email = query.email.as_deref().map(str::trim).filter(|text| text.contains('@') && !text.contains('\0'));
        Self {
            phone: query.phone.as_deref().and_then(|text| Phone::parse(text).ok()).map(|phone| phone.e164),
            email: email.map(str::to_lowercase),
            tax_id: query.tax_id.as_deref().and_then(normalise_tax_id),
            words: query.name.as_deref().map(search::words).unwrap_or_default(),
        }
    }

    fn alike(&self) -> Alike<'_> {
        Alike {
            phone: self.phone.as_deref(),
            email: self.email.as_deref(),
            tax_id: self.tax_id.as_deref(),
            ranges: similar::ranges(&self.words),
        }
    }

    /// Why the customer is told; none when only a range of words found them.
    fn judge(&self, (customer, phones, emails): (Customer, Vec<String>, Vec<String>)) -> Option<(Customer, Vec<Reason>)> {
        let mut reasons = vec![];
        if self.phone.as_ref().is_some_and(|phone| customer.phone_e164.as_ref() == Some(phone) || phones.contains(phone)) {
            reasons.push(Reason::Phone);
        }
        let is = |email: &String| self.email.as_ref() == Some(&email.to_lowercase());
        if self.email.is_some() && (customer.email.as_ref().is_some_and(is) || emails.iter().any(is)) {
            reasons.push(Reason::Email);
        }
        if self.tax_id.is_some() && customer.tax_id == self.tax_id {
            reasons.push(Reason::TaxId);
        }
        if similar::are(&self.words, &search::words(&customer.name)) {
            reasons.push(Reason::Name);
        }
        (!reasons.is_empty()).then_some((customer, reasons))
    }
}
