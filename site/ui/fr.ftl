### The interface's words in French.

## The language these words are in

lang = fr

## Getting about

skip-to-content = Aller au contenu
contents = Sommaire
breadcrumbs = Vous êtes ici
on-this-page = Sur cette page
language = Langue
not-in-this-language = Pas dans cette langue
close = Fermer
expand = Développer
collapse = Réduire
browse = Parcourir par type
choose-language = Choisissez une langue
made-with = Réalisé avec

## Finding a page

find-a-page = Rechercher
find-hint = Pour chercher des noms et des mots dans toutes les pages, appuyez sur
filter-list = Filtrer cette liste
no-results = Rien trouvé
search = Recherche
all-results = Tous les résultats
result-count = Résultats
unknown-narrowing = Ne laisse aucun résultat :
search-help = Comment chercher
search-help-names = Les noms viennent d’abord, entiers ou en partie : OpenEntry, GetLErr, PR_DISPLAY_NAME, 0x3001001F, -2147221233, IID_IMAPITable, un GUID. Viennent ensuite les mots de toutes les pages, sous toutes leurs formes.
search-help-narrow = Ces mots restreignent une recherche, seuls ou avec d’autres :
search-help-kind = les pages d’une sorte
search-help-returns = ce qui peut renvoyer ce code
search-help-param = ce qui prend un paramètre de ce nom ou de ce type
search-needs-script = La recherche a besoin de JavaScript. Les listes par type de la page d’accueil s’en passent.

## Which halves are shown; the localized half is called by the language's own name

view = Affichage
view-both = Côte à côte
view-source = Anglais

## Light and dark

theme-auto = Couleurs : celles du système
theme-light = Couleurs : claires
theme-dark = Couleurs : sombres

## Copying

copy = Copier
copied = Copié
copy-name = Copier le nom

## Who wrote the words, and when

translation-mt = Traduction automatique
translation-mt-note = Traduit par une machine ; peut-être sans aucune relecture
translation-ht = Traduction humaine
translation-ht-note = Traduit ou révisé par une personne
source-from-pages = Anglais repris des pages anglaises
source-from-locale = Anglais repris des textes source de
date = Dernière modification

## A page that a language lacks, or that nobody has

missing-page = Pas dans cette langue
missing-page-note = Cette page n’est pas traduite dans cette langue. Vous pouvez la lire en :
page-not-found = Page introuvable
page-not-found-note = Il n’y a aucune page à cette adresse. Choisissez une langue pour la rechercher à partir de la première page.

## Parameters

direction-in = entrée
direction-out = sortie
direction-in-out = entrée et sortie
optional = facultatif

## Interfaces

vtable = Vtable
slot = Emplacement
summary = Description
reserved = réservé
sort-by-name = Par nom
sort-by-slot = Par emplacement
inherited-methods = Méthodes héritées
vtable-neighbours = Voisines dans la vtable
previous-method = Méthode précédente
next-method = Méthode suivante

## A page's kind

kind-interface = Interface
kind-method = Méthode
kind-function = Fonction
kind-callback = Fonction de rappel
kind-macro = Macro
kind-structure = Structure
kind-enumeration = Énumération
kind-typedef = Type
kind-property = Propriété
kind-attribute = Attribut TNEF
kind-concept = Article
kind-code = Code de retour
kind-flag = Indicateur

## All pages of a kind

kinds-interface = Interfaces
kinds-method = Méthodes
kinds-function = Fonctions
kinds-callback = Fonctions de rappel
kinds-macro = Macros
kinds-structure = Structures
kinds-enumeration = Énumérations
kinds-typedef = Types
kinds-property = Propriétés
kinds-attribute = Attributs TNEF
kinds-concept = Articles

## What a kind is, in one sentence

about-interface = Ce qu’offrent les objets : vtables, identificateurs, types pointeur.
about-method = Les fonctions des interfaces, avec leurs paramètres et valeurs de retour.
about-function = Ce qui s’appelle sans objet.
about-callback = Ce que vous écrivez et que MAPI appelle.
about-macro = Ce que développe le préprocesseur.
about-structure = La disposition en mémoire, membre par membre.
about-enumeration = Des valeurs nommées qui vont ensemble.
about-typedef = D’autres noms pour des types.
about-property = Ce que les objets savent d’eux-mêmes : balises, noms, types.
about-attribute = Comment les propriétés voyagent dans un flux TNEF.
about-concept = Vues d’ensemble, guides et tables de constantes.

## Alerts, and headings that a page lacks

alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention
heading-parameters = Paramètres
heading-return-value = Valeur renvoyée
heading-members = Membres

## Who confirms it, and what was corrected

verified-headers = Confirmé par les en-têtes
verified-headers-note = Les en-têtes C le déclarent tel qu’il est montré ici
verified-supplement = Confirmé
verified-supplement-note = Des données conservées des en-têtes C le déclarent tel qu’il est montré ici
verified-pages = D’après la page seule
verified-pages-note = Aucun en-tête ne confirme ce qui est montré ici
declared-only = déclaré seulement dans les en-têtes
not-declared = non déclaré
amended = Corrigé ici : la page dit autre chose
amended-vtable = Ordre de la vtable
amended-base = Interface de base
amended-iid = Identificateur de l’interface
amended-return-type = Type de retour
amended-parameter = Paramètre
amended-parameters = Paramètres
amended-field = Champ
amended-fields = Champs
amended-tag = Balise de propriété
amended-types = Types de la propriété
uncorrected = La déclaration de la page
page-says = La page dit
page-says-nothing = rien
right-is = Ce qui est juste
evidence = Preuve

## Codes, users, inheritance

used-by = Utilisé par
show-more = Afficher plus
inheritance = Héritage
kinds-code = Codes de retour
about-code = Ce que renvoient les méthodes et les fonctions, avec les valeurs.
returned-by = Renvoyé par

## La déclaration en deux langages, et les index du site

declaration = Déclaration
indexes = Index
kinds-header = En-têtes
about-header = Ce que déclare chaque fichier d’en-tête.
kinds-hierarchy = Hiérarchie des interfaces
about-hierarchy = Toutes les interfaces, selon celle dont elles dérivent.
kinds-tag = Balises de propriété
about-tag = Chaque balise, identificateur long et nom, avec type, domaine et jeu de propriétés.
kinds-flag = Indicateurs
about-flag = Chaque indicateur avec sa valeur, et ce qui l’accepte.
taken-by = Accepté par
column-name = Nom
column-tag = Identificateur
column-type = Type
column-area = Domaine
column-set = Jeu de propriétés
any-type = Tous les types
any-area = Tous les domaines
## The page for machines that read, and where a page has moved to

as-markdown = Cette page en Markdown
llms-summary = Les pages de cette référence en Markdown, une langue par page.
original = Original :
page-moved = Cette page a été déplacée
page-moved-note = Elle se trouve maintenant ici :

## The state of a translation, and what the checks find

state = État de la traduction
about-state = La part de la référence disponible dans cette langue, et ce qui reste à revoir.
percentage = 0 %
pages = Pages
pages-translated = Pages traduites
pages-missing = Pages manquantes
segments = Segments
segments-same = Identiques dans les deux langues
source-words = Mots de l’original
translated-on = Remis à la traduction
not-stated = Non indiqué
findings = Constats
findings-none = Aucun constat
findings-on-page = Constats sur cette page
hide-marks = Masquer les repères dans le texte
finding-line = ligne
by-rule = Constats par règle
by-section = Constats par section
section = Section
no-section = Hors du sommaire
rules = Règles
about-rules = Ce que chaque règle relève, et sur quelles pages.
rule = Règle
severity = Gravité
severity-error = erreur
severity-warning = avertissement
severity-info = note
more-findings = Constats qui ne figurent pas ici :

## How far a translation is behind, and the overview of what was found

behind = L’original a changé depuis la traduction de cette page.
segments-stale = Segments périmés
sentences-missing = Phrases pas encore traduites
segments-current = À jour
overview = Vue d’ensemble des constats
about-overview = Ce que chaque règle trouve dans chaque section du sommaire, et les pages qui demandent le plus de travail.
worst-pages = Pages qui demandent le plus de travail
total = Total
more-pages = Autres pages avec des constats :
page = Page
