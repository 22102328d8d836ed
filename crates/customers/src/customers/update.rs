//! Change a customer's profile.

use axum::extract::State;
use contracts::customers::{CUSTOMER_WRITE, CustomerId, WrittenBy};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned, present};
use kernel::text::{filled, filled_line, line, prose};
use kernel::{Actor, Context, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::announce::announce;
use super::customer::{Change, normalise_tax_id, parse_electronic_address, parse_email};
use super::record::{Kind, Language};
use super::store;
use super::view::CustomerView;
use crate::Phone;

/// What to change; null clears, what is left out stays.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, emptied and set are three things")]
pub struct CustomerPatch {
    #[garde(skip)]
    pub kind: Option<Kind>,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    #[garde(custom(line(60)))]
    pub phone: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 254, format = "line")]
    #[garde(custom(line(254)))]
    pub email: Option<Option<String>>,
    #[garde(skip)]
    pub language: Option<Language>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    #[garde(custom(line(60)))]
    pub tax_id: Option<Option<String>>,
    /// Where electronic documents reach them: a scheme of the code list EAS and what it is called there.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 100, format = "line", example = "0208:0123456749")]
    #[garde(custom(line(100)))]
    pub electronic_address: Option<Option<String>>,
    /// What they would rather be written by.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<WrittenBy>)]
    #[garde(skip)]
    pub prefers: Option<Option<WrittenBy>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 500, format = "prose")]
    #[garde(custom(prose(500)))]
    pub address: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 5000, format = "prose")]
    #[garde(custom(prose(5000)))]
    pub notes: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    #[garde(custom(line(60)))]
    pub external_ref: Option<Option<String>>,
    /// They pay only what names their own order number: work of theirs begins with one.
    #[garde(skip)]
    pub po_required: Option<bool>,
    /// They want their orders on one invoice.
    #[garde(skip)]
    pub invoices_together: Option<bool>,
}

/// Changes the profile of a customer who is not archived. Permission: `customer.write`.
#[utoipa::path(patch, path = "/customers/{customer_id}", tag = "customers", operation_id = "update_customer",
    params(("customer_id" = CustomerId, Path), ("If-Match" = Option<String>, Header)), request_body = CustomerPatch,
    responses((status = 200, body = CustomerView)), security(("bearer" = [])))]
pub async fn update_customer(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    read_version: IfMatch,
    Json(patch): Json<CustomerPatch>,
) -> Result<Versioned<CustomerView>, Problem> {
    let view = update(&context, &actor, id, &read_version, patch).await?;
    Ok(Versioned(view.version, view))
}

async fn update(
    context: &Context,
    actor: &Actor,
    id: CustomerId,
    read_version: &IfMatch,
    patch: CustomerPatch,
) -> Result<CustomerView, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let change = read(patch)?;
    let mut tx = context.db.begin().await?;
    let mut customer = store::lock(&tx, id).await?;
    read_version.check(customer.version)?;
    let before = customer.clone();
    customer.change(change)?;
    store::save(&tx, &mut customer).await?;
    announce(&mut tx, "customer.update", Some(&before), &customer, actor, context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(CustomerView::new(customer, actor))
}

fn read(patch: CustomerPatch) -> Result<Change, Problem> {
    let phone = |text: Option<String>| filled(text).map(|text| Phone::parse(&text)).transpose();
    let email = |text: Option<String>| filled(text).map(|text| parse_email(&text)).transpose();
    let electronic = |text: Option<String>| filled(text).map(|text| parse_electronic_address(&text)).transpose();
    Ok(Change {
        kind: patch.kind,
        name: patch.name.map(|name| name.trim().to_owned()),
        phone: patch.phone.map(phone).transpose()?,
        email: patch.email.map(email).transpose()?,
        language: patch.language,
        tax_id: patch.tax_id.map(|text| text.as_deref().and_then(normalise_tax_id)),
        electronic_address: patch.electronic_address.map(electronic).transpose()?,
        prefers: patch.prefers,
        address: patch.address.map(filled),
        notes: patch.notes.map(filled),
        external_ref: patch.external_ref.map(filled),
        po_required: patch.po_required,
        invoices_together: patch.invoices_together,
    })
}
