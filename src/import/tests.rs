//! Edited files against pages.
