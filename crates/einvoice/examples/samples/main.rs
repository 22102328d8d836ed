//! Writes sample invoices for validators of others to read: `NAME.cii.xml`, `NAME.pdf` (Factur-X), `NAME.ubl.xml`, `NAME.teif.xml`.
//! In `broken/RULE.NAME.cii.xml` stand the same with one thing wrong, which a validator has to refuse by that rule.
//! `cargo run -p einvoice --example samples -- FOLDER`

mod invoices;
mod printed;
#[expect(clippy::unwrap_used, reason = "the samples have what is broken in them")]
mod twins;
mod varied;

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
    write_european(folder)?;
    write_tunisian(folder)?;
    write_broken(&folder.join("broken"))
}

fn write_european(folder: &Path) -> Result<(), Box<dyn Error>> {
    let named = invoices::european().into_iter().map(|(name, invoice)| (name.to_owned(), invoice));
    for (name, invoice) in named.chain(varied::european()) {
        sound(&name, &invoice, Profile::Peppol)?;
        let xml = cii::write(&invoice);
        std::fs::write(folder.join(format!("{name}.pdf")), Printer.factur_x(&printed::document(&invoice), &xml)?)?;
        std::fs::write(folder.join(format!("{name}.cii.xml")), xml)?;
        std::fs::write(folder.join(format!("{name}.ubl.xml")), ubl::write(&invoice))?;
    }
    Ok(())
}

fn write_tunisian(folder: &Path) -> Result<(), Box<dyn Error>> {
    for (name, invoice) in invoices::tunisian() {
        sound(name, &invoice, Profile::Teif)?;
        let in_words = InWords { language: "fr", text: "Soixante-douze dinars et quatre cents millimes" };
        std::fs::write(folder.join(format!("{name}.teif.xml")), teif::write(&invoice, Some(in_words)))?;
    }
    Ok(())
}

fn write_broken(folder: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let samples = invoices::european();
    for (name, cases) in twins::broken() {
        let (_, whole) = samples.iter().find(|(each, _)| *each == name).ok_or("no such sample")?;
        for (number, (rule, _, break_it)) in cases.into_iter().enumerate() {
            let mut invoice = whole.clone();
            break_it(&mut invoice);
            std::fs::write(folder.join(format!("{rule}.{name}-{number}.cii.xml")), cii::write(&invoice))?;
        }
    }
    Ok(())
}

fn sound(name: &str, invoice: &Invoice, profile: Profile) -> Result<(), String> {
    let faults = validate(invoice, profile);
    if is_sound(&faults) { Ok(()) } else { Err(format!("{name}: {faults:?}")) }
}
