//! Writes sample invoices for validators of others to read: `NAME.cii.xml`, `NAME.pdf` (Factur-X), `NAME.ubl.xml`, `NAME.teif.xml`.
//! `cargo run -p einvoice --example samples -- FOLDER`

mod invoices;
mod printed;

use std::error::Error;
use std::path::Path;

use contracts::documents::Renderer as _;
use documents::Printer;
use einvoice::teif::InWords;
use einvoice::{Invoice, Profile, cii, is_sound, teif, ubl, validate};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for (name, invoice) in invoices::european() {
        sound(name, &invoice, Profile::Peppol)?;
        let xml = cii::write(&invoice);
        std::fs::write(folder.join(format!("{name}.pdf")), Printer.factur_x(&printed::document(&invoice), &xml)?)?;
        std::fs::write(folder.join(format!("{name}.cii.xml")), xml)?;
        std::fs::write(folder.join(format!("{name}.ubl.xml")), ubl::write(&invoice))?;
    }
    for (name, invoice) in invoices::tunisian() {
        sound(name, &invoice, Profile::Teif)?;
        let in_words = InWords { language: "fr", text: "Soixante-douze dinars et quatre cents millimes" };
        std::fs::write(folder.join(format!("{name}.teif.xml")), teif::write(&invoice, Some(in_words)))?;
    }
    Ok(())
}

fn sound(name: &str, invoice: &Invoice, profile: Profile) -> Result<(), String> {
    let faults = validate(invoice, profile);
    if is_sound(&faults) { Ok(()) } else { Err(format!("{name}: {faults:?}")) }
}
