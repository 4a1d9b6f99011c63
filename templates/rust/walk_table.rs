//! A caller that reads a table to its end, a few rows at a time.
//!
//! `cargo run --example walk_table` walks the table of the example `mock_table`; on Windows the same function walks
//! any provider's.

//@ needs unsafe fn QueryRows(&self, lRowCount: i32, ulFlags: u32) -> windows_core::Result<LPSRowSet>;
//@ needs unsafe fn GetRowCount(&self, ulFlags: u32, lpulCount: *mut u32) -> windows_core::HRESULT;
//@ needs pub struct IMAPITable(windows_core::IUnknown);
//@ needs pub struct SRowSet { pub cRows: u32, pub aRow: [SRow; 1], }
//@ needs pub struct SRow { pub ulAdrEntryPad: u32, pub cValues: u32, pub lpProps: LPSPropValue, }
//@ needs pub struct SPropValue { pub ulPropTag: u32, pub dwAlignPad: u32, pub Value:
//@ needs pub l: i32,
//@ needs pub lpszW: windows_core::PWSTR
//@ needs pub type LPSRowSet = *mut SRowSet;
//@ needs pub type LPSPropValue = *mut SPropValue;
//@ needs pub const PR_DISPLAY_NAME_W: u32 =
//@ needs pub const PR_ROWID: u32 =
use crate_name::*;

// That example's own `main` is not called from here.
#[allow(dead_code)]
#[path = "mock_table.rs"]
mod mock_table;

/// How many rows are asked for at once.
const AT_ONCE: i32 = 2;

/// The number and the name of every row from where `table` stands.
///
/// # Safety
///
/// `table` must give out rows as its interface says. Rows of a provider are its caller's to free; the mock keeps its own.
unsafe fn walk(table: &IMAPITable) -> windows_core::Result<Vec<(i32, String)>> {
    let mut found = Vec::new();
    loop {
        // SAFETY: the table's rows are as the caller promises.
        unsafe {
            let rows = SRowSet::elements(table.QueryRows(AT_ONCE, 0)?);
            if rows.is_empty() {
                return Ok(found);
            }
            for row in rows {
                found.push(read(row));
            }
        }
    }
}

/// What is wanted of a row.
///
/// # Safety
///
/// The row's properties must be where it says.
unsafe fn read(row: &SRow) -> (i32, String) {
    let (mut number, mut name) = (0, String::new());
    // SAFETY: the caller promises the properties; each tag tells what its value is.
    unsafe {
        for property in std::slice::from_raw_parts(row.lpProps, row.cValues as usize) {
            match property.ulPropTag {
                PR_ROWID => number = property.Value.l,
                PR_DISPLAY_NAME_W => name = text(property.Value.lpszW.0),
                _ => {}
            }
        }
    }
    (number, name)
}

/// The text up to its zero; elsewhere than on Windows `PWSTR` counts units of another width.
///
/// # Safety
///
/// There must be a zero.
unsafe fn text(start: *const u16) -> String {
    let units = (0..)
        .map(|index| unsafe { start.add(index).read() })
        .take_while(|unit| *unit != 0);
    String::from_utf16_lossy(&units.collect::<Vec<_>>())
}

fn main() -> windows_core::Result<()> {
    let names = ["Ada", "Grace", "Barbara", "Frances", "Jean"];
    let table: IMAPITable = mock_table::MockTable::new(&names).into();
    let mut count = 0;
    // The code tells whether the number is exact, so it is not turned into a `Result` here.
    unsafe { table.GetRowCount(0, &mut count) }.ok()?;
    let rows = unsafe { walk(&table) }?;
    for (number, name) in &rows {
        println!("{number}: {name}");
    }
    assert_eq!(rows.len(), count as usize);
    assert!(rows.iter().map(|(_, name)| name.as_str()).eq(names));
    Ok(())
}
