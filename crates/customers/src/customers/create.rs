//! Add a customer.

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::{CUSTOMER_WRITE, WrittenBy};
use garde::Validate;
use kernel::http::{Caller, Created, IdempotencyKey, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::{filled, filled_line, line, prose};
use kernel::{Actor, Context, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::announce::announce;
use super::customer::{Change, Customer, normalise_tax_id, parse_electronic_address, parse_email};
use super::record::{Kind, Language};
use super::store;
use super::view::CustomerView;
use crate::{MODULE, Phone};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerInput {
    #[garde(skip)]
    pub kind: Kind,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: String,
    /// Any spelling; without a country code it is Tunisian.
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub phone: Option<String>,
    #[garde(custom(line(254)))]
    #[schema(max_length = 254, format = "line")]
    pub email: Option<String>,
    /// `fr` when left out.
    #[garde(skip)]
    pub language: Option<Language>,
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub tax_id: Option<String>,
    /// Where electronic documents reach them: a scheme of the code list EAS and what it is called there.
    #[garde(custom(line(100)))]
    #[schema(max_length = 100, format = "line", example = "0208:0123456749")]
    pub electronic_address: Option<String>,
    /// What they would rather be written by.
    #[garde(skip)]
    pub prefers: Option<WrittenBy>,
    #[garde(custom(prose(500)))]
    #[schema(max_length = 500, format = "prose")]
    pub address: Option<String>,
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub notes: Option<String>,
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub external_ref: Option<String>,
    /// They pay only what names their own order number: work of theirs begins with one. False when left out.
    #[garde(skip)]
    pub po_required: Option<bool>,
    /// They want their orders on one invoice. False when left out.
    #[garde(skip)]
    pub invoices_together: Option<bool>,
}

type Answer = Repeatable<Created<Versioned<CustomerView>>>;

/// Adds a customer to the group. An `Idempotency-Key` makes it repeatable. Permission: `customer.write`.
#[utoipa::path(post, path = "/customers", tag = "customers", operation_id = "create_customer",
    params(("Idempotency-Key" = Option<String>, Header)), request_body = CustomerInput,
    responses((status = 201, body = CustomerView)), security(("bearer" = [])))]
pub async fn create_customer(
    State(context): State<Context>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(input): Json<CustomerInput>,
) -> Result<Answer, Problem> {
    create(&context, &actor, key.as_deref(), input).await
}

async fn create(context: &Context, actor: &Actor, key: Option<&str>, input: CustomerInput) -> Result<Answer, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let claim = Claim::new(actor, "create_customer", key, &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let customer = Customer::open(read(input)?, context.clock.now());
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, context.clock.as_ref()).await?;
    store::insert(&tx, &customer).await?;
    announce(&mut tx, "customer.create", None, &customer, actor, context.clock.as_ref()).await?;
    let view = CustomerView::new(customer, actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: CustomerView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/customers/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}

fn read(input: CustomerInput) -> Result<Change, Problem> {
    Ok(Change {
        kind: Some(input.kind),
        name: Some(input.name.trim().to_owned()),
        phone: Some(filled(input.phone).map(|phone| Phone::parse(&phone)).transpose()?),
        email: Some(filled(input.email).map(|email| parse_email(&email)).transpose()?),
        language: input.language,
        tax_id: Some(input.tax_id.as_deref().and_then(normalise_tax_id)),
        electronic_address: Some(filled(input.electronic_address).map(|text| parse_electronic_address(&text)).transpose()?),
        prefers: Some(input.prefers),
        address: Some(filled(input.address)),
        notes: Some(filled(input.notes)),
        external_ref: Some(filled(input.external_ref)),
        po_required: input.po_required,
        invoices_together: input.invoices_together,
    })
}
