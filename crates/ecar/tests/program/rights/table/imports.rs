//! Imports of a site's stock.

use contracts::inventory::PRODUCT_IMPORT;

use super::{Body, Needs, Operation, Reach, Request, operation, to};
use crate::rights::scene::{Scene, text};

const FILE: &str = "SKU;Nom;Prix\nIMP-1;Balai;12,000\n";

pub fn operations() -> Vec<Operation> {
    vec![
        import("preview_import", |scene| Box::pin(async { file("/imports/products/preview", scene) })),
        import("start_import", |scene| Box::pin(async { file("/imports/products", scene) })),
        import("get_import", |scene| Box::pin(async { to(format!("/imports/products/{}", scene.import)) })),
        import("get_import_errors", |scene| Box::pin(async { to(format!("/imports/products/{}/errors", scene.import)) })),
        import("get_import_report", |scene| Box::pin(async { to(format!("/imports/products/{}/report", scene.import)) })),
        operation("list_imports", Needs::One(&[PRODUCT_IMPORT]), Reach::Rows, |_| Box::pin(async { to("/imports/products") })),
        import("undo_import", |scene| Box::pin(async { to(format!("/imports/products/{}/undo", scene.import_rows().await)) })),
        import("get_import_undo_report", |scene| Box::pin(async { to(format!("/imports/products/{}/undo", scene.import)) })),
    ]
}

fn import(id: &'static str, ask: super::Ask) -> Operation {
    operation(id, Needs::One(&[PRODUCT_IMPORT]), Reach::Record, ask)
}

fn file(path: &str, scene: &Scene) -> Request {
    Request { path: path.into(), body: Body::File(FILE, text(&scene.home).to_owned()) }
}
