//! What customers signed, and what is not as they signed it any more (docs/decisions/0051-signed-documents.md).

mod changes;
mod list;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list::list_signed_documents)).with_state(workshop)
}
