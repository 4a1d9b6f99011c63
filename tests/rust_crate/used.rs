//! Runs in the emitted crate: an interface is implemented, called through its vtable, and asked for its kin.

#![allow(non_snake_case, clippy::disallowed_names)]

use core::ffi::c_void;
use trial::*;
use windows_core::{Error, HRESULT, IUnknown, Interface, OutRef, Ref, Result, imp::E_POINTER};

const FAILURE: HRESULT = HRESULT(0x8004_0102_u32 as i32);

struct Object;

windows_core::implement_decl! {
    impl Object as Object_Impl: [IFooBar, IResults]
}

impl IFoo_Impl for Object_Impl {
    unsafe fn First(&self, r#type: u32, _: LPTSTR, _: *const u8, _: i32) -> Result<()> {
        if r#type == 0 { Ok(()) } else { Err(Error::from_hresult(HRESULT(r#type as i32))) }
    }

    unsafe fn r#match(&self, foo: Ref<'_, IFoo>, out: OutRef<'_, IFoo>, _: LPUNDEFINED) -> Result<()> {
        out.write(foo.cloned())?;
        if foo.is_null() { Err(FAILURE.into()) } else { Ok(()) }
    }
}

impl IFooBar_Impl for Object_Impl {
    unsafe fn Second(&self, _: Ref<'_, IFoo>) {}
}

impl IResults_Impl for Object_Impl {
    unsafe fn Count(&self, flags: u32) -> Result<u32> {
        if flags == 0 { Ok(42) } else { Err(FAILURE.into()) }
    }

    unsafe fn Open(&self, foo: Ref<'_, IFoo>) -> Result<IFoo> {
        foo.cloned().ok_or(FAILURE.into())
    }

    unsafe fn Rows(&self) -> Result<LPFOOS> {
        Ok(core::ptr::null_mut())
    }

    unsafe fn Seek(&self, sought: *mut i32) -> HRESULT {
        unsafe { sought.write(-1) };
        HRESULT(1)
    }

    unsafe fn Fill(&self, _: *mut FOO) -> Result<()> {
        Ok(())
    }

    unsafe fn Text(&self, _: *mut u8) -> Result<()> {
        Ok(())
    }

    unsafe fn Hidden(&self, _: *mut u32) -> HRESULT {
        HRESULT(1)
    }
}

#[test]
fn an_interface_is_implemented_and_called() {
    let derived: IFooBar = Object.into();
    let foo: IFoo = derived.clone().into();
    assert!(unsafe { derived.First(0, core::ptr::null_mut(), core::ptr::null(), 0) }.is_ok());
    let failed = unsafe { derived.First(FAILURE.0 as u32, core::ptr::null_mut(), core::ptr::null(), 0) };
    assert_eq!(failed.unwrap_err().code(), FAILURE);
    let mut out: Option<IFoo> = None;
    // A derived interface is passed where its base is asked for.
    assert!(unsafe { foo.r#match(&derived, &mut out, core::ptr::null_mut()) }.is_ok());
    assert_eq!(out.as_ref(), Some(&foo));
    let nowhere = unsafe { foo.r#match(&derived, core::ptr::null_mut(), core::ptr::null_mut()) };
    assert_eq!(nowhere.unwrap_err().code(), E_POINTER);
    assert!(foo.cast::<IUnknown>().unwrap().cast::<IFoo>().is_ok());
    assert_eq!(size_of::<IFoo_Vtbl>(), 6 * size_of::<*const c_void>());
    assert_eq!(size_of::<IFooBar_Vtbl>(), 7 * size_of::<*const c_void>());
}

/// A free function takes interfaces as methods do; its export can be pointed to. Nothing here is linked to one.
#[allow(dead_code)]
unsafe fn call_a_free_function(foo: &IFoo, derived: &IFooBar) -> [Result<()>; 2] {
    let _export: unsafe extern "system" fn(*mut c_void, LPFNFOO) -> HRESULT = imports::DoFoo;
    unsafe { [DoFoo(foo, None), DoFoo(derived, None)] }
}

#[test]
fn a_last_parameter_is_returned() {
    let results: IResults = Object.into();
    let foo: IFoo = IFooBar::from(Object).into();
    assert_eq!(unsafe { results.Count(0) }.unwrap(), 42);
    assert_eq!(unsafe { results.Count(1) }.unwrap_err().code(), FAILURE);
    assert_eq!(unsafe { results.Open(&foo) }.unwrap(), foo);
    assert_eq!(unsafe { results.Open(None) }.unwrap_err().code(), FAILURE);
    assert!(unsafe { results.Rows() }.unwrap().is_null());
    // A code that tells something is not lost.
    let mut sought = 0;
    assert_eq!(unsafe { results.Seek(&mut sought) }, HRESULT(1));
    assert_eq!(sought, -1);
    // What points to a structure, to bytes, or into a method that no page tells of, is the caller's.
    assert!(unsafe { results.Fill(&mut FOO::default()) }.is_ok());
    assert!(unsafe { results.Text(&mut 0) }.is_ok());
    assert_eq!(unsafe { results.Hidden(&mut 0) }, HRESULT(1));
}

#[test]
fn a_structure_of_any_length_is_made_and_read() {
    let rows = SizedFOOLIST::from([1, 2, 3]);
    assert_eq!(unsafe { FOOLIST::elements(rows.as_ptr()) }, [1, 2, 3]);
    assert_eq!((rows.cValues, size_of_val(&rows)), (3, 16));
}

#[test]
fn raw_calls_find_their_results_written() {
    let results: IResults = Object.into();
    let (this, vtable) = (results.as_raw(), results.vtable());
    let mut count = 7;
    assert_eq!(unsafe { (vtable.Count)(this, 0, &mut count) }, HRESULT(0));
    assert_eq!(count, 42);
    // A call that fails leaves zero behind, and one without a place for its result is refused.
    assert_eq!(unsafe { (vtable.Count)(this, 1, &mut count) }, FAILURE);
    assert_eq!(count, 0);
    assert_eq!(unsafe { (vtable.Count)(this, 0, core::ptr::null_mut()) }, E_POINTER);
    let foo: IFoo = IFooBar::from(Object).into();
    let mut out = core::mem::ManuallyDrop::new(Some(foo.clone()));
    assert_eq!(unsafe { (vtable.Open)(this, core::ptr::null_mut(), &mut *out) }, FAILURE);
    assert_eq!(*out, None);
    assert_eq!(unsafe { (vtable.Open)(this, foo.as_raw(), &mut *out) }, HRESULT(0));
    assert_eq!(core::mem::ManuallyDrop::into_inner(out), Some(foo.clone()));
}

#[test]
fn success_without_an_interface_is_an_error() {
    #[repr(C)]
    struct Raw {
        vtable: *const IResults_Vtbl,
    }
    unsafe extern "system" fn open(_: *mut c_void, _: *mut c_void, _: *mut Option<IFoo>) -> HRESULT {
        HRESULT(0)
    }
    let object: IResults = Object.into();
    let mut vtable = unsafe { core::ptr::read(object.vtable()) };
    vtable.Open = open;
    let raw = Raw { vtable: &vtable };
    let pointer: *mut c_void = (&raw const raw).cast_mut().cast();
    let results = unsafe { IResults::from_raw_borrowed(&pointer) }.unwrap();
    assert_eq!(unsafe { results.Open(None) }.unwrap_err().code(), E_POINTER);
}

#[test]
fn values_are_those_of_the_pages() {
    assert_eq!((PR_FOO, PR_FOO_A), (0x3001_001F, 0x3001_001E));
    assert_eq!(Gender::genderB, Gender(1));
    assert_eq!(IID_IFoo, IFoo::IID);
    assert_eq!(FOO::default().rg, [[0; 2]; 3]);
    assert_eq!((APP_E_FAILED, S_FALSE), (FAILURE, HRESULT(1)));
    assert_eq!(APP_E_OF_NO_PAGE, HRESULT(0x8004_0104_u32 as i32));
}
