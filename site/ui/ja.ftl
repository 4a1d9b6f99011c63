### The interface's words in Japanese.

## The language these words are in

lang = ja

## Getting about

skip-to-content = 本文へ移動
contents = 目次
breadcrumbs = 現在の位置
on-this-page = このページの内容
language = 言語
not-in-this-language = この言語のページはありません
close = 閉じる
expand = 展開する
collapse = 折りたたむ
browse = 種類から探す
choose-language = 言語を選択してください
made-with = 作成:

## Finding a page

find-a-page = 検索
find-hint = 名前や語句で全ページを検索するには、次のキーを押します:
filter-list = この一覧を絞り込む
no-results = 見つかりませんでした
search = 検索
all-results = すべての結果
result-count = 結果
unknown-narrowing = 該当するものがありません:
search-help = 検索のしかた
search-help-names = 名前が先に表示されます。全体でも一部でもかまいません: OpenEntry、GetLErr、PR_DISPLAY_NAME、0x3001001F、-2147221233、IID_IMAPITable、GUID。その後に、全ページの本文から見つかったものが続きます。
search-help-narrow = 次の語で検索を絞り込めます。単独でも、ほかの語と一緒でも使えます:
search-help-kind = この種類のページ
search-help-returns = このコードを返すことがあるもの
search-help-param = この名前または型のパラメーターを取るもの
search-needs-script = 検索には JavaScript が必要です。トップ ページの種類別の一覧には必要ありません。

## Which halves are shown; the localized half is called by the language's own name

view = 表示
view-both = 対訳
view-source = 英語

## Light and dark

theme-auto = 配色: システムに合わせる
theme-light = 配色: ライト
theme-dark = 配色: ダーク

## Copying

copy = コピー
copied = コピーしました
copy-name = 名前をコピー

## Who wrote the words, and when

translation-mt = 機械翻訳
translation-mt-note = 機械翻訳されたページです。人による確認を経ていない可能性があります
translation-ht = 人による翻訳
translation-ht-note = 人が翻訳または校閲したページです
source-from-pages = 英文の出典: 英語のページ
source-from-locale = 英文の出典 (対訳の原文):
date = 最終更新

## A page that a language lacks, or that nobody has

missing-page = この言語のページはありません
missing-page-note = このページはこの言語に翻訳されていません。次の言語でお読みいただけます。
page-not-found = ページが見つかりません
page-not-found-note = このアドレスにページはありません。言語を選択し、最初のページからお探しください。

## Parameters

direction-in = 入力
direction-out = 出力
direction-in-out = 入出力
optional = 省略可能

## Interfaces

vtable = 仮想関数テーブル (vtable)
slot = スロット
summary = 説明
reserved = 予約済み
sort-by-name = 名前順
sort-by-slot = スロット順
inherited-methods = 継承されたメソッド
vtable-neighbours = vtable 内の前後のメソッド
previous-method = 前のメソッド
next-method = 次のメソッド

## A page's kind

kind-interface = インターフェイス
kind-method = メソッド
kind-function = 関数
kind-callback = コールバック関数
kind-macro = マクロ
kind-structure = 構造体
kind-enumeration = 列挙型
kind-typedef = 型
kind-property = プロパティ
kind-attribute = TNEF 属性
kind-concept = 記事
kind-code = リターン コード
kind-flag = フラグ

## All pages of a kind

kinds-interface = インターフェイス
kinds-method = メソッド
kinds-function = 関数
kinds-callback = コールバック関数
kinds-macro = マクロ
kinds-structure = 構造体
kinds-enumeration = 列挙型
kinds-typedef = 型
kinds-property = プロパティ
kinds-attribute = TNEF 属性
kinds-concept = 記事

## What a kind is, in one sentence

about-interface = オブジェクトが提供するもの。vtable、識別子、ポインター型。
about-method = インターフェイスの関数と、そのパラメーターおよび戻り値。
about-function = オブジェクトなしで呼び出すもの。
about-callback = 利用者が実装し、MAPI が呼び出すもの。
about-macro = プリプロセッサが展開するもの。
about-structure = メモリ上の構成とメンバー。
about-enumeration = ひとまとまりの名前付きの値。
about-typedef = 型の別名。
about-property = オブジェクトの持つ情報。タグ、名前、型。
about-attribute = TNEF ストリームでのプロパティの表し方。
about-concept = 概要、手引き、定数の一覧。

## Alerts, and headings that a page lacks

alert-note = 注
alert-tip = ヒント
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
heading-parameters = パラメーター
heading-return-value = 戻り値
heading-members = メンバー

## Who confirms it, and what was corrected

verified-headers = ヘッダーで確認済み
verified-headers-note = C ヘッダーの宣言はここに示すとおりです
verified-supplement = 確認済み
verified-supplement-note = C ヘッダーから保存した情報の宣言はここに示すとおりです
verified-pages = ページの記載のみ
verified-pages-note = ここに示す内容を裏付けるヘッダーはありません
declared-only = ヘッダーにのみ宣言
not-declared = 宣言にありません
amended = 訂正済み: 元のページの記載は異なります
amended-vtable = vtable の順序
amended-base = 基底インターフェイス
amended-iid = インターフェイス識別子
amended-return-type = 戻り値の型
amended-parameter = パラメーター
amended-parameters = パラメーター
amended-field = フィールド
amended-fields = フィールド
amended-tag = プロパティ タグ
amended-types = プロパティの型
uncorrected = ページ上の宣言
page-says = ページの記載
page-says-nothing = 記載なし
right-is = 正しい内容
evidence = 根拠

## Who uses what

used-by = 使用箇所
show-more = さらに表示
inheritance = 継承
kinds-code = リターン コード
about-code = メソッドや関数が返すコードとその値。
returned-by = 返すもの

## 二つの言語による宣言と、サイトの索引

declaration = 宣言
indexes = 索引
kinds-header = ヘッダー
about-header = どのヘッダーが何を宣言しているか。
kinds-hierarchy = インターフェイスの階層
about-hierarchy = すべてのインターフェイスを継承元ごとに示します。
kinds-tag = プロパティ タグ
about-tag = すべてのタグ、長い識別子、名前と、その型、領域、プロパティ セット。
kinds-flag = フラグ
about-flag = すべてのフラグとその値、それを受け取るもの。
taken-by = 受け取るもの
column-name = 名前
column-tag = 識別子
column-type = 型
column-area = 領域
column-set = プロパティ セット
any-type = すべての型
any-area = すべての領域
## The page for machines that read, and where a page has moved to

as-markdown = このページの Markdown 版
llms-summary = このリファレンスのページを Markdown で。1 ページに 1 言語です。
original = 原文:
page-moved = このページは移動しました
page-moved-note = 現在はこちらです:

## The state of a translation, and what the checks find

state = 翻訳の状況
about-state = このリファレンスのうちこの言語で読める範囲と、確認が必要な箇所です。
percentage = 0%
pages = ページ
pages-translated = 翻訳済みのページ
pages-missing = 不足しているページ
segments = セグメント
segments-same = 両言語で同じもの
source-words = 原文の単語数
translated-on = 翻訳に出された日
not-stated = 記載なし
findings = 指摘
findings-none = 指摘はありません
findings-on-page = このページの指摘
hide-marks = 本文中の印を隠す
finding-line = 行
by-rule = 規則ごとの指摘
by-section = セクションごとの指摘
section = セクション
no-section = 目次にないページ
rules = 規則
about-rules = 各規則が見つけるものと、該当するページです。
rule = 規則
severity = 重要度
severity-error = エラー
severity-warning = 警告
severity-info = 情報
more-findings = ここに示していない指摘:

## How far a translation is behind, and the overview of what was found

behind = このページが翻訳された後に原文が変更されています。
segments-stale = 古くなったセグメント
sentences-missing = まだ訳されていない文
segments-current = 最新
overview = 指摘の概要
about-overview = 目次のセクションごとに各規則が見つけた数と、最も手直しが必要なページです。
worst-pages = 手直しが最も必要なページ
total = 合計
more-pages = 指摘のあるその他のページ:
page = ページ
