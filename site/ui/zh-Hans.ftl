### The interface's words in Simplified Chinese.

## The language these words are in

lang = zh-Hans

## Getting about

skip-to-content = 跳转到正文
contents = 目录
breadcrumbs = 当前位置
on-this-page = 本页内容
language = 语言
not-in-this-language = 没有此语言的版本
close = 关闭
expand = 展开
collapse = 折叠
browse = 按类别浏览
choose-language = 请选择语言
made-with = 生成工具：

## Finding a page

find-a-page = 搜索
find-hint = 要按名称和词语搜索所有页面，请按
filter-list = 筛选此列表
no-results = 未找到任何内容
search = 搜索
all-results = 所有结果
result-count = 结果
unknown-narrowing = 没有符合的内容：
search-help = 如何搜索
search-help-names = 名称排在最前，可以是全名或其中一部分：OpenEntry、GetLErr、PR_DISPLAY_NAME、0x3001001F、-2147221233、IID_IMAPITable、GUID。其后是在所有页面正文中找到的内容。
search-help-narrow = 以下词语可以缩小搜索范围，可单独使用，也可与其他词语一起使用：
search-help-kind = 某一种类的页面
search-help-returns = 可能返回此代码的内容
search-help-param = 带有此名称或类型的参数的内容
search-needs-script = 搜索需要 JavaScript。首页上按类别排列的列表则不需要。

## Which halves are shown; the localized half is called by the language's own name

view = 视图
view-both = 并排对照
view-source = 英语

## Light and dark

theme-auto = 颜色：跟随系统
theme-light = 颜色：浅色
theme-dark = 颜色：深色

## Copying

copy = 复制
copied = 已复制
copy-name = 复制名称

## Who wrote the words, and when

translation-mt = 机器翻译
translation-mt-note = 由机器翻译，可能未经人工审阅
translation-ht = 人工翻译
translation-ht-note = 由人工翻译或审校
source-from-pages = 英文来自英文页面
source-from-locale = 英文取自以下语言页面中的原文：
date = 上次更改

## A page that a language lacks, or that nobody has

missing-page = 没有此语言的版本
missing-page-note = 本页尚未翻译成此语言。您可以阅读以下语言的版本：
page-not-found = 找不到页面
page-not-found-note = 此地址没有页面。请选择语言，然后从首页开始查找。

## Parameters

direction-in = 输入
direction-out = 输出
direction-in-out = 输入/输出
optional = 可选

## Interfaces

vtable = 虚函数表 (vtable)
slot = 槽位
summary = 说明
reserved = 保留
sort-by-name = 按名称
sort-by-slot = 按槽位
inherited-methods = 继承的方法
vtable-neighbours = vtable 中的相邻方法
previous-method = 上一个方法
next-method = 下一个方法

## A page's kind

kind-interface = 接口
kind-method = 方法
kind-function = 函数
kind-callback = 回调函数
kind-macro = 宏
kind-structure = 结构
kind-enumeration = 枚举
kind-typedef = 类型
kind-property = 属性
kind-attribute = TNEF 特性
kind-concept = 文章
kind-code = 返回代码
kind-flag = 标志

## All pages of a kind

kinds-interface = 接口
kinds-method = 方法
kinds-function = 函数
kinds-callback = 回调函数
kinds-macro = 宏
kinds-structure = 结构
kinds-enumeration = 枚举
kinds-typedef = 类型
kinds-property = 属性
kinds-attribute = TNEF 特性
kinds-concept = 文章

## What a kind is, in one sentence

about-interface = 对象所提供的内容：vtable、标识符、指针类型。
about-method = 接口的函数及其参数和返回值。
about-function = 无需对象即可调用的函数。
about-callback = 由您编写、由 MAPI 调用的函数。
about-macro = 由预处理器展开的内容。
about-structure = 内存布局及其成员。
about-enumeration = 同属一组的命名值。
about-typedef = 类型的其他名称。
about-property = 对象自身的信息：标记、名称、类型。
about-attribute = 属性在 TNEF 流中的表示方式。
about-concept = 概述、指南和常量表。

## Alerts, and headings that a page lacks

alert-note = 备注
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
heading-parameters = 参数
heading-return-value = 返回值
heading-members = 成员

## Who confirms it, and what was corrected

verified-headers = 已由头文件确认
verified-headers-note = C 头文件中的声明与此处所示一致
verified-supplement = 已确认
verified-supplement-note = 从 C 头文件保存的数据中的声明与此处所示一致
verified-pages = 仅据页面
verified-pages-note = 没有头文件确认此处所示内容
declared-only = 仅在头文件中声明
not-declared = 未声明
amended = 此处已更正：页面所述不同
amended-vtable = vtable 的顺序
amended-base = 基接口
amended-iid = 接口标识符
amended-return-type = 返回类型
amended-parameter = 参数
amended-parameters = 参数
amended-field = 字段
amended-fields = 字段
amended-tag = 属性标记
amended-types = 属性类型
uncorrected = 页面自己的声明
page-says = 页面所述
page-says-nothing = 无
right-is = 正确内容
evidence = 依据

## Codes, users, inheritance

used-by = 使用者
show-more = 显示更多
inheritance = 继承
kinds-code = 返回代码
about-code = 方法和函数返回的代码及其值。
returned-by = 返回者

## 两种语言的声明，以及网站的索引

declaration = 声明
indexes = 索引
kinds-header = 头文件
about-header = 每个头文件声明了什么。
kinds-hierarchy = 接口层次结构
about-hierarchy = 按派生关系列出的所有接口。
kinds-tag = 属性标记
about-tag = 所有标记、长标识符和名称，以及类型、区域和属性集。
kinds-flag = 标志
about-flag = 所有标志及其值，以及接受它们的项。
taken-by = 接受者
column-name = 名称
column-tag = 标识符
column-type = 类型
column-area = 区域
column-set = 属性集
any-type = 所有类型
any-area = 所有区域
## The page for machines that read, and where a page has moved to

as-markdown = 本页的 Markdown 版本
llms-summary = 本参考的全部页面，Markdown 格式，每页一种语言。
original = 原文：
page-moved = 此页面已移动
page-moved-note = 现在位于：

## The state of a translation, and what the checks find

state = 翻译状况
about-state = 本参考有多少内容已译为此语言，以及有哪些需要查看。
percentage = 0%
pages = 页面
pages-translated = 已翻译的页面
pages-missing = 缺少的页面
segments = 句段
segments-same = 两种语言相同
source-words = 原文字数
translated-on = 送交翻译的日期
not-stated = 未注明
findings = 发现的问题
findings-none = 没有发现问题
findings-on-page = 本页发现的问题
hide-marks = 隐藏文中的标记
finding-line = 行
by-rule = 按规则统计
by-section = 按章节统计
section = 章节
no-section = 不在目录中
rules = 规则
about-rules = 每条规则查找什么，以及涉及哪些页面。
rule = 规则
severity = 严重程度
severity-error = 错误
severity-warning = 警告
severity-info = 提示
more-findings = 此处未列出的问题：

## How far a translation is behind, and the overview of what was found

behind = 此页面翻译之后，原文已有改动。
segments-stale = 过时的句段
sentences-missing = 尚未翻译的句子
segments-current = 最新
overview = 问题总览
about-overview = 每条规则在目录各章节中发现的数量，以及最需要修改的页面。
worst-pages = 最需要修改的页面
total = 合计
more-pages = 其他有问题的页面：
page = 页面
