//! Vehicles are the group's; their visits are their sites'.

use contracts::customers::CUSTOMER_READ;
use contracts::vehicles::{
    VEHICLE_ATTACH, VEHICLE_CONFIGURE, VEHICLE_EXPORT, VEHICLE_READ, VEHICLE_RECORD_ODOMETER, VEHICLE_TRANSFER, VEHICLE_WRITE,
};
use serde_json::json;
use uuid::Uuid;

use crate::rights::scene::text;

use super::{Body, Needs, Operation, Reach, Request, operation, to, with};

/// The smallest document that is taken.
const PAPER: &str = "%PDF-1.7\n";

pub fn operations() -> Vec<Operation> {
    [vehicles(), records(), care()].into_iter().flatten().collect()
}

fn vehicles() -> Vec<Operation> {
    vec![
        group("count_vehicles", Needs::One(&[VEHICLE_READ]), |_| Box::pin(async { to("/vehicles/count") })),
        group("list_vehicles", Needs::One(&[VEHICLE_READ]), |_| Box::pin(async { to("/vehicles") })),
        group("export_vehicles", Needs::One(&[VEHICLE_EXPORT]), |_| Box::pin(async { to("/vehicles/export?format=xlsx") })),
        group("create_vehicle", Needs::One(&[VEHICLE_WRITE]), |scene| {
            Box::pin(async {
                let plate = Uuid::now_v7().simple().to_string()[20..].to_uppercase();
                with("/vehicles", json!({ "owner_id": scene.customer, "plate": plate, "country": "FR", "make": "Kia", "model": "Rio" }))
            })
        }),
        group("get_vehicle", Needs::One(&[VEHICLE_READ]), |scene| Box::pin(async { to(format!("/vehicles/{}", scene.vehicle)) })),
        group("update_vehicle", Needs::One(&[VEHICLE_WRITE]), |scene| {
            Box::pin(async { with(format!("/vehicles/{}", scene.vehicle), json!({ "colour": "Bleu" })) })
        }),
        group("record_odometer", Needs::One(&[VEHICLE_RECORD_ODOMETER]), |scene| {
            Box::pin(async { with(format!("/vehicles/{}/odometer", scene.vehicle), json!({ "km": 900_000 })) })
        }),
        group("transfer_vehicle", Needs::One(&[VEHICLE_TRANSFER]), |scene| {
            Box::pin(async { with(format!("/vehicles/{}/transfer", scene.vehicle), json!({ "customer_id": scene.new_customer().await })) })
        }),
        group("undo_transfer", Needs::One(&[VEHICLE_TRANSFER]), |scene| {
            Box::pin(async {
                let transfer = format!("/vehicles/{}/transfer", scene.vehicle);
                scene.owner.done(&transfer, json!({ "customer_id": scene.new_customer().await })).await;
                to(format!("{transfer}/undo"))
            })
        }),
        group("archive_vehicle", Needs::One(&[VEHICLE_WRITE]), |scene| {
            Box::pin(async { to(format!("/vehicles/{}/archive", scene.vehicle)) })
        }),
        group("restore_vehicle", Needs::One(&[VEHICLE_WRITE]), |scene| {
            Box::pin(async { to(format!("/vehicles/{}/restore", scene.vehicle)) })
        }),
    ]
}

/// Who had it, and which plates.
fn records() -> Vec<Operation> {
    vec![
        group("list_vehicle_owners", Needs::One(&[CUSTOMER_READ]), |scene| {
            Box::pin(async { to(format!("/vehicles/{}/owners", scene.vehicle)) })
        })
        .also(&[VEHICLE_READ]),
        group("list_former_plates", Needs::One(&[VEHICLE_READ]), |scene| {
            Box::pin(async { to(format!("/vehicles/{}/plates", scene.vehicle)) })
        }),
        group("read_vin", Needs::One(&[VEHICLE_READ]), |_| Box::pin(async { to("/vins/VF1BB05CF26010203") })),
    ]
}

/// When what is due, what the garage has set, and what is kept of a vehicle.
fn care() -> Vec<Operation> {
    vec![
        group("get_vehicle_care", Needs::One(&[VEHICLE_READ]), |scene| Box::pin(async { to(format!("/vehicles/{}/care", scene.vehicle)) })),
        group("set_vehicle_care", Needs::One(&[VEHICLE_WRITE]), |scene| {
            Box::pin(async { with(format!("/vehicles/{}/care/oil", scene.vehicle), json!({ "km": 15_000 })) })
        }),
        group("list_odometer_readings", Needs::One(&[VEHICLE_READ]), |scene| {
            Box::pin(async { to(format!("/vehicles/{}/odometer", scene.vehicle)) })
        }),
        group("get_vehicle_plan", Needs::One(&[VEHICLE_READ]), |_| Box::pin(async { to("/vehicle-plan") })),
        group("get_vehicle_statistics", Needs::One(&[VEHICLE_READ]), |_| Box::pin(async { to("/vehicle-statistics") })),
        group("get_vehicle_fields", Needs::One(&[VEHICLE_READ]), |_| Box::pin(async { to("/vehicle-fields") })),
        group("set_vehicle_fields", Needs::One(&[VEHICLE_CONFIGURE]), |scene| {
            Box::pin(async { with("/vehicle-fields", scene.owner.read("/vehicle-fields").await) })
        }),
        group("get_vehicle_tyres", Needs::One(&[VEHICLE_READ]), |scene| {
            Box::pin(async { to(format!("/vehicles/{}/tyres", scene.vehicle)) })
        }),
        group("record_vehicle_tyres", Needs::One(&[VEHICLE_RECORD_ODOMETER]), |scene| {
            Box::pin(async {
                let tyre = json!({ "position": "spare", "size": "205/55 R16", "season": "all" });
                with(format!("/vehicles/{}/tyres", scene.vehicle), json!({ "tyres": [tyre] }))
            })
        }),
        group("store_tyres", Needs::One(&[VEHICLE_WRITE]), |scene| {
            Box::pin(async { with(format!("/vehicles/{}/stored-tyres", scene.vehicle), json!({ "location": "B3" })) })
        }),
        group("return_tyres", Needs::One(&[VEHICLE_WRITE]), |scene| {
            Box::pin(async {
                let stored = format!("/vehicles/{}/stored-tyres", scene.vehicle);
                let kept = scene.owner.done(&stored, json!({ "location": "B3" })).await;
                to(format!("{stored}/{}/return", text(&kept["stored"][0]["id"])))
            })
        }),
        group("set_vehicle_plan", Needs::One(&[VEHICLE_CONFIGURE]), |scene| {
            Box::pin(async { with("/vehicle-plan", scene.owner.read("/vehicle-plan").await) })
        }),
        group("list_vehicle_files", Needs::One(&[VEHICLE_READ]), |scene| {
            Box::pin(async { to(format!("/vehicles/{}/files", scene.vehicle)) })
        }),
        group("add_vehicle_file", Needs::One(&[VEHICLE_ATTACH]), |scene| {
            Box::pin(async { Request { path: format!("/vehicles/{}/files", scene.vehicle), body: Body::File(PAPER, String::new()) } })
        }),
        group("get_vehicle_file", Needs::One(&[VEHICLE_READ]), |scene| Box::pin(async { to(scene.paper(PAPER).await) })),
        group("remove_vehicle_file", Needs::One(&[VEHICLE_WRITE]), |scene| Box::pin(async { to(scene.paper(PAPER).await) })),
        operation("print_vehicle_history", Needs::One(&[VEHICLE_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/vehicles/{}/history.pdf", scene.vehicle)) })
        }),
        operation("list_vehicle_visits", Needs::One(&[VEHICLE_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/vehicles/{}/history", scene.vehicle)) })
        }),
    ]
}

fn group(id: &'static str, needs: Needs, ask: super::Ask) -> Operation {
    operation(id, needs, Reach::Group, ask)
}
