### The interface's words in German.

## The language these words are in

lang = de

## Getting about

skip-to-content = Zum Inhalt springen
contents = Inhalt
breadcrumbs = Sie sind hier
on-this-page = Auf dieser Seite
language = Sprache
not-in-this-language = Nicht in dieser Sprache
close = Schließen
expand = Aufklappen
collapse = Zuklappen
browse = Nach Art stöbern
choose-language = Wählen Sie eine Sprache
made-with = Erstellt mit

## Finding a page

find-a-page = Suchen
find-hint = Um alle Seiten nach Namen und Wörtern zu durchsuchen, drücken Sie
filter-list = Diese Liste filtern
no-results = Nichts gefunden
search = Suche
all-results = Alle Ergebnisse
result-count = Ergebnisse
unknown-narrowing = Ohne Treffer:
search-help = So wird gesucht
search-help-names = Namen stehen vorn, ganz oder in Teilen: OpenEntry, GetLErr, PR_DISPLAY_NAME, 0x3001001F, -2147221233, IID_IMAPITable, eine GUID. Danach kommen die Wörter aller Seiten in jeder ihrer Formen.
search-help-narrow = Diese Wörter grenzen eine Suche ein, allein oder mit anderen:
search-help-kind = Seiten einer Art
search-help-returns = was diesen Code zurückgeben kann
search-help-param = was einen Parameter dieses Namens oder Typs hat
search-needs-script = Die Suche braucht JavaScript. Die Listen nach Art auf der Startseite brauchen keines.

## Which halves are shown; the localized half is called by the language's own name

view = Ansicht
view-both = Nebeneinander
view-source = Englisch

## Light and dark

theme-auto = Farben: wie das System
theme-light = Farben: hell
theme-dark = Farben: dunkel

## Copying

copy = Kopieren
copied = Kopiert
copy-name = Namen kopieren

## Who wrote the words, and when

translation-mt = Maschinelle Übersetzung
translation-mt-note = Von einer Maschine übersetzt und vielleicht von niemandem geprüft
translation-ht = Humanübersetzung
translation-ht-note = Von einem Menschen übersetzt oder überarbeitet
source-from-pages = Englisch aus den englischen Seiten
source-from-locale = Englisch aus den Ausgangstexten von
date = Zuletzt geändert

## A page that a language lacks, or that nobody has

missing-page = Nicht in dieser Sprache
missing-page-note = Diese Seite ist nicht in diese Sprache übersetzt. Sie können sie lesen auf:
page-not-found = Seite nicht gefunden
page-not-found-note = Unter dieser Adresse gibt es keine Seite. Wählen Sie eine Sprache, um sie von der ersten Seite aus zu suchen.

## Parameters

direction-in = Eingabe
direction-out = Ausgabe
direction-in-out = Ein- und Ausgabe
optional = optional

## Interfaces

vtable = Vtable
slot = Platz
summary = Beschreibung
reserved = reserviert
sort-by-name = Nach Namen
sort-by-slot = Nach Platz
inherited-methods = Geerbte Methoden
vtable-neighbours = Nachbarn in der Vtable
previous-method = Vorherige Methode
next-method = Nächste Methode

## A page's kind

kind-interface = Schnittstelle
kind-method = Methode
kind-function = Funktion
kind-callback = Rückruffunktion
kind-macro = Makro
kind-structure = Struktur
kind-enumeration = Enumeration
kind-typedef = Typ
kind-property = Eigenschaft
kind-attribute = TNEF-Attribut
kind-concept = Artikel
kind-code = Rückgabecode
kind-flag = Flag

## All pages of a kind

kinds-interface = Schnittstellen
kinds-method = Methoden
kinds-function = Funktionen
kinds-callback = Rückruffunktionen
kinds-macro = Makros
kinds-structure = Strukturen
kinds-enumeration = Enumerationen
kinds-typedef = Typen
kinds-property = Eigenschaften
kinds-attribute = TNEF-Attribute
kinds-concept = Artikel

## What a kind is, in one sentence

about-interface = Was Objekte bieten: Vtables, Bezeichner, Zeigertypen.
about-method = Die Funktionen der Schnittstellen mit Parametern und Rückgabewerten.
about-function = Was ohne Objekt aufgerufen wird.
about-callback = Was Sie schreiben und MAPI aufruft.
about-macro = Was der Präprozessor ersetzt.
about-structure = Aufbau im Speicher mit allen Membern.
about-enumeration = Benannte Werte, die zusammengehören.
about-typedef = Andere Namen für Typen.
about-property = Was Objekte über sich wissen: Tags, Namen, Typen.
about-attribute = Wie Eigenschaften in einem TNEF-Datenstrom reisen.
about-concept = Übersichten, Anleitungen und Tabellen mit Konstanten.

## Alerts, and headings that a page lacks

alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Achtung
heading-parameters = Parameter
heading-return-value = Rückgabewert
heading-members = Member

## Who confirms it, and what was corrected

verified-headers = Durch Header bestätigt
verified-headers-note = Die C-Header deklarieren es so, wie es hier steht
verified-supplement = Bestätigt
verified-supplement-note = Aus den C-Headern aufbewahrte Angaben deklarieren es so, wie es hier steht
verified-pages = Nur laut Seite
verified-pages-note = Kein Header bestätigt, was hier steht
declared-only = nur in Headern deklariert
not-declared = nicht deklariert
amended = Hier berichtigt: Die Seite sagt es anders
amended-vtable = Reihenfolge der Vtable
amended-base = Basisschnittstelle
amended-iid = Schnittstellenkennung
amended-return-type = Rückgabetyp
amended-parameter = Parameter
amended-parameters = Parameter
amended-field = Feld
amended-fields = Felder
amended-tag = Eigenschaftstag
amended-types = Typen der Eigenschaft
uncorrected = Die Deklaration der Seite
page-says = Die Seite sagt
page-says-nothing = nichts
right-is = Richtig ist
evidence = Beleg

## Who uses what

used-by = Verwendet von
show-more = Mehr anzeigen
inheritance = Vererbung
kinds-code = Rückgabecodes
about-code = Was Methoden und Funktionen zurückgeben, mit Werten.
returned-by = Zurückgegeben von

## Die Deklaration in zwei Sprachen, und die Verzeichnisse der Site

declaration = Deklaration
indexes = Verzeichnisse
kinds-header = Header
about-header = Welcher Header was deklariert.
kinds-hierarchy = Hierarchie der Schnittstellen
about-hierarchy = Alle Schnittstellen nach dem, wovon sie abgeleitet sind.
kinds-tag = Eigenschaftstags
about-tag = Jedes Tag, jeder lange Bezeichner und jeder Name, mit Typ, Bereich und Eigenschaftensatz.
kinds-flag = Flags
about-flag = Jedes Flag mit seinem Wert und wer es entgegennimmt.
taken-by = Angenommen von
column-name = Name
column-tag = Bezeichner
column-type = Typ
column-area = Bereich
column-set = Eigenschaftensatz
any-type = Alle Typen
any-area = Alle Bereiche
## The page for machines that read, and where a page has moved to

as-markdown = Diese Seite als Markdown
llms-summary = Die Seiten dieser Referenz als Markdown, eine Sprache je Seite.
original = Original:
page-moved = Diese Seite wurde verschoben
page-moved-note = Sie ist jetzt hier:

## The state of a translation, and what the checks find

state = Stand der Übersetzung
about-state = Wie viel der Referenz in dieser Sprache vorliegt und was anzusehen ist.
percentage = 0 %
pages = Seiten
pages-translated = Übersetzte Seiten
pages-missing = Fehlende Seiten
segments = Segmente
segments-same = In beiden Sprachen gleich
source-words = Wörter des Originals
translated-on = Zur Übersetzung gegeben
not-stated = Keine Angabe
findings = Befunde
findings-none = Keine Befunde
findings-on-page = Befunde auf dieser Seite
hide-marks = Markierungen im Text ausblenden
finding-line = Zeile
by-rule = Befunde nach Regel
by-section = Befunde nach Abschnitt
section = Abschnitt
no-section = Nicht im Inhalt
rules = Regeln
about-rules = Was jede Regel findet und auf welchen Seiten.
rule = Regel
severity = Schwere
severity-error = Fehler
severity-warning = Warnung
severity-info = Hinweis
more-findings = Weitere Befunde, die hier nicht stehen:

## How far a translation is behind, and the overview of what was found

behind = Das Original hat sich seit der Übersetzung dieser Seite geändert.
segments-stale = Veraltete Segmente
sentences-missing = Noch nicht übersetzte Sätze
segments-current = Aktuell
overview = Übersicht der Befunde
about-overview = Wie viel jede Regel in jedem Abschnitt des Inhaltsverzeichnisses findet, und die Seiten mit der meisten Arbeit.
worst-pages = Seiten mit der meisten Arbeit
total = Gesamt
more-pages = Weitere Seiten mit Befunden:
page = Seite
