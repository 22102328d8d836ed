//! Made-up estimates, orders and histories.

use contracts::documents::{HistoryDocument, HistoryJob, HistoryVisit, PaperCell, PaperKind, PaperMore, PaperTable};
use kernel::money::{Totals, totals};
use kernel::{Amount, BasisPoints, Quantity};

use super::example::{Example, Parts};

const PLATE: &str = "000 TU 0000";
const HAND_ROWS: usize = 6;

impl Example<'_> {
    /// Of an estimate, a work order or a purchase order.
    pub fn ordered(&self, kind: PaperKind) -> Parts {
        match kind {
            PaperKind::PurchaseOrder => self.bought(),
            PaperKind::WorkOrder => (self.facts("promised"), vec!["article", "description", "quantity"], self.rows(false), vec![]),
            _ => {
                let columns = vec!["article", "description", "quantity", "unit_price", "discount", "vat_rate", "line_net"];
                (self.facts("until"), columns, self.rows(true), vec![])
            }
        }
    }

    pub fn more(&self, kind: PaperKind) -> PaperMore {
        match kind {
            PaperKind::Estimate => PaperMore { totals: Some(self.totals()), has_terms: true, ..PaperMore::default() },
            PaperKind::WorkOrder => {
                let columns = ["technician", "began", "ended", "done"].map(str::to_owned).into();
                let rows = vec![vec![PaperCell::Empty; 4]; HAND_ROWS];
                let by_hand = PaperTable { title: "by_hand".into(), columns, rows, is_form: true };
                PaperMore { tables: vec![by_hand], code: Some(self.number("OR")), ..PaperMore::default() }
            }
            _ => PaperMore::default(),
        }
    }

    pub fn history(self) -> HistoryDocument {
        let [_, _, vehicle, job, ..] = self.words();
        let visit = HistoryVisit {
            on: self.on,
            number: self.number("OR"),
            site: self.site.name.clone(),
            is_earlier: false,
            odometer: Some((84_300, "km".into())),
            jobs: vec![HistoryJob { title: job.into(), net: Some(self.totals().net) }],
            total: Some(self.totals().gross),
            currency: self.currency.code().to_owned(),
        };
        HistoryDocument {
            language: self.language,
            printed_on: self.on,
            vehicle_plate: PLATE.into(),
            vehicle_label: vehicle.into(),
            vin: None,
            first_registered_on: None,
            odometer: Some((84_300, "km".into())),
            engine_code: None,
            colour: None,
            visits: vec![visit],
            withheld: false,
            style: self.style,
        }
    }

    fn totals(&self) -> Totals {
        totals(self.currency, self.lines().iter().map(|line| (line.net, line.vat_rate)), Amount::ZERO)
    }

    fn facts(&self, until: &'static str) -> Vec<(&'static str, PaperCell)> {
        let [_, _, vehicle, ..] = self.words();
        vec![(until, PaperCell::Date(self.on)), ("plate", PaperCell::Text(PLATE.into())), ("vehicle", PaperCell::Text(vehicle.into()))]
    }

    fn rows(&self, with_prices: bool) -> Vec<Vec<PaperCell>> {
        let [_, _, _, job, ..] = self.words();
        let mut head = vec![PaperCell::Heading(job.into(), with_prices.then(|| "waiting".into()))];
        if with_prices {
            head.push(PaperCell::Amount(self.totals().net));
        }
        let rows = self.lines().into_iter().map(|line| {
            let discount = if line.discount == BasisPoints(0) { PaperCell::Empty } else { PaperCell::Rate(line.discount) };
            let mut cells = vec![
                line.code.map_or(PaperCell::Empty, PaperCell::Article),
                PaperCell::Text(line.description),
                PaperCell::Quantity(line.quantity, line.unit),
            ];
            if with_prices {
                let figures = [PaperCell::Amount(line.unit_price), discount, PaperCell::Rate(line.vat_rate), PaperCell::Amount(line.net)];
                cells.extend(figures);
            }
            cells
        });
        std::iter::once(head).chain(rows).collect()
    }

    fn bought(&self) -> Parts {
        let [.., filter, oil, _] = self.words();
        let row = |number: &str, name: &str, packs: i64, size: (i64, &str), cost: i64| {
            let cost = self.money(cost);
            vec![
                PaperCell::Article(number.into()),
                PaperCell::Text(name.into()),
                PaperCell::Quantity(Quantity::whole(packs), String::new()),
                PaperCell::Quantity(Quantity::whole(size.0), size.1.into()),
                PaperCell::Amount(cost),
                PaperCell::Amount(Amount(cost.0 * packs)),
            ]
        };
        let rows = vec![row("FLT-208", filter, 4, (1, "each"), 15), row("5W30-5L", oil, 2, (5, "litre"), 60)];
        let columns = vec!["your_number", "description", "packs", "pack_size", "pack_cost", "line_cost"];
        (vec![("expected_on", PaperCell::Date(self.on))], columns, rows, vec![("total", self.money(180))])
    }
}
