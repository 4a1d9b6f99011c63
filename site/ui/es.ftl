### The interface's words in Spanish.

## The language these words are in

lang = es

## Getting about

skip-to-content = Saltar al contenido
contents = Contenido
breadcrumbs = Está aquí
on-this-page = En esta página
language = Idioma
not-in-this-language = No está en este idioma
close = Cerrar
expand = Desplegar
collapse = Plegar
browse = Explorar por tipo
choose-language = Elija un idioma
made-with = Hecho con

## Finding a page

find-a-page = Buscar
find-hint = Para buscar en todas las páginas por nombres y palabras, pulse
filter-list = Filtrar esta lista
no-results = No se encontró nada
search = Búsqueda
all-results = Todos los resultados
result-count = Resultados
unknown-narrowing = No deja ningún resultado:
search-help = Cómo buscar
search-help-names = Primero van los nombres, enteros o en parte: OpenEntry, GetLErr, PR_DISPLAY_NAME, 0x3001001F, -2147221233, IID_IMAPITable, un GUID. Después, las palabras de todas las páginas, en cualquiera de sus formas.
search-help-narrow = Estas palabras acotan una búsqueda, solas o con otras:
search-help-kind = páginas de un tipo
search-help-returns = lo que puede devolver este código
search-help-param = lo que toma un parámetro con este nombre o tipo
search-needs-script = La búsqueda necesita JavaScript. Las listas por tipo de la página principal no lo necesitan.

## Which halves are shown; the localized half is called by the language's own name

view = Vista
view-both = En paralelo
view-source = Inglés

## Light and dark

theme-auto = Colores: los del sistema
theme-light = Colores: claros
theme-dark = Colores: oscuros

## Copying

copy = Copiar
copied = Copiado
copy-name = Copiar el nombre

## Who wrote the words, and when

translation-mt = Traducción automática
translation-mt-note = Traducido por una máquina; puede que nadie lo haya revisado
translation-ht = Traducción humana
translation-ht-note = Traducido o revisado por una persona
source-from-pages = Inglés de las páginas en inglés
source-from-locale = Inglés de los textos de origen de
date = Último cambio

## A page that a language lacks, or that nobody has

missing-page = No está en este idioma
missing-page-note = Esta página no está traducida a este idioma. Puede leerla en:
page-not-found = Página no encontrada
page-not-found-note = No hay ninguna página en esta dirección. Elija un idioma para buscarla desde la primera página.

## Parameters

direction-in = entrada
direction-out = salida
direction-in-out = entrada y salida
optional = opcional

## Interfaces

vtable = Vtable
slot = Posición
summary = Descripción
reserved = reservado
sort-by-name = Por nombre
sort-by-slot = Por posición
inherited-methods = Métodos heredados
vtable-neighbours = Vecinos en la vtable
previous-method = Método anterior
next-method = Método siguiente

## A page's kind

kind-interface = Interfaz
kind-method = Método
kind-function = Función
kind-callback = Función de devolución de llamada
kind-macro = Macro
kind-structure = Estructura
kind-enumeration = Enumeración
kind-typedef = Tipo
kind-property = Propiedad
kind-attribute = Atributo TNEF
kind-concept = Artículo
kind-code = Código de retorno
kind-flag = Marca

## All pages of a kind

kinds-interface = Interfaces
kinds-method = Métodos
kinds-function = Funciones
kinds-callback = Funciones de devolución de llamada
kinds-macro = Macros
kinds-structure = Estructuras
kinds-enumeration = Enumeraciones
kinds-typedef = Tipos
kinds-property = Propiedades
kinds-attribute = Atributos TNEF
kinds-concept = Artículos

## What a kind is, in one sentence

about-interface = Lo que ofrecen los objetos: vtables, identificadores, tipos de puntero.
about-method = Las funciones de las interfaces, con parámetros y valores devueltos.
about-function = Lo que se llama sin un objeto.
about-callback = Lo que usted escribe y MAPI llama.
about-macro = Lo que expande el preprocesador.
about-structure = Disposición en memoria, con sus miembros.
about-enumeration = Valores con nombre que van juntos.
about-typedef = Otros nombres de tipos.
about-property = Lo que los objetos saben de sí mismos: etiquetas, nombres, tipos.
about-attribute = Cómo viajan las propiedades en una secuencia TNEF.
about-concept = Información general, guías y tablas de constantes.

## Alerts, and headings that a page lacks

alert-note = Nota
alert-tip = Sugerencia
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución
heading-parameters = Parámetros
heading-return-value = Valor devuelto
heading-members = Miembros

## Who confirms it, and what was corrected

verified-headers = Verificado con los encabezados
verified-headers-note = Los encabezados de C lo declaran tal como se muestra aquí
verified-supplement = Verificado
verified-supplement-note = Los datos conservados de los encabezados de C lo declaran tal como se muestra aquí
verified-pages = Solo según la página
verified-pages-note = Ningún encabezado confirma lo que se muestra aquí
declared-only = declarado solo en los encabezados
not-declared = no declarado
amended = Corregido aquí: la página dice otra cosa
amended-vtable = Orden de la vtable
amended-base = Interfaz base
amended-iid = Identificador de la interfaz
amended-return-type = Tipo de retorno
amended-parameter = Parámetro
amended-parameters = Parámetros
amended-field = Campo
amended-fields = Campos
amended-tag = Etiqueta de propiedad
amended-types = Tipos de la propiedad
uncorrected = La declaración de la página
page-says = La página dice
page-says-nothing = nada
right-is = Lo correcto es
evidence = Prueba

## Who uses what

used-by = Usado por
show-more = Mostrar más
inheritance = Herencia
kinds-code = Códigos de retorno
about-code = Lo que devuelven los métodos y las funciones, con sus valores.
returned-by = Devuelto por

## La declaración en dos lenguajes, y los índices del sitio

declaration = Declaración
indexes = Índices
kinds-header = Encabezados
about-header = Qué declara cada archivo de encabezado.
kinds-hierarchy = Jerarquía de interfaces
about-hierarchy = Todas las interfaces según aquella de la que derivan.
kinds-tag = Etiquetas de propiedad
about-tag = Cada etiqueta, identificador largo y nombre, con su tipo, área y conjunto de propiedades.
kinds-flag = Marcas
about-flag = Cada marca con su valor y con lo que la acepta.
taken-by = La aceptan
column-name = Nombre
column-tag = Identificador
column-type = Tipo
column-area = Área
column-set = Conjunto de propiedades
any-type = Todos los tipos
any-area = Todas las áreas
## The page for machines that read, and where a page has moved to

as-markdown = Esta página en Markdown
llms-summary = Las páginas de esta referencia en Markdown, un idioma por página.
original = Original:
page-moved = Esta página se ha trasladado
page-moved-note = Ahora está aquí:

## The state of a translation, and what the checks find

state = Estado de la traducción
about-state = Qué parte de la referencia está en este idioma y qué conviene revisar.
percentage = 0 %
pages = Páginas
pages-translated = Páginas traducidas
pages-missing = Páginas que faltan
segments = Segmentos
segments-same = Iguales en ambos idiomas
source-words = Palabras del original
translated-on = Enviado a traducción
not-stated = Sin indicar
findings = Hallazgos
findings-none = Sin hallazgos
findings-on-page = Hallazgos en esta página
hide-marks = Ocultar las marcas del texto
finding-line = línea
by-rule = Hallazgos por regla
by-section = Hallazgos por sección
section = Sección
no-section = Fuera del contenido
rules = Reglas
about-rules = Qué encuentra cada regla y en qué páginas.
rule = Regla
severity = Gravedad
severity-error = error
severity-warning = advertencia
severity-info = nota
more-findings = Otros hallazgos que no figuran aquí:

## How far a translation is behind, and the overview of what was found

behind = El original ha cambiado desde que se tradujo esta página.
segments-stale = Segmentos desactualizados
sentences-missing = Frases aún sin traducir
segments-current = Al día
overview = Resumen de los hallazgos
about-overview = Cuánto encuentra cada regla en cada sección del índice, y las páginas que más trabajo requieren.
worst-pages = Páginas que más trabajo requieren
total = Total
more-pages = Más páginas con hallazgos:
page = Página
