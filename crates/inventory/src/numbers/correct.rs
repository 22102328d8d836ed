//! POST /stock/fitted/correct

use axum::extract::State;
use contracts::workshop::LineId;
use garde::Validate;
use kernel::http::{Caller, Json};
use kernel::{Actor, Context, Problem, audit, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fit::{line, shown};
use super::follow::remark;
use super::number::key;
use super::view::FittedView;
use super::{book::told_of, store};
use crate::MODULE;
use crate::error::Error;
use crate::fields::CODE;

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FittedCorrection {
    #[garde(skip)]
    pub line_id: LineId,
    #[garde(custom(text::name(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub number: String,
}

/// Takes a number off a line that somebody misread: a shelf that had it has it again, and what was only read is forgotten. The parts stay on
/// the line. Permission: `stock.issue`.
#[utoipa::path(
    post, path = "/stock/fitted/correct", operation_id = "correct_fitted_number", tag = "inventory", security(("bearer" = [])),
    request_body = FittedCorrection,
    responses((status = 200, body = FittedView))
)]
pub async fn correct_fitted_number(
    State(context): State<Context>,
    Caller(actor): Caller,
    Json(input): Json<FittedCorrection>,
) -> Result<Json<FittedView>, Problem> {
    correct(&context, &actor, input).await.map(Json)
}

async fn correct(context: &Context, actor: &Actor, input: FittedCorrection) -> Result<FittedView, Problem> {
    let clock = context.clock.as_ref();
    let tx = context.db.begin().await?;
    let (line, product) = line(&tx, actor, input.line_id).await?;
    let mut book = store::book(&tx, (product.id, line.site_id), &[], Some(line.line_id), remark(None, actor, clock)).await?;
    let key = key(&input.number);
    let held = book.of_line(line.line_id).find(|held| held.number_key == key).cloned();
    let held = held.ok_or_else(|| Error::UnknownNumber { pointer: "/number".into() })?;
    book.correct(&told_of(&held, held.quantity), line.line_id)?;
    store::save(&tx, book).await?;
    let change = audit::Change { site: Some(line.site_id), ..product.audited("stock.correct_fitted_number") };
    audit::record(&tx, MODULE, change, (None, Some(&input)), actor, clock).await?;
    let view = shown(&tx, &line).await?;
    tx.commit().await?;
    Ok(view)
}
