### The interface's words in Russian.

## The language these words are in

lang = ru

## Getting about

skip-to-content = Перейти к содержимому
contents = Содержание
breadcrumbs = Вы здесь
on-this-page = На этой странице
language = Язык
not-in-this-language = Нет на этом языке
close = Закрыть
expand = Развернуть
collapse = Свернуть
browse = Обзор по видам
choose-language = Выберите язык
made-with = Создано с помощью

## Finding a page

find-a-page = Поиск
find-hint = Чтобы искать по названиям и словам на всех страницах, нажмите
filter-list = Отфильтровать список
no-results = Ничего не найдено
search = Поиск
all-results = Все результаты
result-count = Результаты
unknown-narrowing = Нет совпадений:
search-help = Как искать
search-help-names = Сначала идут имена, целиком или частью: OpenEntry, GetLErr, PR_DISPLAY_NAME, 0x3001001F, -2147221233, IID_IMAPITable, GUID. Затем слова всех страниц в любой форме.
search-help-narrow = Эти слова сужают поиск, сами по себе или вместе с другими:
search-help-kind = страницы одного вида
search-help-returns = что может вернуть этот код
search-help-param = что принимает параметр с таким именем или типом
search-needs-script = Для поиска нужен JavaScript. Спискам по видам на главной странице он не нужен.

## Which halves are shown; the localized half is called by the language's own name

view = Вид
view-both = Параллельно
view-source = Английский

## Light and dark

theme-auto = Цвета: как в системе
theme-light = Цвета: светлые
theme-dark = Цвета: тёмные

## Copying

copy = Копировать
copied = Скопировано
copy-name = Скопировать имя

## Who wrote the words, and when

translation-mt = Машинный перевод
translation-mt-note = Переведено машиной; возможно, никем не проверено
translation-ht = Перевод выполнен человеком
translation-ht-note = Переведено или отредактировано человеком
source-from-pages = Английский текст взят с английских страниц
source-from-locale = Английский текст взят из исходных сегментов
date = Последнее изменение

## A page that a language lacks, or that nobody has

missing-page = Нет на этом языке
missing-page-note = Эта страница не переведена на этот язык. Её можно прочитать на следующих языках:
page-not-found = Страница не найдена
page-not-found-note = По этому адресу страницы нет. Выберите язык, чтобы найти её с первой страницы.

## Parameters

direction-in = вход
direction-out = выход
direction-in-out = вход и выход
optional = необязательный

## Interfaces

vtable = Таблица виртуальных методов
slot = Позиция
summary = Описание
reserved = зарезервировано
sort-by-name = По имени
sort-by-slot = По позиции
inherited-methods = Унаследованные методы
vtable-neighbours = Соседи в таблице виртуальных методов
previous-method = Предыдущий метод
next-method = Следующий метод

## A page's kind

kind-interface = Интерфейс
kind-method = Метод
kind-function = Функция
kind-callback = Функция обратного вызова
kind-macro = Макрос
kind-structure = Структура
kind-enumeration = Перечисление
kind-typedef = Тип
kind-property = Свойство
kind-attribute = Атрибут TNEF
kind-concept = Статья
kind-code = Код возврата
kind-flag = Флаг

## All pages of a kind

kinds-interface = Интерфейсы
kinds-method = Методы
kinds-function = Функции
kinds-callback = Функции обратного вызова
kinds-macro = Макросы
kinds-structure = Структуры
kinds-enumeration = Перечисления
kinds-typedef = Типы
kinds-property = Свойства
kinds-attribute = Атрибуты TNEF
kinds-concept = Статьи

## What a kind is, in one sentence

about-interface = Что предлагают объекты: таблицы методов, идентификаторы, типы указателей.
about-method = Функции интерфейсов с параметрами и возвращаемыми значениями.
about-function = Что вызывается без объекта.
about-callback = Что пишете вы, а вызывает MAPI.
about-macro = Что раскрывает препроцессор.
about-structure = Расположение в памяти и поля.
about-enumeration = Именованные значения, связанные по смыслу.
about-typedef = Другие имена типов.
about-property = Что объекты знают о себе: теги, имена, типы.
about-attribute = Как свойства передаются в потоке TNEF.
about-concept = Обзоры, руководства и таблицы констант.

## Alerts, and headings that a page lacks

alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно
heading-parameters = Параметры
heading-return-value = Возвращаемое значение
heading-members = Члены

## Who confirms it, and what was corrected

verified-headers = Подтверждено заголовками
verified-headers-note = Заголовочные файлы C объявляют это так, как показано здесь
verified-supplement = Подтверждено
verified-supplement-note = Сведения, сохранённые из заголовочных файлов C, объявляют это так, как показано здесь
verified-pages = Только по странице
verified-pages-note = Ни один заголовочный файл не подтверждает показанное здесь
declared-only = объявлен только в заголовках
not-declared = не объявлено
amended = Здесь исправлено: на странице сказано иначе
amended-vtable = Порядок vtable
amended-base = Базовый интерфейс
amended-iid = Идентификатор интерфейса
amended-return-type = Тип возвращаемого значения
amended-parameter = Параметр
amended-parameters = Параметры
amended-field = Поле
amended-fields = Поля
amended-tag = Тег свойства
amended-types = Типы свойства
uncorrected = Объявление на странице
page-says = На странице
page-says-nothing = ничего не сказано
right-is = Правильно
evidence = Основание

## Who uses what

used-by = Где используется
show-more = Показать ещё
inheritance = Наследование
kinds-code = Коды возврата
about-code = Что возвращают методы и функции, со значениями.
returned-by = Возвращают

## Объявление на двух языках и указатели сайта

declaration = Объявление
indexes = Указатели
kinds-header = Заголовочные файлы
about-header = Что объявляет каждый заголовочный файл.
kinds-hierarchy = Иерархия интерфейсов
about-hierarchy = Все интерфейсы по тем, от которых они происходят.
kinds-tag = Теги свойств
about-tag = Каждый тег, длинный идентификатор и имя с типом, областью и набором свойств.
kinds-flag = Флаги
about-flag = Каждый флаг со значением и тем, что его принимает.
taken-by = Принимают
column-name = Имя
column-tag = Идентификатор
column-type = Тип
column-area = Область
column-set = Набор свойств
any-type = Все типы
any-area = Все области
## The page for machines that read, and where a page has moved to

as-markdown = Эта страница в формате Markdown
llms-summary = Страницы этого справочника в формате Markdown, по одному языку на страницу.
original = Оригинал:
page-moved = Страница перемещена
page-moved-note = Теперь она здесь:

## The state of a translation, and what the checks find

state = Состояние перевода
about-state = Какая часть справочника есть на этом языке и что стоит проверить.
percentage = 0 %
pages = Страницы
pages-translated = Переведённые страницы
pages-missing = Отсутствующие страницы
segments = Сегменты
segments-same = Одинаковы на обоих языках
source-words = Слов в оригинале
translated-on = Передано на перевод
not-stated = Не указано
findings = Замечания
findings-none = Замечаний нет
findings-on-page = Замечания на этой странице
hide-marks = Скрыть пометки в тексте
finding-line = строка
by-rule = Замечания по правилам
by-section = Замечания по разделам
section = Раздел
no-section = Вне содержания
rules = Правила
about-rules = Что находит каждое правило и на каких страницах.
rule = Правило
severity = Важность
severity-error = ошибка
severity-warning = предупреждение
severity-info = примечание
more-findings = Замечания, не показанные здесь:

## How far a translation is behind, and the overview of what was found

behind = Оригинал изменился с тех пор, как эта страница была переведена.
segments-stale = Устаревшие сегменты
sentences-missing = Ещё не переведённые предложения
segments-current = Актуально
overview = Обзор замечаний
about-overview = Сколько каждое правило находит в каждом разделе содержания, и страницы, которым нужно больше всего работы.
worst-pages = Страницы, которым нужно больше всего работы
total = Всего
more-pages = Другие страницы с замечаниями:
page = Страница
