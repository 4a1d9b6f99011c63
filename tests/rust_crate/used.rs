//! Runs in the emitted crate: an interface is implemented, called through its vtable, and asked for its kin.

#![allow(non_snake_case)]

use core::ffi::c_void;
use trial::*;
use windows_core::{HRESULT, IUnknown, Interface, Ref};

struct Object;

windows_core::implement_decl! {
    impl Object as Object_Impl: [IFooBar]
}

impl IFoo_Impl for Object_Impl {
    unsafe fn First(&self, r#type: u32, _: LPTSTR, _: *const u8, _: i32) -> HRESULT {
        HRESULT(r#type as i32)
    }

    unsafe fn r#match(&self, foo: Ref<'_, IFoo>, out: *mut Option<IFoo>, _: LPUNDEFINED) -> HRESULT {
        unsafe { out.write(foo.cloned()) };
        HRESULT(i32::from(foo.is_null()))
    }
}

impl IFooBar_Impl for Object_Impl {
    unsafe fn Second(&self, _: Ref<'_, IFoo>) {}
}

#[test]
fn an_interface_is_implemented_and_called() {
    let derived: IFooBar = Object.into();
    let foo: IFoo = derived.clone().into();
    assert_eq!(unsafe { derived.First(7, core::ptr::null_mut(), core::ptr::null(), 0) }, HRESULT(7));
    let mut out: Option<IFoo> = None;
    // A derived interface is passed where its base is asked for.
    assert_eq!(unsafe { foo.r#match(&derived, &mut out, core::ptr::null_mut()) }, HRESULT(0));
    assert_eq!(out.as_ref(), Some(&foo));
    assert_eq!(unsafe { foo.r#match(None, &mut out, core::ptr::null_mut()) }, HRESULT(1));
    assert_eq!(out, None);
    assert!(foo.cast::<IUnknown>().unwrap().cast::<IFoo>().is_ok());
    assert_eq!(size_of::<IFoo_Vtbl>(), 6 * size_of::<*const c_void>());
    assert_eq!(size_of::<IFooBar_Vtbl>(), 7 * size_of::<*const c_void>());
}

#[test]
fn values_are_those_of_the_pages() {
    assert_eq!((PR_FOO, PR_FOO_A), (0x3001_001F, 0x3001_001E));
    assert_eq!(Gender::genderB, Gender(1));
    assert_eq!(IID_IFoo, IFoo::IID);
    assert_eq!(FOO::default().rg, [[0; 2]; 3]);
}
