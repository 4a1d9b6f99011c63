### The interface's words in Brazilian Portuguese.

## The language these words are in

lang = pt-BR

## Getting about

skip-to-content = Ir para o conteúdo
contents = Sumário
breadcrumbs = Você está aqui
on-this-page = Nesta página
language = Idioma
not-in-this-language = Não está neste idioma
close = Fechar
expand = Expandir
collapse = Recolher
browse = Explorar por tipo
choose-language = Escolha um idioma
made-with = Feito com

## Finding a page

find-a-page = Pesquisar
find-hint = Para pesquisar nomes e palavras em todas as páginas, pressione
filter-list = Filtrar esta lista
no-results = Nada encontrado
search = Pesquisa
all-results = Todos os resultados
result-count = Resultados
unknown-narrowing = Não deixa nenhum resultado:
search-help = Como pesquisar
search-help-names = Os nomes vêm primeiro, inteiros ou em parte: OpenEntry, GetLErr, PR_DISPLAY_NAME, 0x3001001F, -2147221233, IID_IMAPITable, um GUID. Depois vêm as palavras de todas as páginas, em qualquer uma de suas formas.
search-help-narrow = Estas palavras restringem uma pesquisa, sozinhas ou com outras:
search-help-kind = páginas de um tipo
search-help-returns = o que pode retornar este código
search-help-param = o que recebe um parâmetro com este nome ou tipo
search-needs-script = A pesquisa precisa de JavaScript. As listas por tipo da página inicial não precisam.

## Which halves are shown; the localized half is called by the language's own name

view = Exibição
view-both = Lado a lado
view-source = Inglês

## Light and dark

theme-auto = Cores: as do sistema
theme-light = Cores: claras
theme-dark = Cores: escuras

## Copying

copy = Copiar
copied = Copiado
copy-name = Copiar o nome

## Who wrote the words, and when

translation-mt = Tradução automática
translation-mt-note = Traduzido por uma máquina; talvez ninguém tenha revisado
translation-ht = Tradução humana
translation-ht-note = Traduzido ou revisado por uma pessoa
source-from-pages = Inglês das páginas em inglês
source-from-locale = Inglês dos textos de origem de
date = Última alteração

## A page that a language lacks, or that nobody has

missing-page = Não está neste idioma
missing-page-note = Esta página não está traduzida para este idioma. Você pode lê-la em:
page-not-found = Página não encontrada
page-not-found-note = Não há nenhuma página neste endereço. Escolha um idioma para procurá-la a partir da primeira página.

## Parameters

direction-in = entrada
direction-out = saída
direction-in-out = entrada e saída
optional = opcional

## Interfaces

vtable = Vtable
slot = Posição
summary = Descrição
reserved = reservado
sort-by-name = Por nome
sort-by-slot = Por posição
inherited-methods = Métodos herdados
vtable-neighbours = Vizinhos na vtable
previous-method = Método anterior
next-method = Próximo método

## A page's kind

kind-interface = Interface
kind-method = Método
kind-function = Função
kind-callback = Função de retorno de chamada
kind-macro = Macro
kind-structure = Estrutura
kind-enumeration = Enumeração
kind-typedef = Tipo
kind-property = Propriedade
kind-attribute = Atributo TNEF
kind-concept = Artigo
kind-code = Código de retorno
kind-flag = Sinalizador

## All pages of a kind

kinds-interface = Interfaces
kinds-method = Métodos
kinds-function = Funções
kinds-callback = Funções de retorno de chamada
kinds-macro = Macros
kinds-structure = Estruturas
kinds-enumeration = Enumerações
kinds-typedef = Tipos
kinds-property = Propriedades
kinds-attribute = Atributos TNEF
kinds-concept = Artigos

## What a kind is, in one sentence

about-interface = O que os objetos oferecem: vtables, identificadores, tipos de ponteiro.
about-method = As funções das interfaces, com parâmetros e valores de retorno.
about-function = O que se chama sem um objeto.
about-callback = O que você escreve e o MAPI chama.
about-macro = O que o pré-processador expande.
about-structure = O layout na memória, com seus membros.
about-enumeration = Valores nomeados que andam juntos.
about-typedef = Outros nomes para tipos.
about-property = O que os objetos sabem de si mesmos: marcas, nomes, tipos.
about-attribute = Como as propriedades viajam em um fluxo TNEF.
about-concept = Visões gerais, guias e tabelas de constantes.

## Alerts, and headings that a page lacks

alert-note = Observação
alert-tip = Dica
alert-important = Importante
alert-warning = Aviso
alert-caution = Cuidado
heading-parameters = Parâmetros
heading-return-value = Valor de retorno
heading-members = Membros

## Who confirms it, and what was corrected

verified-headers = Confirmado pelos cabeçalhos
verified-headers-note = Os cabeçalhos C o declaram como é mostrado aqui
verified-supplement = Confirmado
verified-supplement-note = Dados guardados dos cabeçalhos C o declaram como é mostrado aqui
verified-pages = Apenas segundo a página
verified-pages-note = Nenhum cabeçalho confirma o que é mostrado aqui
declared-only = declarado apenas nos cabeçalhos
not-declared = não declarado
amended = Corrigido aqui: a página diz outra coisa
amended-vtable = Ordem da vtable
amended-base = Interface base
amended-iid = Identificador da interface
amended-return-type = Tipo de retorno
amended-parameter = Parâmetro
amended-parameters = Parâmetros
amended-field = Campo
amended-fields = Campos
amended-tag = Marca de propriedade
amended-types = Tipos da propriedade
uncorrected = A declaração da página
page-says = A página diz
page-says-nothing = nada
right-is = O correto é
evidence = Evidência

## Codes, users, inheritance

used-by = Usado por
show-more = Mostrar mais
inheritance = Herança
kinds-code = Códigos de retorno
about-code = O que os métodos e as funções retornam, com os valores.
returned-by = Retornado por

## A declaração em duas linguagens, e os índices do site

declaration = Declaração
indexes = Índices
kinds-header = Cabeçalhos
about-header = O que cada arquivo de cabeçalho declara.
kinds-hierarchy = Hierarquia de interfaces
about-hierarchy = Todas as interfaces segundo aquela da qual derivam.
kinds-tag = Marcas de propriedade
about-tag = Cada marca, identificador longo e nome, com tipo, área e conjunto de propriedades.
kinds-flag = Sinalizadores
about-flag = Cada sinalizador com o seu valor e o que o aceita.
taken-by = Aceito por
column-name = Nome
column-tag = Identificador
column-type = Tipo
column-area = Área
column-set = Conjunto de propriedades
any-type = Todos os tipos
any-area = Todas as áreas
## The page for machines that read, and where a page has moved to

as-markdown = Esta página em Markdown
llms-summary = As páginas desta referência em Markdown, um idioma por página.
original = Original:
page-moved = Esta página mudou de lugar
page-moved-note = Agora ela está aqui:

## The state of a translation, and what the checks find

state = Estado da tradução
about-state = Quanto da referência está neste idioma e o que convém verificar.
percentage = 0%
pages = Páginas
pages-translated = Páginas traduzidas
pages-missing = Páginas que faltam
segments = Segmentos
segments-same = Iguais nos dois idiomas
source-words = Palavras do original
translated-on = Enviado para tradução
not-stated = Não informado
findings = Achados
findings-none = Nenhum achado
findings-on-page = Achados nesta página
hide-marks = Ocultar as marcas no texto
finding-line = linha
by-rule = Achados por regra
by-section = Achados por seção
section = Seção
no-section = Fora do sumário
rules = Regras
about-rules = O que cada regra encontra e em quais páginas.
rule = Regra
severity = Gravidade
severity-error = erro
severity-warning = aviso
severity-info = nota
more-findings = Achados que não estão listados aqui:

## How far a translation is behind, and the overview of what was found

behind = O original mudou desde que esta página foi traduzida.
segments-stale = Segmentos desatualizados
sentences-missing = Frases ainda não traduzidas
segments-current = Em dia
overview = Visão geral dos achados
about-overview = Quanto cada regra encontra em cada seção do sumário, e as páginas que exigem mais trabalho.
worst-pages = Páginas que exigem mais trabalho
total = Total
more-pages = Mais páginas com achados:
page = Página
