//! An address book in memory: what is written into the crate that `mapidoc rust --implement` begins, and its trial.
//!
//! `tests/provider.rs` puts it there as `src/memory.rs`, has the begun methods call it, and runs its tests.

use std::cell::{Cell, RefCell};
use std::mem::offset_of;

use mapi_bindings::*;
use windows_core::{OutRef, Result};

/// The numbers of the rows that the table has.
const NUMBERS: [i32; 3] = [11, 22, 33];

thread_local! {
    /// Objects that are there, counted a thread: the begun crate's own test makes objects beside this one's.
    static LIVING: Cell<usize> = const { Cell::new(0) };
}

fn living() -> usize {
    LIVING.with(Cell::get)
}

/// A member by which an object is counted.
#[derive(Debug)]
pub struct Living;

impl Default for Living {
    fn default() -> Self {
        LIVING.with(|count| count.set(count.get() + 1));
        Self
    }
}

impl Drop for Living {
    fn drop(&mut self) {
        LIVING.with(|count| count.set(count.get() - 1));
    }
}

/// Rows that a table has given out: set and properties, as long as the table lives.
#[derive(Debug, Default)]
pub struct Given(RefCell<Vec<(Vec<u64>, Vec<u64>)>>);

/// `IABProvider::Logon`.
pub fn logon(out: OutRef<'_, IABLogon>) -> Result<()> {
    out.write(Some(crate::ABLogon::default().into()))
}

/// `IABLogon::OpenEntry`: the container, as a pointer to the interface that was asked for.
///
/// # Safety
///
/// `kind` is null or leads to a number.
pub unsafe fn open_entry(kind: *mut u32, out: OutRef<'_, windows_core::IUnknown>) -> Result<()> {
    let container: IABContainer = crate::ABContainer::default().into();
    if !kind.is_null() {
        unsafe { kind.write(4) };
    }
    out.write(Some(container.into()))
}

/// `IMAPIContainer::GetContentsTable`.
pub fn contents() -> Result<IMAPITable> {
    Ok(crate::MAPITable::default().into())
}

/// `IMAPITable::QueryRows`: the first `count` rows.
pub fn rows(given: &Given, count: i32) -> Result<LPSRowSet> {
    let count = NUMBERS.len().min(usize::try_from(count).map_err(|_| crate::E_NOTIMPL)?);
    let words = |bytes: usize| vec![0_u64; bytes.div_ceil(size_of::<u64>())];
    let mut properties = words(count * size_of::<SPropValue>());
    let mut set = words(offset_of!(SRowSet, aRow) + count.max(1) * size_of::<SRow>());
    let start = set.as_mut_ptr().cast::<SRowSet>();
    // SAFETY: both blocks are as long as what is written into them.
    unsafe {
        (&raw mut (*start).cRows).write(count as u32);
        let first = (&raw mut (*start).aRow).cast::<SRow>();
        for (index, number) in NUMBERS.iter().take(count).enumerate() {
            let property = properties.as_mut_ptr().cast::<SPropValue>().add(index);
            (&raw mut (*property).ulPropTag).write(PR_ROWID);
            (&raw mut (*property).Value).cast::<i32>().write(*number);
            first.add(index).write(SRow { ulAdrEntryPad: 0, cValues: 1, lpProps: property });
        }
    }
    given.0.borrow_mut().push((set, properties));
    Ok(start)
}

#[cfg(test)]
mod tests {
    use core::ffi::c_void;
    use core::ptr::null_mut;

    use windows_core::{GUID, HRESULT, IUnknown, Interface};

    use super::*;

    const FOREIGN: GUID = GUID::from_u128(0xDEADBEEF_0000_4000_8000_0123456789AB);
    const E_NOINTERFACE: HRESULT = HRESULT(0x8000_4002_u32 as i32);

    /// Asks an object for `iid` through its vtable, as a stranger would.
    fn query(this: *mut c_void, iid: GUID) -> (HRESULT, *mut c_void) {
        let mut out = core::ptr::dangling_mut();
        // SAFETY: every COM object's vtable begins with IUnknown's.
        let unknown = unsafe { &**this.cast::<*const windows_core::IUnknown_Vtbl>() };
        (unsafe { (unknown.QueryInterface)(this, &iid, &mut out) }, out)
    }

    /// `T` is answered where its identifier is known, a stranger's never; no reference is left over.
    fn answers<T: Interface>(object: &T) {
        let this = object.as_raw();
        let unknown = unsafe { &**this.cast::<*const windows_core::IUnknown_Vtbl>() };
        let before = unsafe { (unknown.AddRef)(this) };
        for (iid, known) in [(IUnknown::IID, true), (T::IID, T::IID != GUID::zeroed()), (FOREIGN, false), (GUID::zeroed(), false)] {
            let (code, out) = query(this, iid);
            assert_eq!((code, out.is_null()), if known { (HRESULT(0), false) } else { (E_NOINTERFACE, true) }, "{iid:?}");
            if known {
                drop(unsafe { IUnknown::from_raw(out) });
            }
        }
        assert_eq!(unsafe { (unknown.Release)(this) }, before - 1);
    }

    /// The container, all the way from the provider.
    fn container() -> IABContainer {
        let provider: IABProvider = crate::ABProvider::default().into();
        answers(&provider);
        let mut logon = None;
        let done = unsafe {
            provider.Logon(None, 0, windows_core::PCSTR::null(), 0, null_mut(), null_mut(), null_mut(), &mut logon)
        };
        done.unwrap();
        let logon: IABLogon = logon.unwrap();
        answers(&logon);
        let (mut kind, mut entry) = (0, None);
        let (this, vtable) = (logon.as_raw(), logon.vtable());
        let code = unsafe { (vtable.OpenEntry)(this, 0, null_mut(), &IABContainer::IID, 0, &mut kind, &mut entry) };
        assert_eq!((code, kind), (HRESULT(0), 4));
        assert_eq!(unsafe { logon.Logoff(0) }.unwrap_err().code(), crate::E_NOTIMPL);
        unsafe { IABContainer::from_raw(entry.unwrap().into_raw()) }
    }

    #[test]
    fn the_address_book_is_walked_and_nothing_is_left() {
        let container = container();
        answers(&container);
        // The nearest base, the one above it, and the last, each as a pointer of its own.
        let folder: &IMAPIContainer = &container;
        let props: IMAPIProp = container.clone().into();
        assert_eq!(unsafe { props.GetLastError(HRESULT(0), 0) }.unwrap_err().code(), crate::E_NOTIMPL);
        assert_eq!(IUnknown::from(props).as_raw(), container.as_raw());
        let table = unsafe { folder.GetContentsTable(0) }.unwrap();
        answers(&table);
        let mut raw: LPSRowSet = null_mut();
        let code = unsafe { (table.vtable().QueryRows)(table.as_raw(), 2, 0, &mut raw) };
        assert_eq!((code, unsafe { (*raw).cRows }), (HRESULT(0), 2));
        let set = unsafe { table.QueryRows(99, 0) }.unwrap();
        let rows = unsafe { SRowSet::elements(set) };
        let numbers: Vec<i32> =
            rows.iter().map(|row| unsafe { (&raw const (*row.lpProps).Value).cast::<i32>().read() }).collect();
        assert_eq!(numbers, NUMBERS);
        assert_eq!(unsafe { table.QueryRows(-1, 0) }.unwrap_err().code(), crate::E_NOTIMPL);
        drop(container);
        assert_eq!(living(), 1, "the table alone");
        drop(table);
        assert_eq!(living(), 0);
    }
}
