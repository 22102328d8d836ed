//! Add a certificate.

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::{CUSTOMER_EXEMPT, CustomerId, ExemptionId};
use kernel::http::{Caller, Created, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Context, Problem};

use super::{Certificate, CertificateInput, CertificateView, MOST, changed, expect_active, store};
use crate::{Error, MODULE, customers};

type Answer = Repeatable<Created<Json<CertificateView>>>;

/// Adds a certificate by which a customer buys without VAT. Orders that are opened while it holds take it; those that are there are told.
/// An `Idempotency-Key` makes it repeatable. Permission: `customer.exempt`.
#[utoipa::path(post, path = "/customers/{customer_id}/exemptions", tag = "customers", operation_id = "add_exemption",
    params(("customer_id" = CustomerId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = CertificateInput,
    responses((status = 201, body = CertificateView)), security(("bearer" = [])))]
pub async fn add_exemption(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    IdempotencyKey(key): IdempotencyKey,
    Json(input): Json<CertificateInput>,
) -> Result<Answer, Problem> {
    add(&context, &actor, id, key.as_deref(), input).await
}

async fn add(context: &Context, actor: &Actor, id: CustomerId, key: Option<&str>, input: CertificateInput) -> Result<Answer, Problem> {
    actor.permit_anywhere(CUSTOMER_EXEMPT)?;
    let claim = Claim::new(actor, &format!("add_exemption:{id}"), key, &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(answer(id, view, true));
    }
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, context.clock.as_ref()).await?;
    let customer = customers::store::lock_present(&tx, id).await?;
    expect_active(&customer)?;
    if store::of(&*tx, customer.id).await?.len() >= MOST {
        return Err(Error::TooManyExemptions.into());
    }
    let certificate = Certificate::read(ExemptionId::new(), customer.id, input)?;
    store::insert(&tx, vec![certificate.clone()]).await?;
    changed(&mut tx, context, actor, &customer, (None, Some(&certificate))).await?;
    let view = CertificateView::of(certificate, context.clock.now().date_naive());
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(id, view, false))
}

fn answer(customer: CustomerId, view: CertificateView, replayed: bool) -> Answer {
    let location = format!("/api/v1/customers/{customer}/exemptions/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}
