//! A table of contents in memory: what a test gives to code that wants to read a real one.
//!
//! `cargo run --example mock_table` makes one and asks it for its rows through its vtable, as a stranger would. It needs
//! no Windows.

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
// Methods and parameters are called as on their pages, and most parameters are not used.
#![allow(non_snake_case, unused_variables)]
#![allow(clippy::disallowed_names, clippy::too_many_arguments)]

use std::cell::{Cell, RefCell};
use std::mem::offset_of;

use crate_name::*;
use windows_core::{HRESULT, Interface as _, PWSTR};

/// What a method returns that nobody has written.
const E_NOTIMPL: HRESULT = HRESULT(0x8000_4001_u32 as i32);

/// A table with a row for each name.
pub struct MockTable {
    names: Vec<String>,
    position: Cell<usize>,
    // Where a provider would allocate rows for the caller to free, this one keeps them for as long as it lives.
    given: RefCell<Vec<Rows>>,
}

/// Rows that a caller has been given pointers to.
struct Rows {
    set: Vec<u64>,
    _properties: Vec<Vec<SPropValue>>,
    _texts: Vec<Vec<u16>>,
}

windows_core::implement_decl! {
    impl MockTable as pub MockTable_Impl: [IMAPITable]
}

impl MockTable {
    /// A table of these names, at its first row.
    pub fn new(names: &[&str]) -> Self {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            names,
            position: Cell::new(0),
            given: RefCell::default(),
        }
    }
}

impl Rows {
    /// The rows of `names`, the first of which is the table's row number `first`.
    fn new(first: usize, names: &[String]) -> Self {
        let mut texts: Vec<Vec<u16>> = names
            .iter()
            .map(|name| name.encode_utf16().chain([0]).collect())
            .collect();
        let mut properties = Vec::new();
        for (index, text) in texts.iter_mut().enumerate() {
            let mut number = SPropValue {
                ulPropTag: PR_ROWID,
                ..SPropValue::default()
            };
            let mut name = SPropValue {
                ulPropTag: PR_DISPLAY_NAME_W,
                ..SPropValue::default()
            };
            number.Value.l = (first + index) as i32;
            name.Value.lpszW = PWSTR(text.as_mut_ptr());
            properties.push(vec![number, name]);
        }
        // The structure is declared with one row; what follows it are the others.
        let bytes = offset_of!(SRowSet, aRow) + names.len().max(1) * size_of::<SRow>();
        let mut set = vec![0_u64; bytes.div_ceil(size_of::<u64>())];
        let start = set.as_mut_ptr().cast::<SRowSet>();
        // SAFETY: the block is as long as was just computed, and aligned for everything in it.
        unsafe {
            (&raw mut (*start).cRows).write(names.len() as u32);
            let rows = (&raw mut (*start).aRow).cast::<SRow>();
            for (index, row) in properties.iter_mut().enumerate() {
                let cValues = row.len() as u32;
                rows.add(index).write(SRow {
                    ulAdrEntryPad: 0,
                    cValues,
                    lpProps: row.as_mut_ptr(),
                });
            }
        }
        Self {
            set,
            _properties: properties,
            _texts: texts,
        }
    }
}

impl IMAPITable_Impl for MockTable_Impl {
    unsafe fn QueryRows(&self, lRowCount: i32, ulFlags: u32) -> windows_core::Result<LPSRowSet> {
        // This table is read forwards, and no flag means anything to it.
        let Ok(wanted) = usize::try_from(lRowCount) else {
            return Err(E_NOTIMPL.into());
        };
        if ulFlags != 0 {
            return Err(E_NOTIMPL.into());
        }
        let first = self.position.get();
        let end = self.names.len().min(first.saturating_add(wanted));
        self.position.set(end);
        let mut rows = Rows::new(first, &self.names[first..end]);
        let set = rows.set.as_mut_ptr().cast();
        self.given.borrow_mut().push(rows);
        Ok(set)
    }

    unsafe fn GetRowCount(&self, _: u32, lpulCount: *mut u32) -> HRESULT {
        if lpulCount.is_null() {
            return E_NOTIMPL;
        }
        unsafe { lpulCount.write(self.names.len() as u32) };
        HRESULT(0)
    }
    //@ stubs IMAPITable QueryRows GetRowCount
}

fn main() {
    let table: IMAPITable = MockTable::new(&["Ada", "Grace", "Barbara"]).into();
    let mut rows: LPSRowSet = std::ptr::null_mut();
    // Past the Rust method, straight through the vtable.
    let code = unsafe { (table.vtable().QueryRows)(table.as_raw(), 2, 0, &mut rows) };
    assert_eq!(code, HRESULT(0));
    println!("{} rows of the table's", unsafe { (*rows).cRows });
    assert_eq!(unsafe { (table.vtable().Abort)(table.as_raw()) }, E_NOTIMPL);
}
