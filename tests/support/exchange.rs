//! A page of everything that exchange files are made of.

/// The formats that come back.
pub(crate) const FORMATS: &[&str] = &["xliff", "xliff2", "po"];

/// A pair of halves.
pub(crate) fn pair(target: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"1a-1\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a-1\">{source}</span></span>"
    )
}

/// A page of everything: a heading, a paragraph, a table, a list, a link around a pair.
pub(crate) fn page() -> String {
    format!(
        "---\ntitle: x\n---\n# {}\n\n{} {}\n\n|{}|{}|\n|:-----|:-----|\n|{}<br/>|{}|\n\n- [{}](b.md)\n",
        pair("Método", "Method"),
        pair(
            r"Use **flags** de [PR\_BODY](b.md) &amp; `x`.",
            r"Uses **flags** of [PR\_BODY](b.md) &amp; `x`."
        ),
        pair("Otra frase.", "Another sentence."),
        pair("Valor", "Value"),
        pair("Descripción", "Description"),
        pair("uno", "one"),
        pair("dos", "two"),
        pair("enlace", "link"),
    )
}
