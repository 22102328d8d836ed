//! A file of CSV, of the table that its name says.

use std::io::BufRead;

use kernel::Problem;

use super::table::{Record, Tables};
use super::unreadable;

pub fn read(mut file: impl BufRead, table: &str, tables: &mut Tables) -> Result<(), Problem> {
    let begin = file.fill_buf().map_err(|_| unreadable("It cannot be read"))?;
    let mark = if begin.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let first = begin[mark..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    let often = |separator: &u8| first.iter().filter(|byte| *byte == separator).count();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(often).unwrap_or(b',');
    file.consume(mark);
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(file);
    let heading = reader.byte_headers().map_err(|_| unreadable("A CSV file has no heading line"))?;
    let columns: Vec<_> = heading.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
    let Some(model) = tables.model(table, &columns) else {
        tables.ignore(table, u64::try_from(reader.into_byte_records().count()).unwrap_or_default());
        return Ok(());
    };
    for (place, row) in (1..).zip(reader.into_byte_records()) {
        let row = row.map_err(|error| unreadable(&format!("A CSV file cannot be read ({error})")))?;
        let cells = row.iter().map(|cell| Some(cell.to_vec()));
        tables.add(model, Record::of(place, columns.iter().cloned().zip(cells)))?;
    }
    Ok(())
}
