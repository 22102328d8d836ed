//! POST /labels

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use contracts::documents::{Label, LabelSymbol, LabelsDocument, Language};
use contracts::inventory::PRODUCT_READ;
use kernel::http::{Caller, Json};
use kernel::pdf::printed;
use kernel::{Actor, Context, Problem};
use utoipa::ToSchema;

use super::input::{ArticleLabel, LabelsInput};
use super::{Press, code, store};
use crate::error::Error;
use crate::products::{self, Product};

/// The bytes of a PDF file.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct LabelsFile(Vec<u8>);

/// Labels as PDF, for a sheet or a label printer. An article's label says its barcode or its SKU, its name, and where it lies at the site.
/// Permission: `product.read` at that site.
#[utoipa::path(
    post, path = "/labels", operation_id = "print_labels", tag = "inventory", security(("bearer" = [])),
    request_body = LabelsInput,
    responses((status = 200, body = LabelsFile, content_type = "application/pdf"))
)]
pub async fn print_labels(
    State(press): State<Press>,
    Caller(actor): Caller,
    Json(input): Json<LabelsInput>,
) -> Result<impl IntoResponse, Problem> {
    let document = compose(&press.context, &actor, &input).await?;
    let bytes = printed(move || press.renderer.labels(&document)).await?;
    let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, [(header::CONTENT_DISPOSITION, "inline; filename=\"labels.pdf\"")], bytes))
}

async fn compose(context: &Context, actor: &Actor, input: &LabelsInput) -> Result<LabelsDocument, Problem> {
    actor.permit(PRODUCT_READ, input.site_id)?;
    input.check()?;
    let conn = context.db.reader();
    let ids: Vec<_> = input.articles.iter().map(|label| label.product_id).collect();
    let products: BTreeMap<_, _> = products::store::find_many(conn, &ids).await?.into_iter().map(|product| (product.id, product)).collect();
    let bins = store::bins_of(conn, input.site_id, &ids).await?;
    let mut labels = vec![];
    for (at, asked) in input.articles.iter().enumerate() {
        let unknown = || Error::UnknownProduct { pointer: format!("/articles/{at}/product_id") };
        labels.push(of_article(products.get(&asked.product_id).ok_or_else(unknown)?, asked, bins.get(&asked.product_id)));
    }
    labels.extend(input.bins.iter().map(|label| {
        let bin = label.bin.trim();
        Label { code: code::of_bin(bin), title: bin.to_owned(), details: vec![], copies: label.copies }
    }));
    labels.extend(input.tags.iter().map(|tag| Label {
        code: tag.code.trim().to_owned(),
        title: tag.title.clone(),
        details: tag.detail.iter().cloned().collect(),
        copies: tag.copies,
    }));
    let (language, symbol) = (input.language.unwrap_or(Language::Fr), input.symbol.unwrap_or(LabelSymbol::Code128));
    Ok(LabelsDocument { language, size: input.size, symbol, skip: input.skip, labels })
}

fn of_article(product: &Product, asked: &ArticleLabel, bin: Option<&String>) -> Label {
    let code = code::of_article(product).to_owned();
    // The code stands beneath its symbol: the SKU is told apart only where the symbol says something else.
    let sku = (code != product.sku).then(|| product.sku.clone());
    Label { code, title: product.name.clone(), details: sku.into_iter().chain(bin.cloned()).collect(), copies: asked.copies }
}
