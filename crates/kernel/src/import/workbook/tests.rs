use std::io::Write;

use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::write::SimpleFileOptions;

use super::*;

fn text(file: &[u8]) -> String {
    String::from_utf8(read(file).unwrap()).unwrap().strip_prefix('\u{1f}').unwrap().replace('\u{1f}', "|")
}

#[test]
fn a_sheet_is_read_as_a_person_sees_it() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let (date, percent) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("0%"));
    for (column, heading) in ["Plaque", "Date", "TVA", "Montant; TTC", "Somme"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), heading).unwrap();
    }
    sheet.write(1, 0, "215 تونس 4821").unwrap();
    sheet.write_with_format(1, 1, 45_973, &date).unwrap();
    sheet.write_with_format(1, 2, 0.19, &percent).unwrap();
    sheet.write(1, 3, 120.5).unwrap();
    sheet.write_formula(1, 4, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write(3, 0, "Deux\nlignes \"et\" <guillemets> & plus").unwrap();
    workbook.add_worksheet().write(0, 0, "Another sheet").unwrap();
    let expected = "Plaque|Date|TVA|Montant; TTC|Somme\n215 تونس 4821|2025-11-12|19 %|120.5|2\n\n\
                    \"Deux lignes \"\"et\"\" <guillemets> & plus\"";
    assert_eq!(text(&workbook.save_to_buffer().unwrap()), expected);
}

const WORKBOOK: &str = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const RELATIONS: &str = "<Relationships><Relationship Id=\"rId1\" Type=\"t/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

fn packed(sheet: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    let parts = [
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, bytes) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn texts_in_cells_and_cells_without_places_are_read() {
    let sheet = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Nom</t></is></c><c t=\"inlineStr\"><is><r><t>Té</t></r><r><t>l</t></r></is></c></row>\
                 <row r=\"3\"><c r=\"B3\"><v>20111111</v></c><c r=\"C3\" t=\"b\"><v>1</v></c><c r=\"D3\" t=\"e\"><v>#N/A</v></c></row></sheetData></worksheet>";
    assert_eq!(text(&packed(sheet.as_bytes())), "Nom|Tél\n\n|20111111|true");
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let bomb = vec![b' '; 200 << 20];
    let file = packed(&bomb);
    assert!(file.len() < 1 << 20, "it is small as it is sent");
    assert_eq!(read(&file), Err(Fault::TooLarge));
    for cell in ["<row r=\"200001\"><c r=\"A200001\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"] {
        let sheet = format!("<worksheet><sheetData>{cell}</sheetData></worksheet>");
        assert_eq!(read(&packed(sheet.as_bytes())), Err(Fault::TooLarge));
    }
}

#[test]
fn what_is_no_workbook_is_told() {
    let mut broken = packed(b"<worksheet/>");
    broken.truncate(broken.len() / 2);
    for file in [b"PK\x03\x04rubbish".to_vec(), broken, packed(b"<worksheet><sheetData><row><c></row>"), packed(b"\xff\xfe")] {
        assert_eq!(read(&file), Err(Fault::Unreadable));
    }
    let twice = "<worksheet><sheetData><row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(read(&packed(twice.as_bytes())), Err(Fault::Unreadable));
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&a;</t></is></c></row></sheetData></worksheet>";
    assert_eq!(read(&packed(entity.as_bytes())), Err(Fault::Unreadable));
}
