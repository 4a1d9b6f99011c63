//! What the grammar's tree of one mended declaration says.

use std::cell::RefCell;

use tree_sitter::{Node, Parser, Tree};

use super::lex::Token;
use super::{
    Alias, CType, Declaration, Enumerator, Field, FieldType, Oddity, Parameter, Record, RecordKind, Signature,
};

thread_local! {
    /// One parser a thread: making one costs more than a short parse.
    static PARSER: RefCell<Option<Parser>> = RefCell::new(new_parser());
}

/// A parser for C++; `None` only if grammar and library did not fit, which the tests would show.
fn new_parser() -> Option<Parser> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_cpp::LANGUAGE.into()).ok().map(|()| parser)
}

/// Words that C++ took from C: a C declaration may use them as names.
const TAKEN: [&str; 16] = [
    "and",
    "class",
    "concept",
    "explicit",
    "export",
    "friend",
    "mutable",
    "namespace",
    "not",
    "operator",
    "or",
    "private",
    "protected",
    "public",
    "template",
    "this",
];

/// What hides such a word from the grammar.
const HIDING: &str = "mapidoc_";

/// The text of mended tokens, made for the grammar.
#[derive(Default)]
pub(super) struct Source {
    text: String,
    /// Where each token starts in the text, with its place in the code.
    origins: Vec<(usize, usize, usize)>,
}

impl Source {
    /// Adds text that the code does not hold.
    pub(super) fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds tokens with the blanks between them; a comment becomes one space.
    pub(super) fn add_tokens(&mut self, code: &str, tokens: &[Token<'_>]) {
        let mut last: Option<usize> = None;
        for token in tokens {
            let gap = last.and_then(|end| code.get(end..token.start)).filter(|gap| gap.trim().is_empty());
            // Tokens that stand close may have been one word, or have lost a macro between them.
            let gap = gap.filter(|gap| {
                !gap.is_empty() || !token.text.starts_with(|c: char| c.is_ascii_alphanumeric())
            });
            self.text.push_str(gap.unwrap_or(" "));
            self.origins.push((self.text.len(), token.start, token.end));
            if TAKEN.contains(&token.text) {
                self.text.push_str(HIDING);
            }
            self.text.push_str(token.text);
            last = Some(token.end);
        }
    }

    /// The grammar's tree.
    pub(super) fn parse(&self) -> Option<Tree> {
        PARSER.with_borrow_mut(|parser| parser.as_mut()?.parse(&self.text, None))
    }

    /// An oddity where the grammar first gave up, if it did.
    pub(super) fn failure(&self, tree: &Tree) -> Option<Oddity> {
        let node = first_error(tree)?;
        let at = self.origins.partition_point(|origin| origin.0 <= node.start_byte()).saturating_sub(1);
        let &(_, start, end) = self.origins.get(at)?;
        let message = "part of the declaration could not be read".to_owned();
        Some(Oddity { span: crate::span::Span::new(start, end), message })
    }

    fn text(&self, node: Node<'_>) -> &str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// A name, without what hid it.
    fn name(&self, node: Node<'_>) -> String {
        let name = self.text(node);
        name.strip_prefix(HIDING).filter(|word| TAKEN.contains(word)).unwrap_or(name).to_owned()
    }
}

/// The first node that is an error or stands for something missing.
fn first_error(tree: &Tree) -> Option<Node<'_>> {
    let mut node = tree.root_node();
    if !node.has_error() {
        return None;
    }
    while !node.is_error() && !node.is_missing() {
        node = children(node).into_iter().find(Node::has_error)?;
    }
    Some(node)
}

fn children(node: Node<'_>) -> Vec<Node<'_>> {
    node.children(&mut node.walk()).collect()
}

fn children_by_field<'t>(node: Node<'t>, field: &str) -> Vec<Node<'t>> {
    node.children_by_field_name(field, &mut node.walk()).collect()
}

/// What a declarator adds to a type.
#[derive(Default)]
struct Declarator<'t> {
    name: String,
    pointers: Vec<bool>,
    array: Vec<String>,
    /// The parameter list, where it declares a function or a pointer to one.
    parameters: Option<Node<'t>>,
    /// The pointers between the parameter list and the name: 1 for `(* f)(…)`.
    inner_pointers: u8,
}

impl Source {
    /// The declarations of `typedef …;` or of a record or enumeration without one.
    pub(super) fn declarations(&self, tree: &Tree, packing: Option<u8>) -> Vec<Declaration> {
        children(tree.root_node()).into_iter().flat_map(|node| self.declaration(node, packing)).collect()
    }

    fn declaration(&self, node: Node<'_>, packing: Option<u8>) -> Vec<Declaration> {
        match node.kind() {
            "type_definition" => {}
            "declaration" | "ERROR" => {
                return children(node).into_iter().filter_map(|inner| self.bare(inner, packing)).collect();
            }
            _ => return self.bare(node, packing).into_iter().collect(),
        }
        let Some(ty) = node.child_by_field_name("type") else { return Vec::new() };
        let declarators = children_by_field(node, "declarator").into_iter().map(|node| self.declarator(node));
        let (functions, names): (Vec<_>, Vec<_>) =
            declarators.partition(|declarator| declarator.parameters.is_some());
        let target = self.ctype(node);
        let mut found = Vec::new();
        if !names.is_empty() || functions.is_empty() {
            let aliases: Vec<_> = names
                .into_iter()
                .filter(|alias| !alias.name.is_empty())
                .map(|Declarator { name, pointers, array, .. }| Alias {
                    name,
                    pointers: u8::try_from(pointers.len()).unwrap_or(u8::MAX),
                    array,
                })
                .collect();
            match self.bare(ty, packing) {
                Some(Declaration::Record { record, .. }) => {
                    found.push(Declaration::Record { record, aliases });
                }
                Some(Declaration::Enumeration { tag, enumerators, .. }) => {
                    found.push(Declaration::Enumeration { tag, enumerators, aliases });
                }
                _ if aliases.is_empty() => {}
                _ => found.push(Declaration::Typedef { target: target.clone(), aliases }),
            }
        }
        let signature = |function| Declaration::Signature(self.signature(target.clone(), function));
        found.extend(functions.into_iter().map(signature));
        found
    }

    /// A record or enumeration with a body, and no names but its tag.
    fn bare(&self, node: Node<'_>, packing: Option<u8>) -> Option<Declaration> {
        if let Some(record) = self.record(node, packing) {
            return Some(Declaration::Record { record, aliases: Vec::new() });
        }
        let body = node.child_by_field_name("body").filter(|_| node.kind() == "enum_specifier")?;
        let tag = node.child_by_field_name("name").map(|name| self.name(name)).unwrap_or_default();
        let enumerators = children(body).into_iter().filter(|node| node.kind() == "enumerator");
        let enumerators = enumerators.filter_map(|node| {
            let value = node.child_by_field_name("value").map(|value| self.text(value).trim().to_owned());
            Some(Enumerator { name: self.name(node.child_by_field_name("name")?), value })
        });
        Some(Declaration::Enumeration { tag, enumerators: enumerators.collect(), aliases: Vec::new() })
    }

    fn record(&self, node: Node<'_>, packing: Option<u8>) -> Option<Record> {
        let kind = match node.kind() {
            "struct_specifier" => RecordKind::Struct,
            "union_specifier" => RecordKind::Union,
            _ => return None,
        };
        let body = node.child_by_field_name("body")?;
        let tag = node.child_by_field_name("name").map(|name| self.name(name)).unwrap_or_default();
        let fields = children(body).into_iter().filter(|node| node.kind() == "field_declaration");
        let fields = fields.flat_map(|node| self.fields(node, packing)).collect();
        Some(Record { kind, tag, fields, packing })
    }

    /// The fields of one declaration: `ULONG a, *b;`.
    fn fields(&self, node: Node<'_>, packing: Option<u8>) -> Vec<Field> {
        let inner = node.child_by_field_name("type").and_then(|ty| self.record(ty, packing));
        let declarators = children_by_field(node, "declarator");
        if declarators.is_empty() {
            let anonymous =
                |record| Field { name: String::new(), ty: FieldType::Inner(record), array: Vec::new() };
            return inner.into_iter().map(anonymous).collect();
        }
        let mut fields = Vec::new();
        for declarator in declarators.into_iter().map(|node| self.declarator(node)) {
            let mut ty = self.ctype(node);
            let (name, array) = (declarator.name.clone(), declarator.array.clone());
            let ty = match &inner {
                Some(record) => FieldType::Inner(record.clone()),
                None if declarator.parameters.is_some() => {
                    FieldType::Callback(Box::new(self.signature(ty, declarator)))
                }
                None => {
                    ty.pointers = declarator.pointers;
                    FieldType::Plain(ty)
                }
            };
            fields.push(Field { name, ty, array });
        }
        fields
    }

    /// The type that a declaration or parameter starts with, its pointers not yet counted.
    fn ctype(&self, node: Node<'_>) -> CType {
        let is_const = children(node)
            .into_iter()
            .any(|child| child.kind() == "type_qualifier" && self.text(child) == "const");
        let Some(mut ty) = node.child_by_field_name("type") else {
            return CType { is_const, ..CType::default() };
        };
        if matches!(ty.kind(), "struct_specifier" | "union_specifier" | "enum_specifier" | "class_specifier")
        {
            ty = ty.child_by_field_name("name").unwrap_or(ty);
        }
        let words = self.text(ty).split_whitespace().collect::<Vec<_>>();
        CType { base: words.join(" "), is_const, pointers: Vec::new() }
    }

    /// Follows a declarator from the outside to its name. No recursion: a thousand stars are a thousand nodes deep.
    fn declarator<'t>(&self, node: Node<'t>) -> Declarator<'t> {
        let mut found = Declarator::default();
        let mut next = Some(node);
        while let Some(node) = next {
            let kind = node.kind();
            match kind {
                "pointer_declarator"
                | "abstract_pointer_declarator"
                | "reference_declarator"
                | "abstract_reference_declarator" => {
                    let is_const = children(node).into_iter().any(|child| self.text(child) == "const");
                    if found.parameters.is_some() {
                        found.inner_pointers = found.inner_pointers.saturating_add(1);
                    } else {
                        found.pointers.push(is_const);
                    }
                }
                "array_declarator" | "abstract_array_declarator" => {
                    let size = node.child_by_field_name("size").map(|size| self.text(size).to_owned());
                    found.array.insert(0, size.unwrap_or_default());
                }
                "function_declarator" | "abstract_function_declarator" => {
                    found.parameters = found.parameters.or_else(|| node.child_by_field_name("parameters"));
                }
                "parenthesized_declarator" | "abstract_parenthesized_declarator" => {}
                _ => {
                    found.name = if node.is_missing() { String::new() } else { self.name(node) };
                    break;
                }
            }
            next = inner_declarator(node);
        }
        found
    }

    fn signature(&self, mut return_type: CType, declarator: Declarator<'_>) -> Signature {
        return_type.pointers = declarator.pointers;
        let parameters = declarator.parameters.map(|list| self.parameters(list)).unwrap_or_default();
        Signature {
            name: declarator.name,
            qualifier: None,
            return_type: Some(return_type),
            parameters,
            is_callback: true,
        }
    }

    /// The parameters of a list; none for `(void)`.
    fn parameters(&self, list: Node<'_>) -> Vec<Parameter> {
        let nodes = children(list).into_iter();
        let mut found: Vec<_> = nodes.filter_map(|node| self.parameter(node)).collect();
        let is_void =
            |only: &Parameter| only.name.is_empty() && only.ty.to_string() == "void" && only.array.is_empty();
        if matches!(found.as_slice(), [only] if is_void(only) && only.callback.is_none()) {
            found.clear();
        }
        found
    }

    fn parameter(&self, node: Node<'_>) -> Option<Parameter> {
        match node.kind() {
            "parameter_declaration" | "optional_parameter_declaration" => {}
            "..." => {
                let ty = CType { base: "...".to_owned(), ..CType::default() };
                return Some(Parameter { ty, ..Parameter::default() });
            }
            _ => return None,
        }
        let mut ty = self.ctype(node);
        let Some(declarator) = node.child_by_field_name("declarator") else {
            return Some(Parameter { ty, ..Parameter::default() });
        };
        let declarator = self.declarator(declarator);
        let (name, array) = (declarator.name.clone(), declarator.array.clone());
        if declarator.parameters.is_none() {
            ty.pointers = declarator.pointers;
            return Some(Parameter { name, ty, array, ..Parameter::default() });
        }
        let stars = "*".repeat(usize::from(declarator.inner_pointers.max(1)));
        let signature = self.signature(ty, declarator);
        let ty = CType { base: spell_callback(&signature, &stars), ..CType::default() };
        Some(Parameter { name, ty, array, callback: Some(Box::new(signature)), ..Parameter::default() })
    }
}

/// The next declarator inwards.
fn inner_declarator(node: Node<'_>) -> Option<Node<'_>> {
    let inner = node.child_by_field_name("declarator");
    // The identifier in an abstract array is its size, not a name.
    let may_lack_field =
        !node.kind().ends_with("array_declarator") && !node.kind().ends_with("function_declarator");
    inner.or_else(|| {
        if !may_lack_field {
            return None;
        }
        let is_inner =
            |child: &Node<'_>| child.kind().ends_with("declarator") || child.kind().ends_with("identifier");
        children(node).into_iter().find(|child| child.is_named() && is_inner(child))
    })
}

/// `void (*)(LPVOID)`.
fn spell_callback(signature: &Signature, stars: &str) -> String {
    let parameters: Vec<_> = signature.parameters.iter().map(|parameter| parameter.ty.to_string()).collect();
    let return_type = signature.return_type.as_ref().map(CType::to_string).unwrap_or_default();
    format!("{return_type} ({stars})({})", parameters.join(", "))
}
