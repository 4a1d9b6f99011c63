### The interface's words in English.

## The language these words are in

lang = en

## Getting about

skip-to-content = Skip to the content
contents = Contents
breadcrumbs = You are here
on-this-page = On this page
language = Language
not-in-this-language = Not in this language
close = Close
expand = Expand
collapse = Collapse
browse = Browse by kind
choose-language = Choose a language
made-with = Made with

## Finding a page

find-a-page = Search
find-hint = To search all pages by names and words, press
filter-list = Filter this list
no-results = Nothing found
search = Search
all-results = All results
result-count = Results
unknown-narrowing = Narrows to nothing:
search-help = How to search
search-help-names = Names come first, whole or in part: OpenEntry, GetLErr, PR_DISPLAY_NAME, 0x3001001F, -2147221233, IID_IMAPITable, a GUID. Then the words of all pages, in any of their forms.
search-help-narrow = These words narrow a search, alone or with others:
search-help-kind = pages of a kind
search-help-returns = what may return this code
search-help-param = what takes a parameter of this name or type
search-needs-script = The search needs JavaScript. The lists by kind on the first page need none.

## Which halves are shown; the localized half is called by the language's own name

view = View
view-both = Side by side
view-source = English

## Light and dark

theme-auto = Colours: as the system
theme-light = Colours: light
theme-dark = Colours: dark

## Copying

copy = Copy
copied = Copied
copy-name = Copy the name

## Who wrote the words, and when

translation-mt = Machine translation
translation-mt-note = Translated by a machine; nobody may have read it since
translation-ht = Human translation
translation-ht-note = Translated or revised by a person
source-from-pages = English from the English pages
source-from-locale = English from the source halves of
date = Last changed

## A page that a language lacks, or that nobody has

missing-page = Not in this language
missing-page-note = This page is not translated into this language. You can read it in:
page-not-found = Page not found
page-not-found-note = There is no page at this address. Choose a language to look for it from the first page.

## Parameters

direction-in = in
direction-out = out
direction-in-out = in, out
optional = optional

## Interfaces

vtable = Vtable
slot = Slot
summary = Summary
reserved = reserved
sort-by-name = By name
sort-by-slot = By slot
inherited-methods = Inherited methods
vtable-neighbours = Neighbours in the vtable
previous-method = Previous method
next-method = Next method

## A page's kind

kind-interface = Interface
kind-method = Method
kind-function = Function
kind-callback = Callback function
kind-macro = Macro
kind-structure = Structure
kind-enumeration = Enumeration
kind-typedef = Type
kind-property = Property
kind-attribute = TNEF attribute
kind-concept = Article
kind-code = Return code
kind-flag = Flag

## All pages of a kind

kinds-interface = Interfaces
kinds-method = Methods
kinds-function = Functions
kinds-callback = Callback functions
kinds-macro = Macros
kinds-structure = Structures
kinds-enumeration = Enumerations
kinds-typedef = Types
kinds-property = Properties
kinds-attribute = TNEF attributes
kinds-concept = Articles

## What a kind is, in one sentence

about-interface = What objects offer: vtables, identifiers, pointer types.
about-method = The functions of the interfaces, with parameters and return values.
about-function = What is called without an object.
about-callback = What you write and MAPI calls.
about-macro = What the preprocessor expands.
about-structure = Memory layouts with their members.
about-enumeration = Named values that belong together.
about-typedef = Other names for types.
about-property = What objects know about themselves: tags, names, types.
about-attribute = How properties travel in a TNEF stream.
about-concept = Overviews, guides and tables of constants.

## Alerts, and headings that a page lacks

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
heading-parameters = Parameters
heading-return-value = Return value
heading-members = Members

## Who confirms it, and what was corrected

verified-headers = Verified by headers
verified-headers-note = The C headers declare it as it is shown here
verified-supplement = Verified
verified-supplement-note = Facts kept from the C headers declare it as it is shown here
verified-pages = From the page alone
verified-pages-note = No header confirms what is shown here
declared-only = declared only in headers
not-declared = not declared
amended = Corrected here: the page says it otherwise
amended-vtable = Order of the vtable
amended-base = Base interface
amended-iid = Interface identifier
amended-return-type = Return type
amended-parameter = Parameter
amended-parameters = Parameters
amended-field = Field
amended-fields = Fields
amended-tag = Property tag
amended-types = Property types
uncorrected = The page’s own declaration
page-says = The page says
page-says-nothing = nothing
right-is = Right is
evidence = Evidence

## Who uses what

used-by = Used by
show-more = Show more
inheritance = Inheritance
kinds-code = Return codes
about-code = What methods and functions return, with values.
returned-by = Returned by

## The declaration in two languages, and the site's indexes

declaration = Declaration
indexes = Indexes
kinds-header = Headers
about-header = Which header declares what.
kinds-hierarchy = Interface hierarchy
about-hierarchy = All interfaces by what they derive from.
kinds-tag = Property tags
about-tag = Every tag, long identifier and name, with type, area and property set.
kinds-flag = Flags
about-flag = Every flag with its value, and what takes it.
taken-by = Taken by
column-name = Name
column-tag = Identifier
column-type = Type
column-area = Area
column-set = Property set
any-type = All types
any-area = All areas
## The page for machines that read, and where a page has moved to

as-markdown = This page as Markdown
llms-summary = The pages of this reference as Markdown, one language a page.
original = Original:
page-moved = This page has moved
page-moved-note = It is now here:

## The state of a translation, and what the checks find

state = State of the translation
about-state = How much of the reference is in this language, and what is to be looked at.
# How a percentage is written; the number takes the place of the 0.
percentage = 0%
pages = Pages
pages-translated = Translated pages
pages-missing = Missing pages
segments = Segments
segments-same = The same in both languages
source-words = Words of the original
translated-on = Handed to translation
not-stated = Not stated
findings = Findings
findings-none = No findings
findings-on-page = Findings on this page
hide-marks = Hide the marks in the text
finding-line = line
by-rule = Findings by rule
by-section = Findings by section
section = Section
no-section = Not in the contents
rules = Rules
about-rules = What each rule finds, and on which pages.
rule = Rule
severity = Severity
severity-error = error
severity-warning = warning
severity-info = note
more-findings = More findings than are listed here:

## How far a translation is behind, and the overview of what was found

behind = The original has changed since this page was translated.
segments-stale = Outdated segments
sentences-missing = Sentences not yet translated
segments-current = Up to date
overview = Overview of the findings
about-overview = How much each rule finds in each section of the contents, and the pages that need most work.
worst-pages = Pages that need most work
total = Total
more-pages = More pages with findings:
page = Page
