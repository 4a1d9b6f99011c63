//! The model's items by the pages that tell of them: what pages say is completed and corrected there.

use std::collections::HashMap;

use crate::model::{Api, Callback, Function, Interface, Method, Property, Structure};
use crate::parse::item::{Common, Correction, Verified};

/// An item of the model that a page tells of.
#[derive(Clone, Copy)]
pub(super) enum Known<'a> {
    Interface(&'a Interface),
    Method(&'a Method),
    Function(&'a Function),
    Callback(&'a Callback),
    Structure(&'a Structure),
    Property(&'a Property),
}

impl<'a> Known<'a> {
    /// What was corrected of what its page says.
    pub(super) fn corrections(self) -> &'a [Correction] {
        &self.common().corrections
    }

    fn common(self) -> &'a Common {
        match self {
            Self::Interface(item) => &item.common,
            Self::Method(item) => &item.common,
            Self::Function(item) => &item.common,
            Self::Callback(item) => &item.common,
            Self::Structure(item) => &item.common,
            Self::Property(item) => &item.common,
        }
    }

    /// Who confirms it; `None` where that is not asked of its kind.
    pub(super) fn verified(self) -> Option<Verified> {
        match self {
            Self::Interface(item) => Some(item.verified),
            Self::Method(item) => Some(item.verified),
            Self::Function(item) => Some(item.verified),
            Self::Structure(item) => Some(item.verified),
            Self::Callback(_) | Self::Property(_) => None,
        }
    }
}

/// The model by page, made once for all locales.
pub(super) struct Catalog<'a> {
    items: HashMap<&'a str, Known<'a>>,
}

impl<'a> Catalog<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let methods = api.interfaces.iter().flat_map(|interface| {
            let own = move |method: &&Method| method.common.page != interface.common.page;
            interface.methods.iter().filter(own)
        });
        let items = (api.interfaces.iter().map(Known::Interface))
            .chain(methods.map(Known::Method))
            .chain(api.functions.iter().map(Known::Function))
            .chain(api.callbacks.iter().map(Known::Callback))
            .chain(api.structures.iter().map(Known::Structure))
            .chain(api.properties.iter().map(Known::Property))
            // What only witnesses declare names the page of another item.
            .filter(|known| known.common().witness.is_none())
            .map(|known| (known.common().page.as_str(), known))
            .collect();
        Self { items }
    }

    /// The item that the page of `key` tells of.
    pub(super) fn of(&self, key: &str) -> Option<Known<'a>> {
        self.items.get(key).copied()
    }
}
